"""What a key means, on a keyboard or on a ten-key pad alone (with or without NumLock)."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import Qt


class Sense(Enum):
    """What somebody wants who presses a key. A digit is itself and none of these."""

    NEXT = auto()
    PREVIOUS = auto()
    FIRST = auto()
    LAST = auto()
    CONFIRM = auto()
    CORRECT = auto()  # on a pad; else on to the next, so that a ten-key pad comes to everything
    OUT = auto()  # to the ways out: back, quit, the panels
    HELP = auto()
    AGAIN = auto()
    PACE = auto()


_K = Qt.Key
SENSES: Final[Mapping[Qt.Key, Sense]] = {
    _K.Key_Tab: Sense.NEXT,
    _K.Key_Down: Sense.NEXT,
    _K.Key_Right: Sense.NEXT,
    _K.Key_Backtab: Sense.PREVIOUS,
    _K.Key_Up: Sense.PREVIOUS,
    _K.Key_Left: Sense.PREVIOUS,
    _K.Key_Home: Sense.FIRST,
    _K.Key_PageUp: Sense.FIRST,
    _K.Key_End: Sense.LAST,
    _K.Key_PageDown: Sense.LAST,
    _K.Key_Return: Sense.CONFIRM,
    _K.Key_Enter: Sense.CONFIRM,
    _K.Key_Space: Sense.CONFIRM,
    _K.Key_Select: Sense.CONFIRM,
    _K.Key_Clear: Sense.CONFIRM,  # 5 of a ten-key pad without NumLock
    _K.Key_Period: Sense.CORRECT,
    _K.Key_Comma: Sense.CORRECT,
    _K.Key_Delete: Sense.CORRECT,
    _K.Key_Backspace: Sense.CORRECT,
    _K.Key_Minus: Sense.OUT,
    _K.Key_Escape: Sense.OUT,
    _K.Key_Slash: Sense.HELP,
    _K.Key_Asterisk: Sense.AGAIN,
    _K.Key_Plus: Sense.PACE,
}


def digit_of(key: int) -> int | None:
    """Return the digit of a key, 0 to 9; None for any other key."""
    digit = key - int(_K.Key_0)
    return digit if 0 <= digit <= 9 else None
