"""The figures as CSV for a spreadsheet: one number a line."""

import csv
import io
from collections.abc import Sequence
from typing import Final

from kiosk.console.areas.figures.span import Span
from kiosk.console.areas.figures.tables import Table
from kiosk.console.texts import Words

BOM: Final = "\ufeff"  # without it Excel takes UTF-8 for Shift_JIS
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(tables: Sequence[Table], span: Span, words: Words) -> bytes:
    """Return first day, last day, table, row, column and number of each figure (RFC 4180)."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(
        words(f"figures.csv.{name}")
        for name in ("first", "last", "table", "row", "column", "number")
    )
    for table in tables:
        for name, numbers in table.rows:
            for head, number in zip(table.heads[1:], numbers, strict=True):
                cells = (span.first.isoformat(), span.last.isoformat(), table.title, name, head)
                writer.writerow((*(harmless(cell) for cell in cells), number))
    return (BOM + text.getvalue()).encode()


def harmless(cell: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
