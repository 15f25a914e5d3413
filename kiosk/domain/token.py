"""What carries the user certificate: a card, or a phone that stands in for one."""

from enum import StrEnum


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
