"""The form for a new passcode: whose, from which day to which, and perhaps which digits."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from kiosk.domain.guessable import guessable
from kiosk.domain.japan_time import JAPAN
from kiosk.domain.pin import Passcode

CLINIC: Final = "clinic"
"""The owner of the passcode that everybody of the clinic knows."""
LONGEST: Final = timedelta(days=5 * 366)


@dataclass(frozen=True)
class Wanted:
    """A passcode that may be made; `passcode` None: its digits are drawn by lot."""

    staff: int | None
    valid_from: datetime
    valid_until: datetime | None  # excluded
    passcode: Passcode | None = None


@dataclass(frozen=True)
class Refused:
    """What is wrong in which field: the end of a key below ``passcodes.fault``."""

    field: str
    fault: str


def read_form(
    field: Callable[[str], str], now: datetime, members: Collection[int]
) -> Wanted | Refused:
    """Read the fields ``owner``, ``from``, ``until`` (the last day; empty: open), ``digits``.

    `members` are the staff who may have one. A passcode begins now where it begins today, else
    with its first day in Japan; it ends with its last day.
    """
    owner = _owner(field("owner"), members)
    if isinstance(owner, Refused):
        return owner
    today = now.astimezone(JAPAN).date()
    first = _day(field("from"), today)
    if first is None or not today <= first <= today + LONGEST:
        return Refused("from", "from")
    until = _end(field("until"), first, today)
    if isinstance(until, Refused):
        return until
    digits = _digits(field("digits"), owner)
    if isinstance(digits, Refused):
        return digits
    return Wanted(owner, now if first == today else _midnight(first), until, digits)


def _owner(text: str, members: Collection[int]) -> int | Refused | None:
    if text == CLINIC:
        return None
    if text.isascii() and text.isdigit() and len(text) < 10 and int(text) in members:
        return int(text)
    return Refused("owner", "owner")


def _end(text: str, first: date, today: date) -> datetime | Refused | None:
    if not text:
        return None
    last = _day(text, first)
    if last is None or not first <= last <= today + LONGEST:
        return Refused("until", "until")
    return _midnight(last + timedelta(days=1))


def _digits(text: str, owner: int | None) -> Passcode | Refused | None:
    if not text:
        return None
    if owner is not None:
        return Refused("digits", "by_lot")
    try:
        passcode = Passcode(text)
    except ValueError:
        return Refused("digits", "four")
    return Refused("digits", "guessable") if guessable(passcode) else passcode


def _day(text: str, default: date) -> date | None:
    if not text:
        return default
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), JAPAN)
