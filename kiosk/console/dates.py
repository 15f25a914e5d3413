"""Dates and times for people, in both calendars, in the reader's language; times are Japan's."""

from datetime import date, datetime
from typing import Final

from kiosk.domain.japan_time import JAPAN, NotATime, parse_date

_ERAS: Final = (  # first day of each, the newest first: 元号を改める政令
    (date(2019, 5, 1), "令和", "Reiwa", 2018),
    (date(1989, 1, 8), "平成", "Heisei", 1988),
    (date(1926, 12, 25), "昭和", "Showa", 1925),
    (date(1912, 7, 30), "大正", "Taisho", 1911),
    (date(1868, 10, 23), "明治", "Meiji", 1867),
)
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
JAPANESE: Final = "ja"


def both(day: date, language: str = JAPANESE) -> str:
    """Return 令和8年11月21日（2026年） or 21 November 2026 (Reiwa 8).

    The first year of an era is 元年, in English 1.
    """
    local = _local_day(day)
    if language != JAPANESE:
        return f"{local.day} {_MONTHS[local.month - 1]} {local.year}{_english_era(local)}"
    return f"{_era_year(local)}{local.month}月{local.day}日（{local.year}年）"


def both_of(digits: str | None, language: str = JAPANESE) -> str | None:
    """Return YYYYMMDD in both calendars; what is no date is returned as it came."""
    try:
        return both(parse_date(digits), language) if digits else None
    except NotATime:
        return digits


def short(day: date, language: str = JAPANESE) -> str:
    """Return 11月21日(土) or 21 Nov (Sat), for what is near in time."""
    local = _local_day(day)
    if language != JAPANESE:
        return f"{local.day} {_MONTHS[local.month - 1][:3]} ({_WEEKDAYS[local.weekday()]})"
    return f"{local.month}月{local.day}日({'月火水木金土日'[local.weekday()]})"


def month(day: date, language: str = JAPANESE) -> str:
    """Return 2027年3月 or March 2027: as a card prints the year in which it ends."""
    if language != JAPANESE:
        return f"{_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月"


def clock_time(time: datetime) -> str:
    """Return 9:05 of an aware time."""
    local = time.astimezone(JAPAN)
    return f"{local.hour}:{local.minute:02}"


def _local_day(day: date) -> date:
    return day.astimezone(JAPAN).date() if isinstance(day, datetime) else day


def _era_year(day: date) -> str:
    for first, name, _, before in _ERAS:
        if day >= first:
            year = day.year - before
            return f"{name}{'元' if year == 1 else year}年"
    return f"西暦{day.year}年"


def _english_era(day: date) -> str:
    for first, _, name, before in _ERAS:
        if day >= first:
            return f" ({name} {day.year - before})"
    return ""
