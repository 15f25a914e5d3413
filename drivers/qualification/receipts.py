"""One receipt, one person: what is answered to a receipt is about whom it was given for.

Kept in memory only, and as digests under a key that ends with the process: no personal data.
"""

import secrets
from collections import OrderedDict
from hashlib import blake2b
from threading import Lock
from typing import Final

from kiosk.domain.qualification import Qualification, QualificationConfirmation

MOST: Final = 256  # receipts remembered; a visit needs its own for minutes

_Who = tuple[bytes, ...]


class Receipts:
    """Remembers whom each receipt was given for. Used from any thread."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._lock = Lock()
        self._given: OrderedDict[str, _Who] = OrderedDict()

    def keep(self, receipt: str, confirmation: QualificationConfirmation) -> bool:
        """Remember a receipt; False where it was given before, for anybody else."""
        who = self._who(confirmation)
        with self._lock:
            known = self._given.setdefault(receipt, who)
            if len(self._given) > MOST:
                self._given.popitem(last=False)
        return known == who

    def bound_to(self, receipt: str, confirmation: QualificationConfirmation) -> bool:
        """Whether the receipt was given for exactly who stands in this answer."""
        with self._lock:
            return self._given.get(receipt) == self._who(confirmation)

    def __contains__(self, receipt: str) -> bool:
        with self._lock:
            return receipt in self._given

    def _who(self, confirmation: QualificationConfirmation) -> _Who:
        return tuple(sorted(self._digest(result) for result in confirmation.results))

    def _digest(self, person: Qualification) -> bytes:
        digest = blake2b(key=self._key, digest_size=32)
        for value in (
            person.insurer_number,
            person.insured_identification_number,
            person.birthdate,
            person.name,
        ):
            octets = (value or "").encode("utf-8")
            digest.update(len(octets).to_bytes(4, "big"))
            digest.update(octets)
        return digest.digest()
