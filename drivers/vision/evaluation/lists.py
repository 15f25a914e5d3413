"""The lists a user writes: rows of pictures, separated by tabs, and what is known of them.

UTF-8 (with or without a byte order mark, any line ends). Blank lines and lines that begin with `#`
are left out, and so is a first row whose label is no number: a heading.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_LABELS: Final = {"0": False, "1": True}
_MOST_COMPLAINTS: Final = 10


class ListRefusedError(Exception):
    """A list that cannot be used; the text says which line, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A reference, a probe, and whether they show the same person."""

    line: int
    reference: str
    probe: str
    same: bool
    group: str


@dataclass(frozen=True, slots=True)
class Item:
    """One presentation before the camera: a living person, or an attack of some species."""

    line: int
    source: str
    live: bool
    species: str


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    fields: list[str]


def read_pairs(path: Path) -> list[Pair]:
    """Return rows `reference TAB probe TAB same(0|1) [TAB group]`. Raises `ListRefusedError`."""
    shape = "reference TAB probe TAB same(0|1) [TAB group]"
    known: dict[str, str] = {}  # a picture stands in many pairs: its name is kept once

    def kept(text: str) -> str:
        return known.setdefault(text, text)

    return [
        Pair(row.line, kept(row.fields[0]), kept(row.fields[1]), label, kept(rest))
        for row, label, rest in _labelled(path, 2, shape)
    ]


def read_items(path: Path) -> list[Item]:
    """Return rows `image-or-folder TAB live(0|1) [TAB species]`. Raises `ListRefusedError`."""
    shape = "image-or-folder TAB live(0|1) [TAB species]"
    return [
        Item(row.line, row.fields[0], label, rest) for row, label, rest in _labelled(path, 1, shape)
    ]


def locate(name: str, list_path: Path) -> Path:
    """Return where a named picture is: beside the list, else from the working directory."""
    beside = list_path.parent / name
    return beside if beside.exists() else Path(name)


def _labelled(path: Path, at: int, shape: str) -> Iterator[tuple[_Row, bool, str]]:
    """Yield each row with its label, the field numbered `at`, and the field after it."""
    complaints: list[str] = []
    rows = 0
    for row in _rows(path):
        complaint = _complaint(row, at, shape)
        if complaint and rows == 0 and not complaints and _is_heading(row, at):
            rows += 1
            continue
        rows += 1
        if complaint:
            complaints.append(f"{path}, line {row.line}: {complaint}")
        elif not complaints:
            yield (
                row,
                _LABELS[row.fields[at]],
                row.fields[at + 1] if len(row.fields) > at + 1 else "",
            )
    if complaints:
        more = len(complaints) - _MOST_COMPLAINTS
        shown = complaints[:_MOST_COMPLAINTS] + ([f"and {more} more lines"] if more > 0 else [])
        raise ListRefusedError("\n".join(shown))


def _is_heading(row: _Row, at: int) -> bool:
    return len(row.fields) > at and not row.fields[at].lstrip("+-").isdecimal()


def _complaint(row: _Row, at: int, shape: str) -> str:
    if not at < len(row.fields) <= at + 2:
        wanted = f"{at + 1} or {at + 2}"
        return f"{len(row.fields)} field(s) instead of {wanted}. Write: {shape}, with real tabs"
    if not all(row.fields[:at]):
        return f"the name of a picture is empty. Write: {shape}"
    if row.fields[at] not in _LABELS:
        return f"the label is {row.fields[at]!r} instead of 0 or 1. Write: {shape}"
    return ""


def _rows(path: Path) -> Iterator[_Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise ListRefusedError(f"{path}: {fault.strerror}. Name a list that can be read") from None
    except UnicodeDecodeError:
        raise ListRefusedError(f"{path}: not UTF-8. Save the list as UTF-8 text") from None
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield _Row(number, [field.strip() for field in line.rstrip("\r").split("\t")])
