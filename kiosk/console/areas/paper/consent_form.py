"""The 同意書 as PDF, A4: what the patient is asked where the reader has no screen for it (§4.2).

The layout is this project's own: the ministry's form was not at hand, and the sheet says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
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
from kiosk.domain.consent import ConsentItem
from kiosk.domain.secret import Private

_TITLE: Final = "医療情報の提供に関する同意書"
_TEXT: Final = ParagraphStyle("text", fontName=REGULAR, fontSize=12, leading=19, wordWrap="CJK")
_SMALL: Final = ParagraphStyle("small", parent=_TEXT, fontSize=9, leading=13)
_HEAD: Final = ParagraphStyle("head", parent=_TEXT, fontName=BOLD, fontSize=17, leading=26)
_LABEL: Final = ParagraphStyle("label", parent=_TEXT, fontName=BOLD, fontSize=11.5, leading=17)
_ITEMS: Final = {
    ConsentItem.OPERATION: ("手術の情報", "これまでに受けた手術の記録"),
    ConsentItem.DIAGNOSIS_AND_MEDICATION: ("診療と薬の情報", "診療と処方の記録（3年分）"),
    ConsentItem.DIAGNOSIS: ("診療の情報", "受けた診療の記録（3年分）"),
    ConsentItem.MEDICATION: ("薬の情報", "処方された薬の記録（3年分）"),
    ConsentItem.HEALTH_CHECKUPS: ("健診の情報", "特定健診などの結果（5年分）"),
}


@dataclass(frozen=True, repr=False)
class Printed(Private):
    """Whose form it is, as far as it is known, and what it asks; `day` is the reception's."""

    name: str
    kana: str
    birthdate: date | None
    items: Sequence[ConsentItem]
    day: date


def consent_pdf(printed: Printed) -> bytes:
    """Return the sheet. Raises FileNotFoundError where the font is not installed."""
    register_fonts()
    sheet = BytesIO()
    document = SimpleDocTemplate(
        sheet,
        pagesize=A4,
        leftMargin=20 * mm,
        rightMargin=20 * mm,
        topMargin=18 * mm,
        bottomMargin=14 * mm,
        title=_TITLE,
        lang="ja",
    )
    document.build(_content(printed))
    return sheet.getvalue()


def _content(printed: Printed) -> list[Flowable]:
    return [
        Paragraph(_TITLE, _HEAD),
        Spacer(0, 3 * mm),
        Paragraph(
            "この医療機関が、診療のために、次の情報を見ることについておたずねします。"
            "同意しなくても、診療は受けられます。見られるのは、登録してから24時間です。",
            _TEXT,
        ),
        Spacer(0, 5 * mm),
        _person(printed),
        Spacer(0, 6 * mm),
        _questions(printed.items),
        Spacer(0, 6 * mm),
        signature(printed.day, "日付", _LABEL, _TEXT),
        Spacer(0, 6 * mm),
        Paragraph(
            "同意は、マイナンバーカードが読み取り機にあるあいだに登録します。"
            "あとで変えたいときは、もう一度カードが必要です。",
            _TEXT,
        ),
        Spacer(0, 4 * mm),
        Paragraph(
            "この用紙の形は本ソフトウェア独自のものです。使う前に、厚生労働省の様式と見くらべてください。",
            _SMALL,
        ),
    ]


def _person(printed: Printed) -> Table:
    born = both(printed.birthdate) if printed.birthdate else "　　　　年　　　月　　　日"
    rows = (("フリガナ", printed.kana), ("氏名", printed.name), ("生年月日", born))
    cells = [
        [Paragraph(label, _LABEL), Paragraph(written(text) or "　", _TEXT)] for label, text in rows
    ]
    table = Table(cells, colWidths=[40 * mm, 130 * mm])
    table.setStyle(TableStyle([BORDER, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]))
    return table


def _questions(items: Sequence[ConsentItem]) -> Table:
    head = [Paragraph("おたずねする情報", _LABEL), Paragraph("どちらかに✓", _LABEL)]
    rows = [
        [
            Paragraph(f"<b>{_ITEMS[item][0]}</b><br/>{_ITEMS[item][1]}", _TEXT),
            Paragraph("□ 同意する　　□ 同意しない", _TEXT),
        ]
        for item in items
    ]
    table = Table([head, *rows], colWidths=[95 * mm, 75 * mm])
    table.setStyle(
        TableStyle(
            [
                BORDER,
                ("BACKGROUND", (0, 0), (-1, 0), HexColor("#eef2f4")),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("TOPPADDING", (0, 1), (-1, -1), 7),
                ("BOTTOMPADDING", (0, 1), (-1, -1), 9),
            ]
        )
    )
    return table
