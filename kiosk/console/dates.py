"""Dates and times for people: 和暦 first, the western year beside it; times are Japan's."""

from datetime import date, datetime
from typing import Final

from kiosk.domain.japan_time import JAPAN

_ERAS: Final = (  # first day of each, the newest first: 元号を改める政令
    (date(2019, 5, 1), "令和", 2018),
    (date(1989, 1, 8), "平成", 1988),
    (date(1926, 12, 25), "昭和", 1925),
    (date(1912, 7, 30), "大正", 1911),
    (date(1868, 10, 23), "明治", 1867),
)


def both(day: date) -> str:
    """Return 令和8年11月21日（2026年）; the first year of an era is 元年."""
    local = _local_day(day)
    return f"{_era_year(local)}{local.month}月{local.day}日（{local.year}年）"


def short(day: date) -> str:
    """Return 11月21日(土), for what is near in time."""
    local = _local_day(day)
    return f"{local.month}月{local.day}日({'月火水木金土日'[local.weekday()]})"


def clock_time(time: datetime) -> str:
    """Return 9:05 of an aware time."""
    local = time.astimezone(JAPAN)
    return f"{local.hour}:{local.minute:02}"


def _local_day(day: date) -> date:
    return day.astimezone(JAPAN).date() if isinstance(day, datetime) else day


def _era_year(day: date) -> str:
    for first, name, before in _ERAS:
        if day >= first:
            year = day.year - before
            return f"{name}{'元' if year == 1 else year}年"
    return f"西暦{day.year}年"
