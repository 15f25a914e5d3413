"""How long a refused value is remembered is what the chip's counter proves."""

from hypothesis import given
from hypothesis import strategies as st

from drivers.mynacard.refused_values import MOST, RefusedValues

CARD, OTHER = b"one certificate", b"another certificate"
FULL = 3


def test_a_value_is_held_against_the_card_that_refused_it_alone() -> None:
    values = RefusedValues()
    values.refused(CARD, "9517", 2)
    assert values.hold(CARD, "9517")
    assert not values.hold(CARD, "4649")
    assert not values.hold(OTHER, "9517")


def test_an_unchanged_or_lower_counter_proves_nothing() -> None:
    values = RefusedValues()
    values.refused(CARD, "9517", 2)
    for tries in (2, 1, 0, 1):
        values.asked(CARD, tries)
        assert values.hold(CARD, "9517")


def test_a_higher_counter_than_the_lowest_refusal_left_proves_a_right_value_since() -> None:
    values = RefusedValues()
    values.refused(CARD, "9517", 2)
    values.refused(CARD, "9518", 1)
    values.refused(OTHER, "9517", 1)
    values.asked(CARD, 2)
    assert not values.hold(CARD, "9517")
    assert not values.hold(CARD, "9518")
    assert values.hold(OTHER, "9517")


def test_what_is_printed_stays_wrong_whatever_the_counter_says() -> None:
    values = RefusedValues(for_ever=True)
    values.refused(CARD, "9517", 9)
    values.asked(CARD, 10)
    assert values.hold(CARD, "9517")


def test_a_value_whose_answer_was_lost_is_held_until_the_counter_is_asked() -> None:
    values = RefusedValues()
    values.sending(CARD, "9517", FULL)
    assert values.hold(CARD, "9517")
    values.asked(CARD, FULL)  # it was right, or never arrived
    assert not values.hold(CARD, "9517")


def test_a_lost_value_that_cost_a_try_was_wrong() -> None:
    for for_ever in (False, True):
        values = RefusedValues(for_ever=for_ever)
        values.sending(CARD, "9517", FULL)
        values.asked(CARD, FULL - 1)
        assert values.hold(CARD, "9517")
        values.asked(CARD, FULL - 1)
        assert values.hold(CARD, "9517")


def test_a_value_that_was_taken_is_not_held() -> None:
    values = RefusedValues()
    values.sending(CARD, "4649", FULL)
    values.unjudged(CARD, "4649")
    assert not values.hold(CARD, "4649")


def test_the_oldest_are_forgotten_first() -> None:
    values = RefusedValues()
    for number in range(MOST + 1):
        values.refused(CARD, f"{number:04d}", 1)
    assert not values.hold(CARD, "0000")
    assert values.hold(CARD, "0001")


def test_nothing_of_a_value_is_in_the_memory_of_it() -> None:
    values = RefusedValues()
    values.refused(CARD, "9517", 2)
    assert "9517" not in repr(vars(values))
    assert CARD.decode() not in repr(vars(values))


@given(st.lists(st.tuples(st.sampled_from(["0001", "0002", "0003"]), st.booleans()), max_size=12))
def test_a_card_never_sees_a_wrong_value_twice_between_two_right_ones(
    attempts: list[tuple[str, bool]],
) -> None:
    """A card with PIN 0003; `lost` says that the answer to the VERIFY never arrives."""
    values, tries = RefusedValues(), FULL
    seen: list[str] = []
    for value, lost in attempts:
        values.asked(CARD, tries)
        if tries == 0 or values.hold(CARD, value):
            continue
        values.sending(CARD, value, tries)
        if value == "0003":
            tries, seen = FULL, []
            if not lost:
                values.unjudged(CARD, value)
            continue
        assert value not in seen
        seen.append(value)
        tries -= 1
        if not lost:
            values.refused(CARD, value, tries)
