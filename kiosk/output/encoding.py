"""How the receipt computer's files are encoded (qualification.md §1.3)."""

from enum import StrEnum


class Encoding(StrEnum):
    """How a file is encoded; the value is what its declaration says."""

    UTF_8 = "UTF-8"
    SHIFT_JIS = "Shift_JIS"

    @property
    def codec(self) -> str:
        """The codec that reads the bytes: Shift_JIS means CP932 in the field."""
        return "cp932" if self is Encoding.SHIFT_JIS else "utf-8"

    @property
    def identifier(self) -> str:
        """CharacterCodeIdentifier (OQSCD005)."""
        return "1" if self is Encoding.SHIFT_JIS else "0"
