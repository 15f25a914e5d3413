"""Times as the service writes them, to the ends of the calendar."""

from datetime import UTC

import pytest

from kiosk.domain.japan_time import NotATime, parse_time, time_digits


@pytest.mark.parametrize(
    "digits",
    [
        "00010101000000",
        "00010101085959",
        "20261120",
        "20261320120000",
        "２０２６１１２０１２００００",
    ],
)
def test_what_cannot_be_kept_or_is_no_time_is_none(digits: str) -> None:
    with pytest.raises(NotATime):
        parse_time(digits)


@pytest.mark.parametrize("digits", ["00010102000000", "20261120120000", "99991231235959"])
def test_what_is_read_can_be_kept_and_written_again(digits: str) -> None:
    assert time_digits(parse_time(digits).astimezone(UTC)) == digits
