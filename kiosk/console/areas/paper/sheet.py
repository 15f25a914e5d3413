"""What the printed sheets share: text that the font may lack, and the boxes to sign in."""

from datetime import date
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Paragraph, Table, TableStyle

from kiosk.console.dates import both
from kiosk.console.pdf_fonts import REGULAR

BORDER: Final = ("GRID", (0, 0), (-1, -1), 0.6, HexColor("#40505a"))


def written(text: str) -> str:
    """Return what was written for a paragraph; 〓 (下駄) stands for what the font has not."""
    font: Any = pdfmetrics.getFont(REGULAR)  # reportlab's own types leave a TTFont's face out
    glyphs = font.face.charToGlyph
    return escape("".join(char if ord(char) in glyphs else "〓" for char in text))


def signature(day: date, dated: str, label: ParagraphStyle, text: ParagraphStyle) -> Table:
    """Return boxes to write in: the date is the day's, under the name `dated`; the rest by hand."""
    cells = [
        [Paragraph(dated, label), Paragraph(both(day), text)],
        [Paragraph("署名（本人または代理の方）", label), ""],
        [Paragraph("代理の方のとき　本人との関係", label), ""],
    ]
    table = Table(cells, colWidths=[60 * mm, 110 * mm], rowHeights=[10 * mm, 16 * mm, 11 * mm])
    table.setStyle(TableStyle([BORDER, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]))
    return table
