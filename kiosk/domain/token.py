"""What carries the user certificate: a card, or a phone that stands in for one."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.secret import Private


class TokenKind(StrEnum):
    """What the token label of the JPKI AP says (card.md §2.2)."""

    CARD = "card"  # JPKIAPICCTOKEN2
    OLD_CARD = "old_card"  # JPKIAPICCTOKEN, 住基カード
    ANDROID = "android"  # JPKIAPGPSETOKEN
    IPHONE = "iphone"  # JPKIAPIOSTOKEN

    @property
    def is_phone(self) -> bool:
        """Whether it has no printed front and no 券面 application."""
        return self in (TokenKind.ANDROID, TokenKind.IPHONE)


@dataclass(frozen=True, repr=False)
class CardKey(Private):
    """Tells one token from another without naming anybody: SHA-256 over what it shows first."""

    digest: bytes
