"""Passcodes that somebody would try first."""

from itertools import pairwise
from typing import Final

from kiosk.domain.pin import Passcode

FEWEST_DIGITS: Final = 3
"""Different digits that a passcode has at least: 0000, 1212 and 1121 have fewer."""
_COLUMNS: Final = frozenset({"2580", "0852"})  # straight down and up a keypad


def guessable(passcode: Passcode) -> bool:
    """Say whether it is a run (1234, 9876, 8901), has too few different digits or is a column."""
    digits = passcode.reveal()
    steps = {(ord(after) - ord(before)) % 10 for before, after in pairwise(digits)}
    return steps in ({1}, {9}) or len(set(digits)) < FEWEST_DIGITS or digits in _COLUMNS
