import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.pcsc.occupancy import (
    NO_READER,
    CardSeen,
    Occupancy,
    events_between,
    occupancy,
    readers_watched,
    rivals,
)
from kiosk.ports.card import SlotEvent

EMPTY = Occupancy(has_reader=True)
ONE, ANOTHER = CardSeen("A", 1), CardSeen("A", 3)
WITH_ONE, WITH_ANOTHER = Occupancy(has_reader=True, card=ONE), Occupancy(True, ANOTHER)

PLACED, REMOVED = SlotEvent.CARD_PLACED, SlotEvent.CARD_REMOVED
LOST, BACK = SlotEvent.READER_LOST, SlotEvent.READER_BACK


@pytest.mark.parametrize(
    ("before", "now", "events"),
    [
        (None, EMPTY, []),
        (None, WITH_ONE, [PLACED]),
        (None, NO_READER, [LOST]),
        (EMPTY, EMPTY, []),
        (EMPTY, WITH_ONE, [PLACED]),
        (WITH_ONE, WITH_ONE, []),
        (WITH_ONE, EMPTY, [REMOVED]),
        (WITH_ONE, WITH_ANOTHER, [REMOVED, PLACED]),
        (WITH_ONE, NO_READER, [REMOVED, LOST]),
        (EMPTY, NO_READER, [LOST]),
        (NO_READER, NO_READER, []),
        (NO_READER, EMPTY, [BACK]),
        (NO_READER, WITH_ONE, [BACK, PLACED]),
    ],
)
def test_what_is_told_of_two_looks(
    before: Occupancy | None, now: Occupancy, events: list[SlotEvent]
) -> None:
    assert events_between(before, now) == events


def test_the_first_card_counts_until_it_is_removed() -> None:
    other = CardSeen("B", 7)
    assert occupancy([other, ONE], None).card == other
    assert occupancy([other, ONE], WITH_ONE).card == ONE
    assert occupancy([other], WITH_ONE).card == other
    assert occupancy([], WITH_ONE) == EMPTY


KEY, OWN, NEXT = CardSeen("keyboard", 1), CardSeen("tray", 5), CardSeen("antenna", 2)


def test_a_useless_card_counts_while_it_is_alone() -> None:
    seen = occupancy([KEY], None)
    again = occupancy([KEY], seen, frozenset({KEY}))
    assert again.card == KEY
    assert events_between(seen, again) == []


def test_a_useless_card_makes_way_for_another_and_does_not_come_back() -> None:
    useless = frozenset({KEY})
    refused = occupancy([KEY], occupancy([KEY], None), useless)
    received = occupancy([KEY, OWN], refused, useless)
    assert received.card == OWN
    assert events_between(refused, received) == [REMOVED, PLACED]
    left = occupancy([KEY], received, useless)
    assert left.card is None
    assert events_between(received, left) == [REMOVED]
    assert occupancy([KEY, NEXT], left, useless).card == NEXT


def test_a_useless_card_taken_out_and_put_back_is_told_again() -> None:
    useless = frozenset({KEY})
    passed = occupancy([KEY, OWN], occupancy([KEY], None), useless)
    without = occupancy([OWN], passed, frozenset())
    assert without.passed_over == frozenset()
    assert occupancy([KEY], without, frozenset()).card == KEY


def test_a_card_that_is_of_use_stays_whatever_comes_beside_it() -> None:
    first = occupancy([OWN], None)
    assert rivals([KEY, OWN, NEXT], first) == []
    assert occupancy([KEY, OWN, NEXT], first).card == OWN


def test_where_none_counts_yet_all_are_rivals_but_those_known_to_be_useless() -> None:
    assert rivals([KEY, OWN, NEXT], None, frozenset({KEY})) == [OWN, NEXT]
    refused = occupancy([KEY], None)
    assert rivals([KEY, OWN], refused, frozenset({KEY})) == [OWN]


def test_of_several_useless_cards_one_is_still_told() -> None:
    assert occupancy([KEY, OWN], None, frozenset({KEY, OWN})).card == KEY


CARDS = st.lists(
    st.sampled_from([CardSeen(reader, n) for reader in "AB" for n in (1, 3)]), unique=True
)


@given(st.lists(st.tuples(CARDS, CARDS)))
def test_a_useless_card_never_counts_beside_one_of_use(
    looks: list[tuple[list[CardSeen], list[CardSeen]]],
) -> None:
    before: Occupancy | None = None
    for present, bad in looks:
        useless = frozenset(bad).intersection(present)
        now = occupancy(present, before, useless)
        usable = set(present) - useless - now.passed_over
        assert now.card is None or now.card in present
        assert now.card not in useless or not usable
        assert now.card is not None or not usable
        assert now.passed_over <= set(present)
        before = now


REAL = "SCM Microsystems SCR 3310 [CCID Interface] 00 00"
PHONES = "SONY FeliCa RC-S300/P 01 00"
SIMULATED = "Virtual PCD 00 00"


@pytest.mark.parametrize(
    ("name", "virtual", "watched"),
    [
        ("", False, [REAL, PHONES]),
        ("", True, [REAL, PHONES, SIMULATED]),
        ("SCR 3310", False, [REAL]),
        ("SCR 3310; RC-S300", False, [REAL, PHONES]),
        ("SCR 3310;", False, [REAL]),
        ("Virtual", False, []),
        ("Virtual PCD 00 00", True, [SIMULATED]),
        ("Gemalto", False, []),
    ],
)
def test_the_readers_watched(name: str, watched: list[str], *, virtual: bool) -> None:
    assert readers_watched([REAL, PHONES, SIMULATED], name, virtual=virtual) == watched


@pytest.mark.parametrize(
    "name",
    ["Virtual PCD 00 01", "virtual pcd 00 00", "Virtual Smart Card Architecture Virtual PCD 0"],
)
def test_a_virtual_reader_by_any_name_is_watched_in_simulations_alone(name: str) -> None:
    assert readers_watched([name], "", virtual=False) == []
    assert readers_watched([name], "", virtual=True) == [name]
