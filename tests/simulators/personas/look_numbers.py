"""A look as a row of numbers, for searches: in order, within what suits the person, and back."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulators.personas.look import Look
from simulators.personas.looks import FACES, LOOKS
from tests.simulators.personas.ranges import RANGES, SUITS, WAVES

Numbers = NDArray[np.floating[Any]]

SINGLE = sorted({key for suit in SUITS.values() for key in RANGES | suit})
KEYS = [*SINGLE, *(f"{key}.{i}" for key, (count, _) in WAVES.items() for i in range(count))]
"""What each number of a row is."""


def numbers_of(look: Look) -> Numbers:
    """Return a look's numbers in the order of `KEYS`."""
    row = [float(getattr(look, key)) for key in SINGLE]
    for key, (count, _) in WAVES.items():
        row += getattr(look, key) or (0.0,) * count
    return np.array(row)


def fields_of(numbers: Numbers) -> dict[str, float | tuple[float, ...]]:
    """Return numbers as a look's fields, rounded as they are written."""
    row: list[float] = (numbers.round(3) + 0.0).tolist()  # adding 0 turns -0.0 into 0.0
    fields: dict[str, float | tuple[float, ...]] = dict(zip(SINGLE, row, strict=False))
    at = len(SINGLE)
    for key, (count, _) in WAVES.items():
        fields[key] = tuple(row[at : at + count])
        at += count
    return fields


def look_of(name: str, numbers: Numbers) -> Look:
    """Return a person's look with other numbers."""
    return replace(LOOKS[name], **fields_of(numbers))  # pyright: ignore[reportArgumentType]  a field's type hangs on its name


def bounds(name: str) -> tuple[Numbers, Numbers]:
    """Lowest and highest numbers that suit a person; what is never searched keeps its value."""
    ranges = RANGES | SUITS[name]
    now = {key: float(getattr(LOOKS[name], key)) for key in SINGLE}
    pairs = [ranges.get(key, (now[key], now[key])) for key in SINGLE]
    for count, most in WAVES.values():
        pairs += [(-most, most)] * count
    return np.array([low for low, _ in pairs]), np.array([high for _, high in pairs])


def write(name: str, numbers: Numbers) -> None:
    """Put the numbers into the person's file, everything else as it is."""
    path = FACES / f"{name}.toml"
    head, bracket, rest = path.read_text("utf-8").partition("\n\n[hair]")
    for key, value in fields_of(numbers).items():
        text = str(list(value)) if isinstance(value, tuple) else str(value)
        line = re.compile(rf"^{key} = .*$", re.MULTILINE)
        if line.search(head):
            head = line.sub(f"{key} = {text}", head)
        elif value != getattr(Look(), key):
            head += f"\n{key} = {text}"
    path.write_text(head + bracket + rest, "utf-8")
