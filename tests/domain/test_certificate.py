"""Until when a certificate serves: the last day of the third month after the month of expiry."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.certificate import CertificateState, CertificateValidity

VALID, SOON = CertificateState.VALID, CertificateState.EXPIRES_SOON
GRACE, EXPIRED = CertificateState.IN_GRACE, CertificateState.EXPIRED


@pytest.mark.parametrize(
    ("last_day", "usable_until"),
    [
        (date(2025, 8, 10), date(2025, 11, 30)),
        (date(2025, 8, 31), date(2025, 11, 30)),
        (date(2025, 9, 1), date(2025, 12, 31)),
        (date(2025, 10, 15), date(2026, 1, 31)),
        (date(2025, 11, 30), date(2026, 2, 28)),
        (date(2027, 11, 1), date(2028, 2, 29)),
        (date(2025, 12, 31), date(2026, 3, 31)),
        (date(2026, 1, 1), date(2026, 4, 30)),
    ],
)
def test_a_certificate_is_usable_to_the_end_of_the_third_month(
    last_day: date, usable_until: date
) -> None:
    assert CertificateValidity(last_day).usable_until == usable_until


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2025, 5, 9), VALID),
        (date(2025, 5, 10), SOON),
        (date(2025, 8, 10), SOON),
        (date(2025, 8, 11), GRACE),
        (date(2025, 11, 30), GRACE),
        (date(2025, 12, 1), EXPIRED),
    ],
)
def test_a_certificate_of_10_august_2025_day_by_day(today: date, state: CertificateState) -> None:
    assert CertificateValidity(date(2025, 8, 10)).state(today) is state


@pytest.mark.parametrize(
    ("last_day", "month"),
    [
        (date(2026, 10, 31), None),  # over
        (date(2026, 11, 1), "2026-11"),
        (date(2027, 3, 9), "2027-03"),
        (date(2028, 2, 29), "2028-02"),
        (date(2028, 3, 1), None),  # further off than the figures show
        (date.max, None),
        (date.min, None),
    ],
)
def test_the_month_of_expiry_is_told_when_it_is_near(last_day: date, month: str | None) -> None:
    assert CertificateValidity(last_day).month(date(2026, 11, 20)) == month


@pytest.mark.parametrize(
    ("last_day", "first_notice"),
    [
        (date(2026, 5, 31), date(2026, 2, 28)),
        (date(2028, 5, 30), date(2028, 2, 29)),
        (date(2026, 3, 31), date(2025, 12, 31)),
        (date(2026, 1, 15), date(2025, 10, 15)),
    ],
)
def test_the_notice_begins_three_months_before_by_the_calendar(
    last_day: date, first_notice: date
) -> None:
    validity = CertificateValidity(last_day)
    assert validity.state(first_notice) is SOON
    assert validity.state(first_notice - timedelta(days=1)) is VALID


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.integers(-400, 400))
def test_a_certificate_never_becomes_better_with_time(last_day: date, days: int) -> None:
    order = [VALID, SOON, GRACE, EXPIRED]
    validity, today = CertificateValidity(last_day), last_day + timedelta(days=days)
    tomorrow = today + timedelta(days=1)
    assert order.index(validity.state(today)) <= order.index(validity.state(tomorrow))


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_the_grace_is_three_to_four_months_and_ends_with_a_month(last_day: date) -> None:
    until = CertificateValidity(last_day).usable_until
    assert (until + timedelta(days=1)).day == 1
    assert 89 <= (until - last_day).days <= 123


@given(st.dates() | st.sampled_from([date.min, date.max]), st.dates())
def test_no_date_that_a_certificate_may_carry_is_too_far(last_day: date, today: date) -> None:
    validity = CertificateValidity(last_day)
    assert validity.usable_until >= last_day
    assert (validity.state(today) is EXPIRED) is (today > validity.usable_until)


@pytest.mark.parametrize("last_day", [date(9999, 12, 31), date(9999, 10, 1)])
def test_a_certificate_without_an_end_never_expires(last_day: date) -> None:
    assert CertificateValidity(last_day).usable_until == date.max
    assert CertificateValidity(last_day).state(date(2026, 11, 20)) is VALID


def test_of_the_last_three_months_before_and_after_every_day_is_told() -> None:
    last_day = date(2026, 1, 31)
    states = [
        CertificateValidity(last_day).state(date(2025, 10, 30) + timedelta(days=days))
        for days in range(184)
    ]
    assert states[0] is VALID
    assert states[1:94] == [SOON] * 93  # 31 October to 31 January
    assert states[94:183] == [GRACE] * 89  # 1 February to 30 April
    assert states[183] is EXPIRED


def test_the_day_of_expiry_is_a_birthday_and_is_not_told() -> None:
    assert "2025" not in repr(CertificateValidity(date(2025, 8, 10)))
