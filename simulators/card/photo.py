"""The photograph in the card face (DF27), as it was signed and as it stands there now."""

from dataclasses import dataclass
from typing import Final

from simulators.card.options import DEFAULT, Guesses
from simulators.card.tlv import tlv

TAG: Final = 0xDF27
HEAD_OF_JP2: Final = bytes.fromhex("0000000C6A5020200D0A870A")


@dataclass(frozen=True, slots=True, repr=False)
class Photo:
    """The object DF27 that was signed, and the one somebody put in its place afterwards."""

    signed: bytes
    forged: bytes | None = None

    @property
    def shown(self) -> bytes:
        """What stands in the file."""
        return self.signed if self.forged is None else self.forged


def photo_object(portrait: bytes | None, guesses: Guesses = DEFAULT) -> bytes:
    """Return DF27 around a JPEG 2000; of a card without a photograph what was guessed for it."""
    if portrait is not None:
        return tlv(TAG, portrait)
    match guesses.no_photo:
        case "absent":
            return b""
        case "empty":
            return tlv(TAG, b"")
        case "undecodable":
            return tlv(TAG, HEAD_OF_JP2 + bytes(20))
