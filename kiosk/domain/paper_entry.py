"""What staff type, as the form keeps it: digits plain, dates YYYYMMDD, nothing that hides."""

import re
import unicodedata
from typing import Final

from kiosk.domain.names import katakana
from kiosk.domain.paper_form import DATES, Field
from kiosk.domain.written_date import read_date

F = Field
_DIGITS: Final = frozenset(
    {
        F.INSURER_NUMBER,
        F.OLD_INSURER_NUMBER,
        F.NUMBER,
        F.OLD_NUMBER,
        F.BRANCH,
        F.OLD_BRANCH,
        F.PAYER_NUMBER,
        F.RECIPIENT_NUMBER,
        F.LIMIT_CLASS,
    }
)
_HIDDEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Control characters, and marks that turn the direction of writing or cannot be seen."""


def entered(one: Field, written: str) -> str:
    """Return a field as it is kept; a date that cannot be read stays as it was typed."""
    text = _HIDDEN.sub("", written).strip()
    if one in DATES:
        day = read_date(text)
        return f"{day.year:04}{day.month:02}{day.day:02}" if day else text
    if one in _DIGITS:
        return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    if one is F.KANA:
        text = katakana(text)
    if one in {F.NAME, F.KANA, F.SPELLED}:
        return re.sub(r"\s+", "\u3000", text)  # as the service sets the parts of a name apart
    return text
