"""The card is taken after each command of each road: gone is gone, and costs what it cost."""

from collections.abc import Mapping
from random import Random

import pytest

from kiosk.ports.card import CardRead
from kiosk.ports.faults import CardGone, DeviceFault
from tests.drivers.mynacard.fuzz_holder import (
    NUMBER_KEY,
    PIN_KEY,
    WRONG_PIN,
    Holder,
)
from tests.drivers.mynacard.fuzz_roads import CARD_ROADS, PHONE_ROADS, Call, roads_of
from tests.drivers.mynacard.fuzz_run import length_of, nothing
from tests.drivers.mynacard.fuzz_wire import Wire

ROADS = [
    *(("my_number", road) for road in CARD_ROADS),
    *((phone, road) for phone in ("android", "iphone") for road in PHONE_ROADS),
]


class PulledWire(Wire):
    """Loses the card at one command: before the chip has heard it, or before its answer is back."""

    pulled_at = 0
    heard = False

    def transmit(self, command: bytes) -> bytes:
        if self.commands + 1 == self.pulled_at and not self.heard:
            self.commands += 1
            self.gone()
        return super().transmit(command)

    def spoil(self, command: bytes, said: bytes) -> bytes:
        if self.commands == self.pulled_at:
            self.gone()
        return said

    def gone(self) -> None:
        """The card left the field: it has no power any more."""
        self.chip.power_off()
        self.powered = False
        raise CardGone


def walk(holder: Holder, wire: PulledWire, calls: tuple[Call, ...]) -> type[DeviceFault] | None:
    """Walk a road; return how it ended. Whatever happened, the next card is read."""
    card = holder.driver(wire)
    ended = None
    try:
        for number, call in enumerate(calls):
            call.act(card, holder, bytes((number,)) * 32)
    except DeviceFault as fault:
        ended = type(fault)
    card.release()
    assert not wire.powered
    with pytest.raises(CardGone):
        card.verify_pin(WRONG_PIN)  # nothing is kept of the card that left
    sent = len(wire.verifies)
    wire.pulled_at = 0
    assert isinstance(card.read(), CardRead)
    card.release()
    assert len(wire.verifies) == sent
    return ended


@pytest.mark.parametrize("heard", [False, True], ids=["on its way to the chip", "on its way back"])
@pytest.mark.parametrize(("kind", "road"), ROADS)
def test_a_card_taken_at_any_command_is_gone_and_costs_no_more_than_it_cost(
    patients: Mapping[str, Holder], kind: str, road: str, *, heard: bool
) -> None:
    holder = patients[kind]
    calls = roads_of(holder)[road]
    full = holder.counters()
    for step in range(1, length_of(holder, calls) + 1):
        wire = PulledWire(holder.chip, nothing, Random(0))
        wire.pulled_at, wire.heard = step, heard
        assert walk(holder, wire, calls) is CardGone, f"step {step}"
        wrong = [each for each in wire.verifies if each.value != holder.value_of(each.key)]
        assert len(wrong) <= 1, f"step {step}"  # a wrong value went to the chip once, if at all
        lost_pins = sum(each.key == PIN_KEY for each in wrong)
        lost_numbers = sum(each.key == NUMBER_KEY for each in wrong)
        left = holder.counters()
        if not any(each.value == holder.value_of(each.key) for each in wire.verifies):
            assert left.pin == (full.pin or 0) - lost_pins, f"step {step}"
            assert (left.number or 0) == (full.number or 0) - lost_numbers, f"step {step}"
        holder.renew()
