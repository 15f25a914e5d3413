"""The card is taken at each command of both roads, under the real pcscd: two readers, two cards."""

import queue
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from drivers.mynacard.card import MyNumberCard
from drivers.pcsc.reader import ReaderConnection, first_reader_with_card
from kiosk.ports.card import CardRead
from kiosk.ports.faults import CardGone, DeviceFault
from simulators.card.vpcd import Faults, VirtualSlot
from simulators.personas.cast import load_cast
from tests.drivers.mynacard.fuzz_holder import Holder
from tests.drivers.mynacard.fuzz_roads import CARD_ROADS, Call
from tests.drivers.mynacard.fuzz_run import length_of
from tests.reader import eventually, private_reader

pytestmark = pytest.mark.reader

PEOPLE = ("hanako", "taro")  # one for each reader: a card's counters are in one place only


class Desk:
    """One reader with its own card; both walk the same roads."""

    def __init__(self, holder: Holder, address: Path, reader: str) -> None:
        self.holder = holder
        self._slot = VirtualSlot(address)
        self._reader = reader
        self._card = MyNumberCard(
            lambda: ReaderConnection.open(reader), holder.terminal, holder.authority
        )

    def walk(self, calls: Sequence[Call], pulled_at: int | None) -> type[DeviceFault] | None:
        """Lay the card down, walk, take it; return how the road ended."""
        self._slot.insert(self.holder.chip, Faults(pulled_at=pulled_at))
        eventually(lambda: first_reader_with_card(self._reader) is not None, "the card is noticed")
        try:
            for number, call in enumerate(calls):
                call.act(self._card, self.holder, bytes((number,)) * 32)
        except DeviceFault as fault:
            return type(fault)
        finally:
            self._card.release()
            self._slot.remove()
        return None

    def is_read(self) -> bool:
        """Tell whether the next card is read."""
        self._slot.insert(self.holder.chip)
        eventually(lambda: first_reader_with_card(self._reader) is not None, "the card is noticed")
        read = self._card.read()
        self._card.release()
        self._slot.remove()
        return isinstance(read, CardRead)


@pytest.fixture
def desks(card_state: Path) -> Generator[list[Desk]]:
    cast = load_cast()
    holders = [Holder(cast[name], card_state) for name in PEOPLE]
    with private_reader() as reader:
        yield [
            Desk(holder, reader.slot_address(slot), f"Virtual PCD 00 0{slot}")
            for slot, holder in enumerate(holders)
        ]


def test_a_card_taken_at_any_command_is_gone_under_the_real_pcscd(desks: list[Desk]) -> None:
    work: queue.SimpleQueue[tuple[str, int]] = queue.SimpleQueue()
    full = [desk.holder.counters() for desk in desks]
    for road in ("PIN", "face"):
        for step in range(1, length_of(desks[0].holder, CARD_ROADS[road]) + 1):
            work.put((road, step))
    count = work.qsize()
    ends: dict[tuple[str, int], type[DeviceFault] | None] = {}

    def walk_on(desk: Desk) -> None:
        while True:
            try:
                road, step = work.get_nowait()
            except queue.Empty:
                return
            ends[road, step] = desk.walk(CARD_ROADS[road], step)

    with ThreadPoolExecutor(len(desks)) as hands:
        list(hands.map(walk_on, desks))
    assert len(ends) == count
    assert {place: end for place, end in ends.items() if end is not CardGone} == {}
    assert [desk.holder.counters() for desk in desks] == full  # what was right costs no try
    assert all(desk.is_read() for desk in desks)
