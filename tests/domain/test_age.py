"""Ages as insurance counts them: the day before the birthday, but for the seventy-fifth."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.age import (
    SHARES,
    AgeClass,
    age,
    age_class,
    attains,
    elderly_from,
    latter_stage_from,
    preschool_until,
)

DAY = timedelta(days=1)
PRESCHOOL, ORDINARY = AgeClass.PRESCHOOL, AgeClass.ORDINARY
ELDERLY, LATTER_STAGE = AgeClass.ELDERLY, AgeClass.LATTER_STAGE

births = st.dates(date(1900, 1, 1), date(2100, 12, 31))
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("born", "years", "day"),
    [
        (date(1990, 5, 10), 20, date(2010, 5, 9)),
        (date(1990, 4, 1), 6, date(1996, 3, 31)),
        (date(1990, 1, 1), 20, date(2009, 12, 31)),
        (date(2000, 2, 29), 20, date(2020, 2, 28)),
        (date(2000, 2, 29), 21, date(2021, 2, 28)),
        (date(2000, 3, 1), 20, date(2020, 2, 29)),
        (date(2000, 3, 1), 21, date(2021, 2, 28)),
    ],
)
def test_an_age_is_attained_the_day_before_the_birthday(born: date, years: int, day: date) -> None:
    assert attains(born, years) == day
    assert age(born, day) == years
    assert age(born, day - DAY) == years - 1


@pytest.mark.parametrize(
    ("born", "until"),
    [
        (date(2019, 4, 1), date(2025, 3, 31)),
        (date(2019, 4, 2), date(2026, 3, 31)),
        (date(2019, 3, 31), date(2025, 3, 31)),
        (date(2019, 12, 31), date(2026, 3, 31)),
        (date(2020, 1, 1), date(2026, 3, 31)),
        (date(2020, 2, 29), date(2026, 3, 31)),
    ],
)
def test_a_child_is_below_school_age_until_a_31_march(born: date, until: date) -> None:
    assert preschool_until(born) == until
    assert age_class(born, until) is PRESCHOOL
    assert age_class(born, until + DAY) is ORDINARY


@pytest.mark.parametrize(
    ("born", "begins"),
    [
        (date(1956, 7, 8), date(2026, 8, 1)),  # the earlier card serves until 31 July
        (date(1956, 7, 1), date(2026, 7, 1)),  # until 30 June
        (date(1956, 7, 2), date(2026, 8, 1)),
        (date(1956, 7, 31), date(2026, 8, 1)),
        (date(1956, 12, 15), date(2027, 1, 1)),
        (date(1956, 12, 1), date(2026, 12, 1)),
        (date(1957, 1, 1), date(2027, 1, 1)),
        (date(1956, 2, 29), date(2026, 3, 1)),
    ],
)
def test_the_elderly_card_begins_with_the_month_after_the_seventieth_birthday(
    born: date, begins: date
) -> None:
    assert elderly_from(born) == begins
    assert age_class(born, begins - DAY) is ORDINARY
    assert age_class(born, begins) is ELDERLY


@pytest.mark.parametrize(
    ("born", "begins"),
    [
        (date(1951, 7, 8), date(2026, 7, 8)),
        (date(1951, 7, 1), date(2026, 7, 1)),
        (date(1952, 1, 1), date(2027, 1, 1)),
        (date(1952, 2, 29), date(2027, 3, 1)),
        (date(1949, 2, 28), date(2024, 2, 28)),
        (date(1949, 3, 1), date(2024, 3, 1)),
    ],
)
def test_the_latter_stage_begins_on_the_seventy_fifth_birthday_itself(
    born: date, begins: date
) -> None:
    assert latter_stage_from(born) == begins
    assert age_class(born, begins - DAY) is ELDERLY
    assert age_class(born, begins) is LATTER_STAGE


def test_the_shares_of_a_class() -> None:
    assert dict(SHARES) == {
        PRESCHOOL: {"020"},
        ORDINARY: {"030"},
        ELDERLY: {"020", "030"},
        LATTER_STAGE: {"010", "020", "030"},
    }


@given(births, days)
def test_nobody_ever_goes_back_to_a_younger_class(born: date, today: date) -> None:
    order = [PRESCHOOL, ORDINARY, ELDERLY, LATTER_STAGE]
    now, then = age_class(born, today), age_class(born, today + DAY)
    assert order.index(now) <= order.index(then)
    assert age(born, today) <= age(born, today + DAY)


@given(births)
def test_every_border_lies_where_its_age_is(born: date) -> None:
    assert 6 <= age(born, preschool_until(born)) <= 7
    assert age(born, preschool_until(born) - timedelta(days=366)) <= 6
    assert age(born, elderly_from(born)) == 70
    assert elderly_from(born).day == 1
    assert 0 < (elderly_from(born) - attains(born, 70)).days <= 31
    assert (latter_stage_from(born) - attains(born, 75)).days == 1


@given(births, st.integers(1, 150))
def test_an_age_grows_by_one_each_year(born: date, years: int) -> None:
    assert age(born, attains(born, years)) == years
    assert age(born, attains(born, years + 1) - DAY) == years


@given(births, st.integers(0, 10_000))
def test_nobody_has_an_age_before_birth(born: date, earlier: int) -> None:
    assert age(born, born - timedelta(days=earlier)) == 0


def test_the_calendar_ends_in_9999_and_is_used_to_its_end() -> None:
    assert attains(date(9979, 5, 10), 20) == date(9999, 5, 9)
    assert attains(date(9980, 5, 10), 20) == date.max
    assert elderly_from(date(9929, 11, 15)) == date(9999, 12, 1)
    assert elderly_from(date(9929, 12, 15)) == date.max
    assert latter_stage_from(date(9924, 12, 31)) == date.max
    assert preschool_until(date(9999, 1, 1)) == date(9999, 3, 31)


@given(st.dates(), st.dates())
def test_no_date_of_the_calendar_is_too_far(born: date, today: date) -> None:
    assert age_class(born, today) in AgeClass
    assert 0 <= age(born, today) <= 9999
