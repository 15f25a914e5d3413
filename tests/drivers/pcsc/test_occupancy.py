import pytest

from drivers.pcsc.occupancy import NO_READER, CardSeen, Occupancy, events_between, occupancy
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
