"""`ports.card.Slot`: the watcher over the real pcscd, also when that goes away."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import ANY

import pytest

from drivers.mynacard.card import MyNumberCard
from drivers.mynacard.detection import is_my_number_card
from drivers.pcsc.reader import first_reader_with_card, opener
from drivers.pcsc.slot import PcscSlot
from kiosk.domain.pin import Pin, PinTries
from kiosk.domain.refusal import CardRefusal
from kiosk.domain.token import TokenKind
from kiosk.ports.card import CardRead, SlotEvent
from kiosk.ports.faults import CardGone
from simulators.card.virtual_reader import PrivateReader
from tests.contracts.card.conftest import Counter
from tests.reader import eventually

pytestmark = pytest.mark.reader

PLACED, REMOVED = SlotEvent.CARD_PLACED, SlotEvent.CARD_REMOVED
LOST, BACK = SlotEvent.READER_LOST, SlotEvent.READER_BACK
WRONG_PIN = Pin("0000")


def virtual_slot(name: str | None = None) -> PcscSlot:
    return PcscSlot(name, virtual=True, is_ours=is_my_number_card)


@contextmanager
def watching(slot: PcscSlot) -> Generator[list[SlotEvent]]:
    events: list[SlotEvent] = []
    slot.start(events.append)
    try:
        yield events
    finally:
        slot.stop()
    assert not any(thread.name == "slot watcher" for thread in threading.enumerate())


def expect(events: list[SlotEvent], expected: list[SlotEvent]) -> None:
    eventually(lambda: len(events) >= len(expected), f"{expected} is reported", 10)
    assert events == expected


def test_cards_placed_and_removed(desk: Counter) -> None:
    slot = virtual_slot()
    with watching(slot) as events:
        desk.place("hanako")
        expect(events, [PLACED])
        assert slot.reader_in_use() == "Virtual PCD 00 00"
        desk.take()
        expect(events, [PLACED, REMOVED])
        assert slot.reader_in_use() is None
        desk.place("not_mynumber")
        expect(events, [PLACED, REMOVED, PLACED])


def test_a_card_that_lay_there_before(desk: Counter) -> None:
    desk.place("hanako")
    with watching(virtual_slot("PCD 00 00")) as events:
        expect(events, [PLACED])


def test_a_pcscd_stopped_and_started(desk: Counter, reader: PrivateReader) -> None:
    desk.place("hanako")
    with watching(virtual_slot()) as events:
        expect(events, [PLACED])
        reader.stop_pcscd()
        expect(events, [PLACED, REMOVED, LOST])
        reader.start_pcscd()
        expect(events, [PLACED, REMOVED, LOST, BACK, PLACED])


def test_a_pcscd_that_was_never_there_comes_late(desk: Counter, reader: PrivateReader) -> None:
    reader.stop_pcscd()
    try:
        with watching(virtual_slot()) as events:
            expect(events, [LOST])
            reader.start_pcscd()
            expect(events, [LOST, BACK])
    finally:
        reader.start_pcscd()


def test_a_configured_reader_is_the_only_one_watched(
    desk: Counter, reader: PrivateReader, state: Path
) -> None:
    second = Counter(reader, state, slot=1)
    slot = virtual_slot("00 01")
    with watching(slot) as events:
        desk.place("hanako")
        second.place("taro")
        expect(events, [PLACED])
        assert slot.reader_in_use() == "Virtual PCD 00 01"
        second.take()
        expect(events, [PLACED, REMOVED])


def test_without_configuration_the_reader_in_which_a_card_appears_is_used(
    desk: Counter, reader: PrivateReader, state: Path
) -> None:
    second = Counter(reader, state, slot=1)
    slot = virtual_slot()
    with watching(slot) as events:
        second.place("taro")
        expect(events, [PLACED])
        desk.place("hanako")  # a second card changes nothing while the first lies there
        assert slot.reader_in_use() == "Virtual PCD 00 01"
        second.take()
        expect(events, [PLACED, REMOVED, PLACED])
        assert slot.reader_in_use() == "Virtual PCD 00 00"


def test_a_reader_of_another_name_counts_as_lost(desk: Counter) -> None:
    with watching(virtual_slot("Some Other Reader")) as events:
        expect(events, [LOST])


def test_a_slot_can_be_watched_again_and_stopped_twice(desk: Counter) -> None:
    slot = virtual_slot()
    slot.stop()
    for _ in range(3):
        with watching(slot) as events:
            assert events == []
    slot.stop()


TRAY, ANTENNA = "Virtual PCD 00 00", "Virtual PCD 00 01"


@pytest.fixture
def antenna(desk: Counter, reader: PrivateReader, state: Path) -> Generator[Counter]:
    """A second reader beside the tray."""
    counter = Counter(reader, state, slot=1)
    yield counter
    counter.take()


def test_a_virtual_reader_is_none_for_a_kiosk_in_earnest(desk: Counter) -> None:
    desk.place("hanako")
    with watching(PcscSlot()) as events:
        expect(events, [LOST])


def test_a_card_of_another_kind_that_never_leaves_blocks_nobody(
    desk: Counter, antenna: Counter
) -> None:
    slot = virtual_slot()
    card = MyNumberCard(opener(slot.reader_in_use), disown=slot.disown)
    with watching(slot) as events:
        antenna.place("not_mynumber")
        expect(events, [PLACED])
        assert card.read() is CardRefusal.NOT_MY_NUMBER_CARD
        card.release()
        desk.place("hanako")
        expect(events, [PLACED, REMOVED, PLACED])
        assert slot.reader_in_use() == TRAY
        assert isinstance(card.read(), CardRead)
        card.release()
        desk.take()
        expect(events, [PLACED, REMOVED, PLACED, REMOVED])
        assert slot.reader_in_use() is None


def test_a_card_refused_while_another_lies_there_makes_way_at_once(
    desk: Counter, antenna: Counter
) -> None:
    slot = virtual_slot()
    card = MyNumberCard(opener(slot.reader_in_use), disown=slot.disown)
    with watching(slot) as events:
        antenna.place("not_mynumber")
        expect(events, [PLACED])
        desk.place("hanako")
        eventually(lambda: sorted(cards_seen()) == [TRAY, ANTENNA], "both cards are seen")
        assert card.read() is CardRefusal.NOT_MY_NUMBER_CARD
        card.release()
        expect(events, [PLACED, REMOVED, PLACED])
        assert slot.reader_in_use() == TRAY


def test_of_several_cards_at_the_start_ours_is_found_by_what_it_answers(
    desk: Counter, antenna: Counter
) -> None:
    desk.place("not_mynumber")
    antenna.place("hanako")
    eventually(lambda: sorted(cards_seen()) == [TRAY, ANTENNA], "both cards are seen")
    slot = virtual_slot()
    with watching(slot) as events:
        expect(events, [PLACED])
        assert slot.reader_in_use() == ANTENNA
        antenna.take()
        expect(events, [PLACED, REMOVED])


def test_both_readers_serve(desk: Counter, antenna: Counter) -> None:
    slot = virtual_slot("PCD 00 00; PCD 00 01")
    with watching(slot) as events:
        desk.place("hanako")
        expect(events, [PLACED])
        desk.take()
        expect(events, [PLACED, REMOVED])
        antenna.place("taro")
        expect(events, [PLACED, REMOVED, PLACED])
        assert slot.reader_in_use() == ANTENNA


def test_of_two_patients_in_the_same_second_one_is_served_and_then_the_other(
    desk: Counter, antenna: Counter
) -> None:
    slot = virtual_slot()
    card = MyNumberCard(opener(slot.reader_in_use), disown=slot.disown)
    with watching(slot) as events:
        other = threading.Thread(target=lambda: antenna.place("taro"))
        other.start()
        desk.place("hanako")
        other.join()
        expect(events, [PLACED])
        eventually(lambda: sorted(cards_seen()) == [TRAY, ANTENNA], "both cards are seen")
        first = slot.reader_in_use()
        assert isinstance(card.read(), CardRead)
        (desk if first == TRAY else antenna).take()
        expect(events, [PLACED, REMOVED, PLACED])
        for _ in range(2):  # what the first patient typed is not for the second one's card
            with pytest.raises(CardGone):
                card.verify_pin(WRONG_PIN)
        assert card.read() == CardRead(TokenKind.CARD, ANY, PinTries(3), ANY)
        assert slot.reader_in_use() == (ANTENNA if first == TRAY else TRAY)
        card.release()


def cards_seen() -> list[str]:
    return [name for name in (TRAY, ANTENNA) if first_reader_with_card(name) is not None]
