"""What rows of print mean: the three fields 照合番号B is made of. No numpy, no cv2.

A row counts only when it is whole: a date ends with 日 and what follows it on the card, so that a
digit hidden by a finger or a reflection can never be missing unnoticed.
"""

import re
import unicodedata
from dataclasses import dataclass

from kiosk.domain.check_number import CardFront
from kiosk.domain.secret import Private

_BIRTH = re.compile(r"((?:明治|大正|昭和|平成|令和)(?:元|\d{1,2})年(\d{1,2})月(\d{1,2})日)生?")
_GREGORIAN_BIRTH = re.compile(r"(\d{4}年(\d{1,2})月(\d{1,2})日)生")
_EXPIRY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日まで有効")
_CODE = re.compile(r"\d{4}", re.ASCII)


@dataclass(frozen=True, repr=False)
class Birth(Private):
    """生年月日 as printed, and the day of the year."""

    printed: str
    month: int
    day: int


@dataclass(frozen=True, repr=False)
class Expiry(Private):
    """有効期限 of the card."""

    year: int
    month: int
    day: int


@dataclass(frozen=True, repr=False)
class Reading(Private):
    """What one picture showed; two readings are equal when every field is."""

    birth: Birth
    expiry: Expiry
    security_code: str
    has_photo: bool

    @property
    def expires_on_birthday(self) -> bool:
        """Whether the card ends on a birthday, as cards of Japanese nationals do.

        番号利用法施行令: the tenth birthday after issue, a minor's fifth. Not so for foreign
        residents (end of stay) and those born on 29 February; then nothing follows from it.
        """
        return (self.birth.month, self.birth.day) == (self.expiry.month, self.expiry.day)

    def front(self) -> CardFront:
        """Return it as the kiosk's domain knows it."""
        return CardFront(
            self.birth.printed, self.expiry.year, self.security_code, has_photo=self.has_photo
        )


def birth_in(text: str) -> Birth | None:
    """Return the birth date a row holds, or None."""
    plain = _plain(text)
    if match := _BIRTH.fullmatch(plain) or _GREGORIAN_BIRTH.fullmatch(plain):
        return Birth(match.group(1), int(match.group(2)), int(match.group(3)))
    return None


def expiry_in(text: str) -> Expiry | None:
    """Return the expiry a row holds, or None."""
    match = _EXPIRY.fullmatch(_plain(text))
    return Expiry(*(int(part) for part in match.groups())) if match else None


def code_in(text: str) -> str | None:
    """Return the security code a row holds, or None."""
    plain = _plain(text)
    return plain if _CODE.fullmatch(plain) else None


def _plain(text: str) -> str:
    """Without spaces, full-width digits made ordinary ones."""
    return "".join(unicodedata.normalize("NFKC", text).split())
