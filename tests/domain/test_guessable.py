"""What a guesser would try first is no passcode."""

import pytest

from kiosk.domain.guessable import guessable
from kiosk.domain.pin import Passcode

ALL = [f"{number:04}" for number in range(10_000)]


@pytest.mark.parametrize(
    "digits",
    [
        "0000",
        "1111",
        "9999",
        "1212",
        "1122",
        "1112",
        "2111",
        "1221",
        "1234",
        "0123",
        "4321",
        "9876",
        "7890",
        "8901",
        "0987",
        "2580",
        "0852",
    ],
)
def test_what_comes_to_mind_first_is_guessable(digits: str) -> None:
    assert guessable(Passcode(digits))


@pytest.mark.parametrize("digits", ["4711", "8020", "1357", "1243", "0042", "3142"])
def test_others_are_not(digits: str) -> None:
    assert not guessable(Passcode(digits))


def test_nine_in_ten_are_left_to_choose_from() -> None:
    assert sum(not guessable(Passcode(digits)) for digits in ALL) > 9000


def test_a_passcode_turned_round_is_as_guessable() -> None:
    assert all(guessable(Passcode(one)) == guessable(Passcode(one[::-1])) for one in ALL)
