"""How many samples make a second of everything that is kept and played."""

from typing import Final

RATE: Final = 24_000
