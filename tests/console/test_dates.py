"""和暦 first, the western year beside it; times are Japan's."""

from datetime import UTC, date, datetime

import pytest

from kiosk.console.dates import both, both_of, clock_time, month, short


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
    assert month(date(2027, 3, 1)) == "2027年3月"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 22), "22 November 2026 (Reiwa 8)"),
        (date(2019, 5, 1), "1 May 2019 (Reiwa 1)"),
        (date(1989, 1, 7), "7 January 1989 (Showa 64)"),
        (date(1800, 1, 2), "2 January 1800"),
        (datetime(2026, 11, 20, 15, 0, tzinfo=UTC), "21 November 2026 (Reiwa 8)"),
    ],
)
def test_an_english_reader_has_both_calendars_too(day: date, text: str) -> None:
    assert both(day, "en") == text


def test_a_near_day_is_said_in_english_with_its_weekday() -> None:
    assert short(date(2026, 11, 22), "en") == "22 Nov (Sun)"
    assert month(date(2027, 3, 1), "en") == "March 2027"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_digits_are_read_as_a_date_and_what_is_none_stays_as_it_came(language: str) -> None:
    assert both_of("20261122", language) == both(date(2026, 11, 22), language)
    assert both_of("20261332", language) == "20261332"
    assert both_of(None, language) is None


def test_a_time_is_japans() -> None:
    assert clock_time(datetime(2026, 11, 21, 0, 5, tzinfo=UTC)) == "9:05"
