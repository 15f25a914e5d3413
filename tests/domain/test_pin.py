"""PIN and passcode: four digits, and nothing told of them when they are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.pin import Digits, Passcode, Pin, PinTries


@pytest.mark.parametrize("kind", [Pin, Passcode])
@pytest.mark.parametrize("digits", ["", "464", "46490", "46a9", "４６４９", "464 ", "-649"])
def test_anything_but_four_digits_is_refused_without_being_told(
    kind: type[Pin | Passcode], digits: str
) -> None:
    with pytest.raises(ValueError, match="digit") as refused:
        kind(digits)
    assert not digits or digits not in str(refused.value)


@given(st.from_regex(r"\A[0-9]{4}\Z"))
def test_four_digits_are_given_back_to_the_one_who_needs_them(digits: str) -> None:
    assert Pin(digits).reveal() == digits
    assert Pin(digits) == Pin(digits)
    assert Pin(digits) != Passcode(digits)
    assert hash(Pin(digits)) == hash(Pin("0000"))  # a hash would tell which PIN it is


@given(st.lists(st.integers(0, 9), max_size=8))
def test_digits_are_typed_and_corrected_one_by_one(keys: list[int]) -> None:
    typed = Digits()
    for key in keys:
        typed = typed.typed(key)
    assert (typed.count, typed.reveal()) == (len(keys), "".join(map(str, keys)))
    assert typed.corrected().reveal() == "".join(map(str, keys[:-1]))


@pytest.mark.parametrize("digit", [-1, 10])
def test_what_is_no_key_cannot_be_typed(digit: int) -> None:
    with pytest.raises(ValueError, match="not a digit"):
        Digits().typed(digit)


@pytest.mark.parametrize("left", [-1, 16])
def test_the_chip_counts_to_fifteen(left: int) -> None:
    with pytest.raises(ValueError, match="0 to 15"):
        PinTries(left)


@pytest.mark.parametrize(("left", "locked"), [(0, True), (1, False), (3, False)])
def test_no_tries_left_means_locked(left: int, locked: bool) -> None:
    assert PinTries(left).locked is locked
