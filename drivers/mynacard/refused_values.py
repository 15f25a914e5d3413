"""Remembers values that a card has refused, so that none is sent to it twice (card.md §7.1)."""

import hashlib
import secrets
from collections import deque
from typing import Final

MOST: Final = 256  # the oldest are forgotten first


class RefusedValues:
    """Keeps digests under a key of this process, never the values.

    That hides them from a look at the memory of another day, not from somebody who has the key
    too: four digits are soon tried out.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._digests: deque[bytes] = deque(maxlen=MOST)

    def remember(self, card: bytes, value: str) -> None:
        """Note that this card (by its certificate) refused this value."""
        self._digests.append(self._digest(card, value))

    def hold(self, card: bytes, value: str) -> bool:
        """Tell whether this card refused this value before."""
        return self._digest(card, value) in self._digests

    def forget(self) -> None:
        """Forget all."""
        self._digests.clear()

    def _digest(self, card: bytes, value: str) -> bytes:
        parts = len(card).to_bytes(4, "big") + card + value.encode("ascii")
        return hashlib.blake2b(parts, key=self._key).digest()
