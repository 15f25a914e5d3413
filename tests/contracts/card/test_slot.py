"""`ports.card.Slot`: the watcher over the real pcscd, also when that goes away."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drivers.pcsc.slot import PcscSlot
from kiosk.ports.card import SlotEvent
from simulators.card.virtual_reader import PrivateReader
from tests.contracts.card.conftest import Counter
from tests.reader import eventually

pytestmark = pytest.mark.reader

PLACED, REMOVED = SlotEvent.CARD_PLACED, SlotEvent.CARD_REMOVED
LOST, BACK = SlotEvent.READER_LOST, SlotEvent.READER_BACK


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
    slot = PcscSlot()
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
    with watching(PcscSlot("PCD 00 00")) as events:
        expect(events, [PLACED])


def test_a_pcscd_stopped_and_started(desk: Counter, reader: PrivateReader) -> None:
    desk.place("hanako")
    with watching(PcscSlot()) as events:
        expect(events, [PLACED])
        reader.stop_pcscd()
        expect(events, [PLACED, REMOVED, LOST])
        reader.start_pcscd()
        expect(events, [PLACED, REMOVED, LOST, BACK, PLACED])


def test_a_pcscd_that_was_never_there_comes_late(desk: Counter, reader: PrivateReader) -> None:
    reader.stop_pcscd()
    try:
        with watching(PcscSlot()) as events:
            expect(events, [LOST])
            reader.start_pcscd()
            expect(events, [LOST, BACK])
    finally:
        reader.start_pcscd()


def test_a_configured_reader_is_the_only_one_watched(
    desk: Counter, reader: PrivateReader, state: Path
) -> None:
    second = Counter(reader, state, slot=1)
    slot = PcscSlot("00 01")
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
    slot = PcscSlot()
    with watching(slot) as events:
        second.place("taro")
        expect(events, [PLACED])
        desk.place("hanako")  # a second card changes nothing while the first lies there
        assert slot.reader_in_use() == "Virtual PCD 00 01"
        second.take()
        expect(events, [PLACED, REMOVED, PLACED])
        assert slot.reader_in_use() == "Virtual PCD 00 00"


def test_a_reader_of_another_name_counts_as_lost(desk: Counter) -> None:
    with watching(PcscSlot("Some Other Reader")) as events:
        expect(events, [LOST])


def test_a_slot_can_be_watched_again_and_stopped_twice(desk: Counter) -> None:
    slot = PcscSlot()
    slot.stop()
    for _ in range(3):
        with watching(slot) as events:
            assert events == []
    slot.stop()
