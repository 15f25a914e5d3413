"""What a browser holds of its session, and a person of an invitation; kept is only a digest."""

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Final

COOKIE: Final = "__Host-session"
IDLE: Final = timedelta(minutes=30)
MOST: Final = timedelta(hours=12)

_CODE_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that look alike
_CODE_GROUPS: Final = 4
_CODE_GROUP: Final = 4


def new_token() -> str:
    """Return 256 random bits for a cookie."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> bytes:
    """Return what is kept of a token or code: it has bits enough that no salt is needed."""
    return hashlib.sha256(secret.encode()).digest()


def csrf_token(token: str) -> str:
    """Return the token that every form of the session carries."""
    return hmac.new(token.encode(), b"csrf", hashlib.sha256).hexdigest()


def new_code() -> str:
    """Return a one-time code, 78 bits in four groups that can be read aloud."""
    letters = [secrets.choice(_CODE_LETTERS) for _ in range(_CODE_GROUPS * _CODE_GROUP)]
    groups = ["".join(letters[n : n + _CODE_GROUP]) for n in range(0, len(letters), _CODE_GROUP)]
    return "-".join(groups)


def code_digest(typed: str) -> bytes:
    """Return the digest of a code however it was typed: spaces, hyphens and case do not count."""
    return digest("".join(letter for letter in typed.upper() if letter.isalnum()))
