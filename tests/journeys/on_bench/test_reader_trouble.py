"""pcscd goes away and comes back, without a card and with one; a mute card; hasty hands."""

import pytest

from kiosk.domain.fault import Device
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.reasons import CardProblem
from kiosk.flow.rules import Limits, Rules
from simulators.card.vpcd import Faults
from simulators.personas.cast import load_cast
from tests.drivers.mynacard.fuzz_holder import Holder
from tests.drivers.mynacard.fuzz_roads import CARD_ROADS
from tests.drivers.mynacard.fuzz_run import length_of
from tests.journeys.on_bench.conftest import OpenDesk
from tests.journeys.on_bench.desk import Desk
from tests.journeys.on_bench.leaks import leaks_in_value, marks
from tests.journeys.on_bench.parts import bench_folder
from tests.journeys.on_bench.tray import ToldTray

pytestmark = pytest.mark.reader


def test_a_reader_lost_and_back_without_a_card_waits_for_the_next_patient(desk: Desk) -> None:
    desk.receive("hanako")
    desk.bench.reader.stop_pcscd()
    assert desk.expect(s.OutOfService).device is Device.READER
    desk.bench.reader.start_pcscd()
    desk.expect(s.WaitingForCard)
    desk.receive("taro")
    assert desk.received_by() == ["pin", "pin"]


def test_a_reader_lost_with_a_card_in_it_begins_anew_when_it_is_back(desk: Desk) -> None:
    desk.choose_pin("hanako")
    desk.press("12")
    desk.bench.reader.stop_pcscd()
    lost = desk.expect(s.OutOfService)
    assert lost.device is Device.READER
    assert leaks_in_value(lost, marks(load_cast())) == []

    desk.bench.reader.start_pcscd()
    desk.expect(s.ChoosingMethod)  # the card was never taken
    desk.touch(t.PinChosen)
    desk.expect(s.EnteringPin)
    desk.enter("1234")
    desk.agree()
    desk.leave()
    assert desk.received_by() == ["pin"]


def test_a_reader_lost_while_the_chip_compares_costs_no_try(desk: Desk) -> None:
    desk.choose_pin("hanako", Faults(delay=0.03))
    desk.enter("1234")
    desk.expect(s.CheckingPin)
    desk.bench.reader.stop_pcscd()
    desk.expect(s.OutOfService)
    desk.bench.reader.start_pcscd()
    assert desk.expect(s.ChoosingMethod).facts.pin_tries.left == 3


def test_a_reader_lost_while_the_service_is_asked_ends_the_reception(desk: Desk) -> None:
    desk.bench.service.slow(30.0)
    desk.choose_pin("hanako")
    desk.enter("1234")
    desk.expect(s.Qualifying)
    desk.bench.reader.stop_pcscd()
    desk.expect(s.OutOfService)
    desk.bench.service.up()
    desk.bench.reader.start_pcscd()
    desk.expect(s.ChoosingMethod)
    assert desk.received_by() == []


def test_a_kiosk_started_without_a_reader_finds_it_later(open_desk: OpenDesk, desk: Desk) -> None:
    desk.stop()
    desk.bench.reader.stop_pcscd()
    later = open_desk()
    assert later.expect(s.OutOfService).device is Device.READER
    later.bench.reader.start_pcscd()
    later.expect(s.WaitingForCard)
    later.receive("hanako")


def test_a_card_that_falls_mute_is_said_to_be_unreadable(open_desk: OpenDesk) -> None:
    desk = open_desk(Rules(limits=Limits(reading=1.0)))
    desk.place("hanako", Faults(mute_from=4))
    assert desk.expect(s.CardNotUsable).why is CardProblem.UNREADABLE
    desk.leave()
    desk.receive("taro")


@pytest.mark.parametrize("step", ["the PIN", "the signature"])
def test_a_card_that_falls_mute_later_keeps_nobody_waiting(open_desk: OpenDesk, step: str) -> None:
    desk = open_desk(Rules(limits=Limits(reading=1.0, service=1.0)))
    holder = Holder(desk.bench.personas["hanako"], bench_folder() / "cards")
    last = length_of(holder, CARD_ROADS["PIN"])  # the signature; before it comes the PIN
    desk.choose_pin("hanako", Faults(mute_from=last if step == "the signature" else last - 1))
    desk.enter("1234")
    waiting = s.EnteringPin | s.CheckingPin | s.Qualifying
    desk.until(lambda: not isinstance(desk.state, waiting), "the card is given up")
    desk.leave()
    desk.receive("taro")
    assert desk.received_by() == ["pin"]


@pytest.mark.parametrize("faults", [Faults(first_command_6f00=True), Faults(delay=0.1)])
def test_a_card_that_begins_badly_or_is_slow_is_received(desk: Desk, faults: Faults) -> None:
    desk.choose_pin("hanako", faults)
    desk.enter("1234")
    desk.agree()
    desk.leave()
    assert desk.received_by() == ["pin"]


def test_a_card_pulled_in_the_middle_of_a_command_ends_the_reception(desk: Desk) -> None:
    desk.place("hanako", Faults(pulled_at=3))
    desk.expect(s.Interrupted)
    desk.take()
    desk.receive("taro")


def test_cards_changed_in_haste_belong_to_the_last_one(desk: Desk) -> None:
    for name in ("hanako", "jiro", "hanako"):
        desk.place(name)
    desk.place("jiro")
    desk.until(
        lambda: isinstance(desk.state, s.ChoosingMethod) and desk.state.facts.pin_tries.left == 1,
        "jiro's card is the one that counts",
    )


def test_without_the_printed_front_the_pin_still_serves(desk: Desk, tray: ToldTray) -> None:
    tray.works = False
    desk.place("hanako")
    assert desk.expect(s.ChoosingMethod).facts.front.check_number is None
    assert (desk.doors().face, desk.doors().pin) == (False, True)
    desk.touch(t.PinChosen)
    desk.expect(s.EnteringPin)
    desk.enter("1234")
    desk.agree()
