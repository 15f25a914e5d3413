"""Tables of plain text: shares as a reader wants them, columns that stand under each other."""

import math
from collections.abc import Sequence

from drivers.vision.evaluation.rates import Rate

RATE_HEADING = ("errors", "of", "rate", "95 % interval")


def percent(share: float) -> str:
    """Write a share, 0 to 1, with the digits that matter at its size."""
    if math.isnan(share):
        return "-"
    if share == 0:
        return "0 %"
    digits = 1 if share >= 0.1 else 2 if share >= 0.001 else 4 if share >= 1e-5 else 6
    return f"{100 * share:.{digits}f} %"


def between(rate: Rate) -> str:
    """Write the interval of a rate; a dash where there were no cases."""
    if not rate.cases:
        return "-"
    low, high = rate.interval
    return f"{percent(low)} .. {percent(high)}"


def rate_fields(rate: Rate) -> list[str]:
    """Return the fields under `RATE_HEADING`."""
    return [f"{rate.errors:,}", f"{rate.cases:,}", percent(rate.share), between(rate)]


def table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return lines: the first column to the left, the others to the right, two blanks between."""
    everything = [heading, *rows]
    widths = [max(len(row[at]) for row in everything) for at in range(len(heading))]
    lines = [_line(row, widths) for row in everything]
    return [lines[0], "  " + "-" * (len(lines[0]) - 2), *lines[1:]]


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first = row[0].ljust(widths[0])
    rest = [field.rjust(width) for field, width in zip(row[1:], widths[1:], strict=True)]
    return ("  " + "  ".join([first, *rest])).rstrip()
