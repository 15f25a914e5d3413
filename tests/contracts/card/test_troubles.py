"""`ports.card.Card` when card, reader or pcscd go away."""

import threading

import pytest

from drivers.mynacard.card import MyNumberCard
from drivers.pcsc.reader import ReaderConnection, opener
from drivers.pcsc.trace import CountingConnection, WireCount
from kiosk.domain.check_in import VerifiedBy
from kiosk.ports.card import (
    CardRead,
)
from kiosk.ports.faults import CardGone, DeviceFault
from simulators.card.virtual_reader import PrivateReader
from simulators.card.vpcd import Faults
from simulators.personas.cast import Persona
from tests.contracts.card.conftest import Counter, card_reader
from tests.contracts.card.proofs import CHALLENGE, number_of, pin_of
from tests.reader import eventually

pytestmark = pytest.mark.reader


def test_a_first_command_that_fails_after_power_up(desk: Counter, card: MyNumberCard) -> None:
    desk.place("hanako", Faults(first_command_6f00=True))
    assert isinstance(card.read(), CardRead)


@pytest.mark.parametrize("command", [1, 2, 4, 6, 9, 12, 14])
def test_a_card_taken_away_while_it_is_used(
    desk: Counter, card: MyNumberCard, command: int
) -> None:
    hanako = desk.place("hanako", Faults(pulled_at=command))
    with pytest.raises(CardGone):
        whole_road(card, hanako)
    card.release()
    with pytest.raises(CardGone):
        card.verify_pin(pin_of(hanako))


def whole_road(card: MyNumberCard, persona: Persona) -> None:
    card.read()
    card.verify_pin(pin_of(persona))
    card.sign(CHALLENGE, VerifiedBy.PIN)
    card.read_portrait(number_of(persona))


def test_a_card_that_falls_silent_is_gone_once_it_is_taken(desk: Counter) -> None:
    count = WireCount()
    card = MyNumberCard(lambda: CountingConnection(opener(card_reader)(), count))
    caught: list[DeviceFault] = []

    def read() -> None:
        try:
            card.read()
        except DeviceFault as fault:
            caught.append(fault)

    desk.place("hanako", Faults(mute_from=4))
    worker = threading.Thread(target=read)
    worker.start()
    eventually(lambda: count.commands == 4, "the command is sent that is never answered")
    desk.take()
    worker.join(10)
    card.release()
    assert [type(fault) for fault in caught] == [CardGone]


def test_a_card_in_use_is_nobody_elses(desk: Counter, card: MyNumberCard) -> None:
    desk.place("hanako")
    card.read()
    with pytest.raises(DeviceFault, match="reader_busy"):
        ReaderConnection.open(card_reader() or "")


def test_a_card_that_another_program_looks_into_is_waited_for(
    desk: Counter, card: MyNumberCard
) -> None:
    desk.place("hanako")
    other = ReaderConnection.open(card_reader() or "")
    letting_go = threading.Timer(0.3, other.close)
    letting_go.start()
    assert isinstance(card.read(), CardRead)
    letting_go.join()


def test_a_reader_that_is_not_there(reader: PrivateReader) -> None:
    with pytest.raises(DeviceFault, match="reader_gone"):
        ReaderConnection.open("No Such Reader 00 00")
    with pytest.raises(CardGone):
        opener(lambda: None)()
    with pytest.raises(CardGone):
        ReaderConnection.open("Virtual PCD 00 01")


def test_a_pcscd_that_dies_while_a_card_is_used(
    desk: Counter, card: MyNumberCard, reader: PrivateReader
) -> None:
    hanako = desk.place("hanako")
    card.read()
    reader.stop_pcscd()
    try:
        with pytest.raises(DeviceFault, match="pcscd_gone"):
            card.verify_pin(pin_of(hanako))
        card.release()
        with pytest.raises(DeviceFault, match="pcscd_gone"):
            ReaderConnection.open("Virtual PCD 00 00")
    finally:
        reader.start_pcscd()
    assert isinstance(card.read(), CardRead)
