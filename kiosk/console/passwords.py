"""Passwords of staff as Argon2id strings (RFC 9106 §4, second recommended option: 64 MiB)."""

import unicodedata
from itertools import pairwise
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST: Final = 10
LONGEST: Final = 128
_WRITTEN_OUT: Final = 4 * LONGEST
"""No more letters are normalised: the time for it grows with their square, and holds all others up.

What is composed of several (か and its mark) is one of `LONGEST` afterwards, so more come in.
"""
AT_ONCE: Final = 2
"""Hashes computed at the same time, 64 MiB each: a flood of tries must not fill the memory."""

_COMMON: Final = frozenset(
    {
        *("password", "password1", "password123", "passw0rd", "p@ssw0rd", "p@ssword", "changeme"),
        *("qwerty", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1q2w3e4r", "1q2w3e4r5t", "1qaz2wsx"),
        *("1qaz2wsx3edc", "zaq12wsx", "qazwsxedc", "iloveyou", "letmein", "welcome", "secret"),
        *("admin", "administrator", "abc", "abcd", "sakura", "doraemon", "pokemon", "nintendo"),
        *("naruto", "hospital", "byouin", "clinic", "uketsuke", "reception", "receptionist"),
        *("パスワード", "ぱすわーど", "1234567890", "0123456789", "12345678910", "1029384756"),
    }
)
"""Words that everybody tries, with or without digits behind them."""


class Passwords:
    """Hashes and checks; each takes some hundredths of a second of one core, on purpose."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._turns = BoundedSemaphore(AT_ONCE)
        self._nobodys = self.hash("nobody's")

    def hash(self, password: str) -> str:
        """Hash with a fresh salt."""
        with self._turns:
            return self._hasher.hash(_normal(password))

    def matches(self, password: str, encoded: str | None) -> bool:
        """Compare; None takes the same time and matches nothing, as what is endless."""
        endless = len(password) > _WRITTEN_OUT
        typed = "" if endless else _normal(password)
        with self._turns:
            try:
                self._hasher.verify(encoded or self._nobodys, typed)
            except (VerificationError, InvalidHashError):
                return False
        return encoded is not None and not endless

    def outdated(self, encoded: str) -> bool:
        """Say whether it was hashed with other parameters than today's."""
        return self._hasher.check_needs_rehash(encoded)


def weakness(password: str, login: str) -> str | None:
    """Say why a password is refused: ``short``, ``long``, ``login`` or ``common``."""
    if len(password) > _WRITTEN_OUT:
        return "long"
    text = _normal(password)
    low = text.casefold()
    if len(text) < SHORTEST:
        return "short"
    if len(text) > LONGEST:
        return "long"
    if login and login.casefold() in low and len(low) - len(login) < SHORTEST // 2:
        return "login"
    return "common" if _is_common(low) else None


def _normal(password: str) -> str:
    """Return the same text for the same keys, full width or not."""
    return unicodedata.normalize("NFKC", password)


def _is_common(low: str) -> bool:
    if len(set(low)) < 4 or low.rstrip("0123456789!") in _COMMON or low in _COMMON:
        return True
    steps = {ord(after) - ord(before) for before, after in pairwise(low)}
    return len(steps) == 1  # abcdefghijk, 9876543210
