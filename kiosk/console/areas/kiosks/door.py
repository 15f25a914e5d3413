"""貼り紙: what hangs on the door or on the machine while it cannot be used, in two languages."""

from io import BytesIO
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Paragraph, SimpleDocTemplate, Spacer
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kiosk.console.context import console_of
from kiosk.console.pages import render
from kiosk.console.pdf_fonts import BOLD, LATIN, LATIN_BOLD, REGULAR, register_fonts
from kiosk.console.texts import LANGUAGES, ConsoleTexts, Words

REASONS: Final = ("reader", "line", "power", "closed")
BRING: Final = ("bring_1", "bring_2", "bring_3")
_CALM: Final = HexColor("#1f3a4d")


def choose(request: Request) -> Response:
    """GET /kiosks/door: every notice as it will read, each with its PDF."""
    texts = console_of(request).texts
    return render(
        request, "kiosks/door.html", reasons=REASONS, bring=BRING,
        languages=[texts.language(code) for code in LANGUAGES],
    )  # fmt: skip


def paper(request: Request) -> Response:
    """GET /kiosks/door/{why}.pdf: one notice on a page of A4."""
    why = request.path_params["why"]
    if why not in REASONS:
        raise HTTPException(404)
    try:
        content = draw(console_of(request).texts, why)
    except FileNotFoundError:
        return render(request, "no_font.html", 503, back="/kiosks/door")
    return Response(
        content,
        media_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="notice-{why}.pdf"'},
    )


def draw(texts: ConsoleTexts, why: str) -> bytes:
    """Return a notice as PDF: Japanese first and large, English below."""
    register_fonts()
    buffer = BytesIO()
    title = texts.language(LANGUAGES[0])(f"kiosks.door.{why}.name")
    document = SimpleDocTemplate(
        buffer, pagesize=A4, title=title, lang=LANGUAGES[0],
        leftMargin=20 * mm, rightMargin=20 * mm, topMargin=18 * mm, bottomMargin=14 * mm,
    )  # fmt: skip
    rule = HRFlowable(width="100%", thickness=1, color=_CALM, spaceBefore=6 * mm, spaceAfter=6 * mm)
    ja, en = (texts.language(code) for code in LANGUAGES)
    document.build([*_notice(ja, why, 1.0), rule, *_notice(en, why, 0.62)])
    return buffer.getvalue()


def _notice(words: Words, why: str, scale: float) -> list[Flowable]:
    """Return one language's paragraphs; a line break in a text stays one on the paper."""
    ja = words.language == "ja"
    wraps, regular, bold = ("CJK", REGULAR, BOLD) if ja else (None, LATIN, LATIN_BOLD)

    def style(size: float, font: str = regular, **more: Any) -> ParagraphStyle:  # noqa: ANN401 - what a style takes
        points = size * scale
        return ParagraphStyle(
            font, fontName=font, fontSize=points, leading=points * 1.45, wordWrap=wraps,
            textColor=_CALM, **more,
        )  # fmt: skip

    def text(key: str) -> str:
        return words(f"kiosks.door.{key}").replace("\n", "<br/>")

    item = style(
        20,
        leftIndent=28 * scale,
        bulletFontName=regular,
        bulletFontSize=20 * scale,
        spaceAfter=6 * scale,
    )
    return [
        Paragraph(
            text(f"{why}.title"), style(30, bold, alignment=TA_CENTER, spaceAfter=16 * scale)
        ),
        Paragraph(text(f"{why}.say"), style(25, alignment=TA_CENTER, spaceAfter=18 * scale)),
        Paragraph(text("bring"), style(22, bold, spaceAfter=8 * scale)),
        *(Paragraph(text(key), item, bulletText="◆") for key in BRING),
        Spacer(1, 8 * scale),
        Paragraph(text("nothing"), style(19, spaceAfter=6 * scale)),
        Paragraph(text("pay"), style(19)),
    ]
