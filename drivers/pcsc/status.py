"""The two bytes with which a card closes every answer (ISO 7816-4, 5.6; card.md §2.8)."""

from typing import Final


class StatusWord(int):
    """SW1 and SW2 as one number, 0x0000 to 0xFFFF."""

    @property
    def is_ok(self) -> bool:
        """Whether the command was carried out (9000)."""
        return self == SUCCESS

    @property
    def sw1(self) -> int:
        """The upper byte."""
        return self >> 8

    @property
    def sw2(self) -> int:
        """The lower byte."""
        return self & 0xFF

    @property
    def tries_left(self) -> int | None:
        """The counter in 63Cx, else None. Means something after VERIFY alone."""
        return self & 0x0F if self & 0xFFF0 == 0x63C0 else None

    @property
    def is_locked(self) -> bool:
        """Whether the key takes no more values: 6984 on this card, 6983 in the standard."""
        return self in (KEY_LOCKED, AUTHENTICATION_BLOCKED)

    def __repr__(self) -> str:
        return f"{int(self):04X}"

    __str__ = __repr__


SUCCESS: Final = StatusWord(0x9000)
NO_INFORMATION: Final = StatusWord(0x6300)
WRONG_LENGTH: Final = StatusWord(0x6700)
SECURITY_STATUS_NOT_SATISFIED: Final = StatusWord(0x6982)
AUTHENTICATION_BLOCKED: Final = StatusWord(0x6983)
KEY_LOCKED: Final = StatusWord(0x6984)
FUNCTION_NOT_SUPPORTED: Final = StatusWord(0x6A81)
FILE_NOT_FOUND: Final = StatusWord(0x6A82)
WRONG_P1_P2: Final = StatusWord(0x6A86)
PAST_END_OF_FILE: Final = StatusWord(0x6B00)
UNKNOWN_INS: Final = StatusWord(0x6D00)
UNKNOWN_CLA: Final = StatusWord(0x6E00)
INTERNAL_ERROR: Final = StatusWord(0x6F00)
