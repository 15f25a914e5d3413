"""How often a face may fail, so that nobody tries until a stranger passes (face.md §5.2, Japan)."""

from typing import Final

MOST_IN_A_SESSION: Final = 3
MOST_A_DAY: Final = 10
"""Failures of one card on one kiosk in one day; a success does not take any of them back."""
