"""Dates as staff type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.typed_dates import typed_date

BORN = date(1986, 7, 8)


@pytest.mark.parametrize(
    "text",
    ["19860708", "1986/7/8", "1986-07-08", "1986.7.8", "1986年7月8日", "１９８６年７月８日",
     "S61.7.8", "s61/7/8", "Ｓ６１．７．８", "S610708", "昭和61年7月8日", "昭61.7.8",
     " S61. 7. 8 "],
)  # fmt: skip
def test_every_common_form_is_the_same_day(text: str) -> None:
    assert typed_date(text) == BORN


def test_the_first_year_of_an_era_may_be_written_with_its_own_character() -> None:
    assert typed_date("令和元年5月1日") == typed_date("R1.5.1") == date(2019, 5, 1)


@pytest.mark.parametrize(
    "text",
    ["", "山田", "61.7.8", "S70.1.1", "平成31年5月1日", "1986/13/1", "19860230", "12345678", "1234",
     "S1986.7.8", "令和1年4月30日"],
)  # fmt: skip
def test_what_is_no_day_is_not_taken_for_one(text: str) -> None:
    assert typed_date(text) is None


@given(st.text())
def test_no_text_whatever_raises(text: str) -> None:
    found = typed_date(text)
    assert found is None or isinstance(found, date)


@given(st.dates(min_value=date(1868, 1, 25)))
def test_a_day_is_read_back_from_its_digits(day: date) -> None:
    assert typed_date(f"{day:%Y%m%d}") == typed_date(f"{day.year}/{day.month}/{day.day}") == day
