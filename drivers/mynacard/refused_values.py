"""Remembers values that a card has refused, so that none is sent to it twice (card.md §7.1).

A value is remembered beyond the session: the same patient may type the same wrong PIN again five
minutes later. What the chip's own counter proves decides how long.
"""

import hashlib
import secrets
from dataclasses import dataclass, replace
from typing import Final

MOST: Final = 256  # the oldest are forgotten first


@dataclass(frozen=True)
class _Refused:
    card: bytes
    value: bytes
    tries: int  # left after the refusal; while in doubt: before the value was sent
    in_doubt: bool


class RefusedValues:
    """Keeps digests under a key of this process, never the values.

    That hides them from a look at the memory of another day, not from somebody who has the key
    too: four digits are soon tried out.

    A counter higher than a refusal left it proves that a right value was entered since, or that
    the value was changed: then what the card refused counts no more. `for_ever` says that the value
    cannot change, so wrong stays wrong.
    """

    def __init__(self, *, for_ever: bool = False) -> None:
        self._key = secrets.token_bytes(32)
        self._for_ever = for_ever
        self._known: list[_Refused] = []

    def hold(self, card: bytes, value: str) -> bool:
        """Tell whether this card refused this value before, or may have."""
        which, what = self._digests(card, value)
        return any((each.card, each.value) == (which, what) for each in self._known)

    def sending(self, card: bytes, value: str, tries: int) -> None:
        """Note that a value is on its way to a key with so many tries left.

        Should the answer be lost, nobody knows whether the value was wrong, until the counter is
        asked again (`asked`).
        """
        self._note(_Refused(*self._digests(card, value), tries, in_doubt=True))

    def refused(self, card: bytes, value: str, tries: int) -> None:
        """Note that the card refused the value and has so many tries left."""
        self._note(_Refused(*self._digests(card, value), tries, in_doubt=False))

    def unjudged(self, card: bytes, value: str) -> None:
        """Note that the card took the value, or would not judge it: nothing is held against it."""
        which, what = self._digests(card, value)
        self._known = [each for each in self._known if (each.card, each.value) != (which, what)]

    def asked(self, card: bytes, tries: int) -> None:
        """Take up what the card's counter says now.

        A value in doubt was wrong if its counter has fallen since; else it was right, or never
        arrived. Who can be asked has the card: it is worth nothing to anybody else.
        """
        which = self._digest(card)
        mine = [each for each in self._known if each.card == which]
        judged = [
            replace(each, tries=tries, in_doubt=False) if each.in_doubt else each
            for each in mine
            if not each.in_doubt or tries < each.tries
        ]
        if not self._for_ever and any(tries > each.tries for each in judged):
            judged = []
        self._known = [each for each in self._known if each.card != which] + judged

    def _note(self, entry: _Refused) -> None:
        others = [e for e in self._known if (e.card, e.value) != (entry.card, entry.value)]
        self._known = [*others, entry][-MOST:]

    def _digests(self, card: bytes, value: str) -> tuple[bytes, bytes]:
        whose = len(card).to_bytes(4, "big") + card
        return self._digest(card), self._digest(whose + value.encode("ascii"))

    def _digest(self, data: bytes) -> bytes:
        return hashlib.blake2b(data, key=self._key).digest()
