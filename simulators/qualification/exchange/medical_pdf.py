"""Medical information as a PDF of A4 pages; every page says that nothing in it is real."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any, Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from simulators.qualification.exchange.medical_history import Checkup, Visit
from simulators.qualification.exchange.medical_sheet import Sheet

MARK: Final = "見本 / simulated"
_FONT: Final = "HeiseiKakuGo-W5"  # a CID font: the viewer brings the glyphs, no file is needed
registerFont(UnicodeCIDFont(_FONT))
_LINE: Final = HexColor("#b8c4cc")
_HEAD: Final = HexColor("#e8eff3")
_MARGIN: Final = 18 * mm
_WIDTH: Final = A4[0] - 2 * _MARGIN
_SEXES: Final = {"1": "男", "2": "女"}


def visits_pdf(sheet: Sheet, title: str, visits: Sequence[Visit]) -> bytes:
    """Write 薬剤・診療・手術, newest visit first. What the visits do not hold leaves no heading."""
    newest_first = sorted(visits, key=lambda visit: visit.day, reverse=True)
    return _pdf(sheet, title, [KeepTogether(_visit(visit)) for visit in newest_first])


def checkups_pdf(sheet: Sheet, checkups: Iterable[Checkup]) -> bytes:
    """Write 特定健診, newest first."""
    newest_first = sorted(checkups, key=lambda checkup: checkup.day, reverse=True)
    parts = [KeepTogether(_checkup(checkup)) for checkup in newest_first]
    return _pdf(sheet, "特定健診情報", parts)


def _checkup(checkup: Checkup) -> list[Any]:
    rows = [(item.name, f"{item.value} {item.unit}") for item in checkup.items]
    heading = _paragraph(f"健診実施日　{_written(checkup.day)}", _HEADING)
    return [heading, _table(("項目", "結果"), rows, (100, 74))]


def _visit(visit: Visit) -> list[Any]:
    found: list[Any] = [_paragraph(f"{_written(visit.day)}　{visit.clinic}", _HEADING)]
    if visit.drugs:
        found.append(_paragraph(f"調剤　{visit.pharmacy}", _TEXT))
        found.append(_drug_table(visit))
    if visit.treatments:
        rows = [(_kind(one.operation), one.name, one.code) for one in visit.treatments]
        found.append(_table(("区分", "内容", "コード"), rows, (20, 100, 54)))
    return found


def _drug_table(visit: Visit) -> Table:
    rows = [
        (
            f"{drug.name}（{drug.ingredient}）",
            drug.usage,
            f"{drug.quantity}{drug.unit}×{drug.days}日分",
        )
        for drug in visit.drugs
    ]
    return _table(("薬剤名（成分）", "用法", "数量"), rows, (90, 48, 36))


def _kind(operation: bool) -> str:
    return "手術" if operation else "診療"


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _pdf(sheet: Sheet, title: str, parts: Sequence[Any]) -> bytes:
    file = BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=26 * mm,
        bottomMargin=20 * mm,
        title=f"{title} {MARK}",
        invariant=1,  # the same content is the same file
    )
    made = f"作成　{sheet.made_at:%Y/%m/%d %H:%M}　医療機関　{sheet.institution}"

    def margins(canvas: Canvas, _: object) -> None:
        canvas.setFont(_FONT, 9)
        canvas.setFillColor(Color(0.7, 0.1, 0.1))
        canvas.drawString(_MARGIN, A4[1] - 14 * mm, f"{MARK}　この内容は実在しません")
        canvas.setFillColor(Color(0.35, 0.35, 0.35))
        canvas.drawString(_MARGIN, 11 * mm, made)
        canvas.drawRightString(A4[0] - _MARGIN, 11 * mm, f"{canvas.getPageNumber()} ページ")

    who = f"{sheet.name}　（{sheet.kana}）　{_written(sheet.birth)}生　{_SEXES.get(sheet.sex, '')}"
    head = [_paragraph(title, _TITLE), _paragraph(who, _TEXT), Spacer(1, 3 * mm)]
    rest = list(parts) or [_paragraph("該当する情報はありません", _TEXT)]
    document.build([*head, *rest], onFirstPage=margins, onLaterPages=margins)
    return file.getvalue()


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> Table:
    cells = [[_paragraph(text, _CELL) for text in row] for row in (head, *rows)]
    scale = _WIDTH / sum(widths)
    return Table(cells, colWidths=[width * scale for width in widths], style=_RULED, repeatRows=1)


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Paragraph(escaped, style)


_TEXT: Final = ParagraphStyle("text", fontName=_FONT, fontSize=10, leading=15, wordWrap="CJK")
_CELL: Final = ParagraphStyle("cell", parent=_TEXT, fontSize=9, leading=12)
_TITLE: Final = ParagraphStyle("title", parent=_TEXT, fontSize=16, leading=24)
_HEADING: Final = ParagraphStyle("heading", parent=_TEXT, fontSize=11, spaceBefore=4 * mm)
_RULED: Final = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.4, _LINE),
        ("BACKGROUND", (0, 0), (-1, 0), _HEAD),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
)
