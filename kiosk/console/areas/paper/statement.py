"""The 被保険者資格申立書 as PDF, A4: filled in as far as is known, signed on paper.

The layout is this project's own. Only 保険種別 is confirmed as one of its fields (§6.3, mark C for
the rest), so the sheet itself says that it is to be compared with the ministry's form.
"""

from datetime import date
from io import BytesIO
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from kiosk.console.areas.paper.sheet import BORDER, signature, written
from kiosk.console.dates import both
from kiosk.console.pdf_fonts import BOLD, REGULAR, register_fonts
from kiosk.domain.doubts_of_record import readable_date
from kiosk.domain.paper_form import Field, InsuranceKind, PaperForm

F = Field
_TITLE: Final = "被保険者資格申立書"
_TEXT: Final = ParagraphStyle("text", fontName=REGULAR, fontSize=10.5, leading=16, wordWrap="CJK")
_SMALL: Final = ParagraphStyle("small", parent=_TEXT, fontSize=8.5, leading=12.5)
_HEAD: Final = ParagraphStyle("head", parent=_TEXT, fontName=BOLD, fontSize=16, leading=24)
_LABEL: Final = ParagraphStyle("label", parent=_TEXT, fontName=BOLD, fontSize=9.5, leading=14)
_KINDS: Final = {
    InsuranceKind.EMPLOYEES: "社会保険（協会けんぽ・健康保険組合・共済組合など）",
    InsuranceKind.NATIONAL: "国民健康保険",
    InsuranceKind.LATTER_STAGE: "後期高齢者医療",
    InsuranceKind.UNKNOWN: "わからない",
}
_SHARES: Final = {"010": "1割", "020": "2割", "030": "3割", "": "わからない"}
_SEXES: Final = {"1": "男", "2": "女"}


def statement_pdf(form: PaperForm, day: date) -> bytes:
    """Return the sheet. Raises FileNotFoundError where the font is not installed."""
    register_fonts()
    sheet = BytesIO()
    document = SimpleDocTemplate(
        sheet,
        pagesize=A4,
        leftMargin=20 * mm,
        rightMargin=20 * mm,
        topMargin=16 * mm,
        bottomMargin=14 * mm,
        title=_TITLE,
        lang="ja",
    )
    document.build(_content(form, day))
    return sheet.getvalue()


def _content(form: PaperForm, day: date) -> list[Flowable]:
    return [
        Paragraph(_TITLE, _HEAD),
        Paragraph(
            "マイナンバーカードで資格の確認ができなかったため、私の保険の資格について、"
            "次のとおり申し立てます。",
            _TEXT,
        ),
        Spacer(0, 3 * mm),
        _table(_rows(form)),
        Spacer(0, 4 * mm),
        Paragraph(
            "この申立書の内容は、医療保険の資格を確かめ、診療の費用を請求するために使います。"
            "後日、資格がわかったときは、受付へお知らせください。",
            _TEXT,
        ),
        Spacer(0, 5 * mm),
        signature(day, "申立日", _LABEL, _TEXT),
        Spacer(0, 5 * mm),
        Paragraph(
            "この用紙の形は本ソフトウェア独自のものです。使う前に、厚生労働省の様式と見くらべてください。",
            _SMALL,
        ),
    ]


def _rows(form: PaperForm) -> list[tuple[str, str]]:
    born = readable_date(form.value(F.BIRTHDATE))
    born_words = both(born) if born else "　　　　年　　　月　　　日"
    return [
        ("フリガナ", written(form.value(F.KANA))),
        ("氏名", written(form.value(F.SPELLED) or form.value(F.NAME))),
        ("生年月日", born_words),
        ("性別", _boxes(_SEXES, form.value(F.SEX))),
        ("住所（カードの表のとおり）", written(form.value(F.ADDRESS))),
        ("電話番号", written(form.value(F.TELEPHONE))),
        ("保険の種類", _boxes(_KINDS, form.value(F.INSURANCE_KIND), "<br/>")),
        ("保険者の名前（わかれば）", written(form.value(F.INSURER_NAME))),
        ("勤め先（事業所名）", written(form.value(F.WORKPLACE))),
        ("窓口で払う割合", _boxes(_SHARES, form.value(F.SHARE) or None)),
        ("前の保険の番号（わかれば）", written(_old_number(form))),
        ("確認できなかった理由", written(form.value(F.REASON))),
    ]


def _old_number(form: PaperForm) -> str:
    old = (F.OLD_INSURER_NUMBER, F.OLD_SYMBOL, F.OLD_NUMBER, F.OLD_BRANCH)
    return "　".join(form.value(one) for one in old if form.value(one))


def _boxes(
    choices: "dict[InsuranceKind, str] | dict[str, str]",
    chosen: str | None,
    between: str = "&nbsp;&nbsp;&nbsp; ",
) -> str:
    return between.join(
        f"{'■' if code == chosen else '□'} {text}" for code, text in choices.items()
    )


def _table(rows: list[tuple[str, str]]) -> Table:
    cells = [[Paragraph(label, _LABEL), Paragraph(value or "　", _TEXT)] for label, value in rows]
    table = Table(cells, colWidths=[48 * mm, 122 * mm], rowHeights=None)
    table.setStyle(
        TableStyle(
            [
                BORDER,
                ("BACKGROUND", (0, 0), (0, -1), HexColor("#eef2f4")),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("TOPPADDING", (0, 0), (-1, -1), 8),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
            ]
        )
    )
    return table
