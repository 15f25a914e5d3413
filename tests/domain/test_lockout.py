"""The staff passcode pauses after wrong ones, longer each time, and nothing shortens a pause."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.lockout import (
    LONGEST_PAUSE,
    PasscodeTries,
    pause_left,
    pause_length,
    tries_left,
)
from tests.fakes.people import NOON


@pytest.mark.parametrize(
    ("failures", "minutes", "left"),
    [
        (0, 0, 5),
        (1, 0, 4),
        (4, 0, 1),
        (5, 1, 1),
        (6, 2, 1),
        (7, 4, 1),
        (8, 8, 1),
        (9, 16, 1),
        (10, 32, 1),
        (11, 60, 1),
        (12, 60, 1),
        (5000, 60, 1),
    ],
)
def test_the_pause_grows_with_each_wrong_passcode(failures: int, minutes: int, left: int) -> None:
    assert pause_length(failures) == timedelta(minutes=minutes)
    assert tries_left(PasscodeTries(failures, NOON)) == left


@pytest.mark.parametrize(
    ("passed", "left"),
    [
        (timedelta(0), timedelta(seconds=60)),
        (timedelta(seconds=59), timedelta(seconds=1)),
        (timedelta(seconds=60), timedelta(0)),
        (timedelta(days=400), timedelta(0)),
        (timedelta(hours=-1), timedelta(seconds=60)),
        (timedelta(days=-400), timedelta(seconds=60)),
    ],
)
def test_a_pause_passes_with_time_and_a_clock_set_back_does_not_forgive(
    passed: timedelta, left: timedelta
) -> None:
    assert pause_left(PasscodeTries(5, NOON), NOON + passed) == left


def test_without_a_failure_there_is_no_pause() -> None:
    assert pause_left(PasscodeTries(), NOON) == timedelta(0)


@given(st.integers(0, 100), st.timedeltas(timedelta(days=-9), timedelta(days=9)))
def test_a_pause_is_never_negative_nor_longer_than_an_hour(
    failures: int, passed: timedelta
) -> None:
    left = pause_left(PasscodeTries(failures, NOON), NOON + passed)
    assert timedelta(0) <= left <= LONGEST_PAUSE
    assert pause_length(failures) <= pause_length(failures + 1)
