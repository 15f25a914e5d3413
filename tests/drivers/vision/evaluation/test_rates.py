import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.vision.evaluation.rates import Rate
from drivers.vision.evaluation.tables import between, percent, table


@pytest.mark.parametrize(
    ("errors", "cases", "low", "high"),
    [  # E. B. Wilson's formula worked out by hand with z = 1.959964
        (0, 10, 0.0, 0.277533),
        (1, 10, 0.017876, 0.404150),
        (5, 10, 0.236593, 0.763407),
        (10, 10, 0.722467, 1.0),
        (2, 10_000, 0.0000548, 0.000729),
    ],
)
def test_the_interval_is_wilsons(errors: int, cases: int, low: float, high: float) -> None:
    assert Rate(errors, cases).interval == pytest.approx((low, high), rel=2e-3, abs=1e-9)


def test_without_cases_nothing_is_known() -> None:
    nothing = Rate(0, 0)
    assert math.isnan(nothing.share)
    assert nothing.interval == (0.0, 1.0)
    assert percent(nothing.share) == between(nothing) == "-"


@given(st.integers(1, 10**7).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_is_one_of_shares(case: tuple[int, int]) -> None:
    rate = Rate(*case)
    low, high = rate.interval
    assert 0.0 <= low <= rate.share <= high <= 1.0
    assert low < high


@given(st.integers(0, 50), st.integers(50, 1000))
def test_more_cases_with_the_same_share_say_more(errors: int, cases: int) -> None:
    low, high = Rate(errors, cases).interval
    many_low, many_high = Rate(errors * 10, cases * 10).interval
    assert many_high - many_low < high - low


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_errors_and_their_opposite_mirror_each_other(errors: int, more: int) -> None:
    low, high = Rate(errors, errors + more).interval
    opposite_low, opposite_high = Rate(more, errors + more).interval
    assert (low, high) == pytest.approx((1 - opposite_high, 1 - opposite_low), abs=1e-12)


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (0.0, "0 %"),
        (1.0, "100.0 %"),
        (0.3371, "33.7 %"),
        (0.021, "2.10 %"),
        (0.00018, "0.0180 %"),
        (0.0000033, "0.000330 %"),
    ],
)
def test_a_share_has_the_digits_that_matter(share: float, written: str) -> None:
    assert percent(share) == written


def test_columns_stand_under_each_other() -> None:
    assert table(("name", "n"), [("a", "1,000"), ("longer", "5")]) == [
        "  name        n",
        "  -------------",
        "  a       1,000",
        "  longer      5",
    ]
