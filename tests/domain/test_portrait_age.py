"""A portrait taken of a minor is told by the age at which the card ends."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.check_number import ERAS, CardFront
from kiosk.domain.face import MatchBand
from kiosk.domain.portrait_age import portrait_band

TODAY = date(2026, 11, 20)
ORDINARY, MINOR = MatchBand


@pytest.mark.parametrize(
    ("printed", "expiry_year", "band"),
    [
        ("平成27年5月1日", 2030, MINOR),  # ten years old at issue
        ("2015年5月1日", 2030, MINOR),  # the same, printed in Gregorian years
        ("令和元年5月1日", 2028, MINOR),
        ("平成20年12月24日", 2031, MINOR),  # seventeen at issue, so twenty-two at the end
        ("平成14年6月1日", 2026, MINOR),  # nineteen, a minor until March 2022
        ("平成20年6月1日", 2036, ORDINARY),  # eighteen in 2026: ten years
        ("昭和55年2月17日", 2035, ORDINARY),
        ("大正15年12月25日", 2030, ORDINARY),
        ("1999年1月1日", 2026, ORDINARY),
        ("1999年13月1日", 2035, MINOR),  # no date: the stricter band
        ("読めない", 2035, MINOR),
        ("昭和80年2月17日", 2035, MINOR),
    ],
)
def test_the_band_of_a_printed_front(printed: str, expiry_year: int, band: MatchBand) -> None:
    front = CardFront(printed, expiry_year, "1234", has_photo=True)
    assert portrait_band(front, TODAY) is band


@given(
    born=st.dates(date(1930, 1, 1), TODAY),
    issued=st.dates(date(2016, 1, 1), TODAY),
    gregorian=st.booleans(),
)
def test_whoever_was_a_minor_at_issue_is_never_judged_more_loosely(
    born: date, issued: date, *, gregorian: bool
) -> None:
    age = issued.year - born.year - ((issued.month, issued.day) < (born.month, born.day))
    of_age = 20 if issued < date(2022, 4, 1) else 18
    had_birthday = (issued.month, issued.day) >= (born.month, born.day)
    first_birthday = issued.year + had_birthday
    expiry_year = first_birthday + (5 if age < of_age else 10) - 1
    if age < 0:
        return
    printed = _printed(born, gregorian=gregorian)
    front = CardFront(printed, expiry_year, "1234", has_photo=True)
    assert portrait_band(front, TODAY) is (MINOR if age < of_age else ORDINARY)


def _printed(born: date, *, gregorian: bool) -> str:
    if gregorian:
        return f"{born.year}年{born.month}月{born.day}日"
    era, (first, _) = next(item for item in reversed(ERAS.items()) if item[1][0] <= born)
    return f"{era}{born.year - first.year + 1}年{born.month}月{born.day}日"
