"""The figures as plots: SVG by matplotlib, which is loaded with the first plot and not before.

No plot depends on colour: bars differ by hatching as well, points by their shape.
"""

import io
import os
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from math import nan
from threading import Lock
from typing import Any, Final
from unicodedata import east_asian_width

from kiosk.console.areas.figures.tables import Table
from kiosk.console.pdf_fonts import FOLDER, REGULAR
from kiosk.console.texts import Words

_COLOURS: Final = ("#0072b2", "#e69f00", "#56b4e9", "#009e73", "#f0e442")  # Okabe and Ito
_HATCHES: Final = ("", "///", "...", "xxx", "\\\\\\")
_STYLE: Final = {
    "svg.fonttype": "none",  # text stays text: small, and to be read by machines too
    "svg.hashsalt": "uketsuke",  # the same picture for the same numbers
    "font.family": ["BIZ UDGothic"],
    "font.size": 12,
    "hatch.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
}
MOST_LETTERS: Final = 44  # of the names below an axis, side by side
_one_at_a_time: Final = Lock()  # matplotlib's settings are the process's


def draw(table: Table, words: Words) -> bytes:
    """Return the plot of a table that is `plotted`, as SVG."""
    with _one_at_a_time:
        matplotlib = _load()
        with matplotlib.rc_context(_STYLE):
            figure = matplotlib.figure.Figure(figsize=(6.2, 3.6), layout="constrained")
            _DRAWN[table.key](figure.add_subplot(), table, words)
            out = io.BytesIO()
            figure.savefig(out, format="svg", metadata={"Date": None, "Title": table.title})
            return out.getvalue()


@cache
def _load() -> Any:  # noqa: ANN401 - a module, loaded late
    """Load matplotlib; what it keeps for itself goes where systemd says, else away with us."""
    if "MPLCONFIGDIR" not in os.environ:
        os.environ["MPLCONFIGDIR"] = _forgotten().name
    matplotlib = import_module("matplotlib")
    for part in ("figure", "font_manager"):
        import_module(f"matplotlib.{part}")
    matplotlib.font_manager.fontManager.addfont(FOLDER / f"{REGULAR}.ttf")
    return matplotlib


@cache
def _forgotten() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="uketsuke-plots-")


def _stacked(axes: Any, table: Table, words: Words) -> None:  # noqa: ANN401 - matplotlib's Axes
    names = [name for name, _ in table.rows]
    below = [0.0] * len(names)
    for number, head in enumerate(table.heads[1:]):
        heights = [numbers[number] for _, numbers in table.rows]
        axes.bar(
            range(len(names)), [each or nan for each in heights], bottom=below, label=head,
            color=_COLOURS[number], hatch=_HATCHES[number], edgecolor="#1d2b33", linewidth=0.5,
        )  # fmt: skip
        below = [a + b for a, b in zip(below, heights, strict=True)]
    every = -(-len(names) // 12)  # at most a dozen names fit
    slanted = sum(map(_width, names[::every])) > MOST_LETTERS
    axes.set_xticks(
        range(0, len(names), every), names[::every], rotation=30 if slanted else 0,
        ha="right" if slanted else "center",
    )  # fmt: skip
    axes.set_xlim(-0.6, len(names) - 0.4)  # an hour without anybody has its place too
    _whole_numbers(axes.yaxis, max(below, default=0))
    axes.set_ylabel(words("figures.count"))
    axes.grid(axis="y", color="#dcd6c9")
    axes.legend(
        loc="lower center",
        bbox_to_anchor=(0.5, 1.0),
        ncols=3 if len(table.heads) > 4 else 2,
        frameon=False,
    )


def _width(name: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in name)


def _bars(axes: Any, table: Table, words: Words) -> None:  # noqa: ANN401 - as above
    names, values = _first_column(table)
    bars = axes.barh(names, values, color=_COLOURS[0], edgecolor="#1d2b33", linewidth=0.5)
    axes.bar_label(bars, padding=4, fmt="%g")
    axes.invert_yaxis()
    _whole_numbers(axes.xaxis, max(values, default=0))
    axes.set_xlabel(words("figures.count"))


def _times(axes: Any, table: Table, words: Words) -> None:  # noqa: ANN401 - as above
    names, medians = _first_column(table)
    ninetieths = [numbers[1] for _, numbers in table.rows]
    rows = range(len(names))
    axes.hlines(rows, medians, ninetieths, color="#74838b", linewidth=3)
    axes.plot(medians, rows, "o", color=_COLOURS[0], markersize=11, label=table.heads[1])
    axes.plot(ninetieths, rows, "^", color="#b3470a", markersize=11, label=table.heads[2])
    axes.set_yticks(rows, names)
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.set_xlabel(words("figures.seconds"))
    axes.grid(axis="x", color="#dcd6c9")
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, frameon=False)


def _first_column(table: Table) -> tuple[Sequence[str], Sequence[float]]:
    return [name for name, _ in table.rows], [numbers[0] for _, numbers in table.rows]


def _whole_numbers(axis: Any, most: float) -> None:  # noqa: ANN401 - matplotlib's Axis
    axis.get_major_locator().set_params(integer=True)
    axis.axes.margins(x=0.02 if axis.axis_name == "y" else 0.1)
    if most == 0:
        (axis.axes.set_ylim if axis.axis_name == "y" else axis.axes.set_xlim)(0, 1)


_DRAWN: Final[dict[str, Callable[[Any, Table, Words], None]]] = {
    "hours": _stacked,
    "days": _stacked,
    "outcomes": _bars,
    "steps": _times,
    "stopped": _stacked,
    "ends": _bars,
}
