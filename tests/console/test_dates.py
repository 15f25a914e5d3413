"""和暦 first, the western year beside it; times are Japan's."""

from datetime import UTC, date, datetime

import pytest

from kiosk.console.dates import both, clock_time, short


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 21), "令和8年11月21日（2026年）"),
        (date(2019, 5, 1), "令和元年5月1日（2019年）"),
        (date(2019, 4, 30), "平成31年4月30日（2019年）"),
        (date(1989, 1, 8), "平成元年1月8日（1989年）"),
        (date(1989, 1, 7), "昭和64年1月7日（1989年）"),
        (date(1926, 12, 25), "昭和元年12月25日（1926年）"),
        (date(1926, 12, 24), "大正15年12月24日（1926年）"),
        (date(1912, 7, 29), "明治45年7月29日（1912年）"),
        (date(1800, 1, 2), "西暦1800年1月2日（1800年）"),
        (datetime(2026, 11, 20, 15, 0, tzinfo=UTC), "令和8年11月21日（2026年）"),
    ],
)
def test_a_date_is_said_in_both_calendars(day: date, text: str) -> None:
    assert both(day) == text


def test_a_near_day_is_said_with_its_weekday() -> None:
    assert short(date(2026, 11, 21)) == "11月21日(土)"


def test_a_time_is_japans() -> None:
    assert clock_time(datetime(2026, 11, 21, 0, 5, tzinfo=UTC)) == "9:05"
