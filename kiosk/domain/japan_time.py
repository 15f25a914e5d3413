"""Times and dates as the service writes them: digits, in Japan's zone (qualification.md §2.1)."""

import re
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

JAPAN: Final = ZoneInfo("Asia/Tokyo")
_TIME: Final = "%Y%m%d%H%M%S"
_AFTER_YEAR: Final = "%m%d%H%M%S"  # of %Y the system's library leaves leading zeros out
_TIME_DIGITS: Final = re.compile("[0-9]{14}")
_DATE_DIGITS: Final = re.compile("[0-9]{8}")


class NotATime(ValueError):
    """Text that is no time or date of the service's; says nothing of what it is."""


def time_digits(time: datetime) -> str:
    """Return YYYYMMDDHHmmss of an aware time."""
    local = time.astimezone(JAPAN)
    return f"{local.year:04}{local.strftime(_AFTER_YEAR)}"


def parse_time(digits: str) -> datetime:
    """Read YYYYMMDDHHmmss, strictly. Raises `NotATime`, also where UTC has no such time."""
    if not _TIME_DIGITS.fullmatch(digits):
        raise NotATime
    try:
        time = datetime.strptime(digits, _TIME).replace(tzinfo=JAPAN)
        time.astimezone(UTC)  # the first hours of the year 1: they could not be kept
    except (ValueError, OverflowError):
        raise NotATime from None
    return time


def parse_date(digits: str) -> date:
    """Read YYYYMMDD, strictly. Raises `NotATime`."""
    if not _DATE_DIGITS.fullmatch(digits):
        raise NotATime
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise NotATime from None
