"""Receptions by PIN, from the card in the reader to the file in the receipt computer's folder."""

import pytest

from kiosk.domain.consent import Information
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.reasons import CardLeft, CardProblem
from kiosk.flow.rules import Limits, Rules
from kiosk.output.qualification_reader import read_consents, read_result
from tests.journeys.on_bench.conftest import OpenDesk
from tests.journeys.on_bench.desk import Desk, names

pytestmark = pytest.mark.reader
SHARED = {Information.PHARMACISTS, Information.HEALTH_CHECKUPS}


def test_a_patient_with_a_pin_is_received_and_the_file_is_there(desk: Desk) -> None:
    desk.choose_pin("hanako")
    desk.enter("1234")
    desk.expect(s.GivingConsent)
    desk.answer(t.AllAnswered, yes=True)
    done = desk.expect(s.Done)
    assert {consent.information for consent in done.shared} == SHARED

    desk.leave()
    [file] = desk.files(1)
    assert read_consents(file).given == SHARED
    [person] = read_result(file).results
    assert person.name == desk.bench.personas["hanako"].name
    assert desk.received_by() == ["pin"]
    desk.all_delivered()
    assert desk.rows("SELECT content, attempts FROM outbox") == [(None, 0)] * 2  # sidecar, file
    assert names(desk.seen) == [
        "ReadingCard", "ChoosingMethod", "EnteringPin", "CheckingPin", "Qualifying",
        "GivingConsent", "SendingConsents", "CheckingIn", "Done", "WaitingForCard",
    ]  # fmt: skip


def test_what_was_asked_one_by_one_is_recorded_one_by_one(desk: Desk) -> None:
    desk.asked_for_consent("hanako")
    desk.touch(t.OneByOneChosen)
    desk.answer(t.ItemAnswered, yes=True)
    desk.answer(t.ItemAnswered, yes=False)
    done = desk.expect(s.Done)
    assert {consent.information for consent in done.shared} == {Information.PHARMACISTS}
    serial = desk.bench.personas["hanako"].certificate_serial
    assert desk.bench.service.consents_of(serial)["SpecificHealthCheckupsInfoConsFlg"] == "0"
    [file] = desk.files(1)
    assert read_consents(file).given == {Information.PHARMACISTS}


def test_a_wrong_pin_costs_a_try_of_the_chip_and_the_right_one_gives_it_back(desk: Desk) -> None:
    assert desk.choose_pin("taro").facts.pin_tries.left == 3
    desk.enter("9990")
    desk.expect(s.CheckingPin)
    again = desk.expect(s.EnteringPin)
    assert again.was_wrong
    assert again.facts.pin_tries.left == 2
    desk.enter("5678")
    desk.agree()
    desk.leave()
    assert desk.choose_pin("taro").facts.pin_tries.left == 3


def test_the_same_wrong_pin_twice_costs_one_try(desk: Desk) -> None:
    desk.choose_pin("taro")
    for _ in range(2):
        desk.enter("9990")
        desk.expect(s.CheckingPin)
        assert desk.expect(s.EnteringPin).facts.pin_tries.left == 2


def test_the_third_wrong_pin_locks_and_the_next_visit_offers_no_pin(desk: Desk) -> None:
    desk.choose_pin("hanako")
    desk.enter("9990")
    desk.expect(s.CheckingPin)
    desk.expect(s.EnteringPin)
    desk.enter("9991")
    desk.take_the_risk()
    desk.enter("9992")
    assert desk.expect(s.PinLocked).facts.pin_tries.locked
    assert not desk.doors().pin

    desk.take()
    desk.expect(s.Interrupted)
    desk.place("hanako")
    desk.expect(s.ChoosingMethod)
    assert not desk.doors().pin
    desk.touch(t.PinChosen)
    assert isinstance(desk.state, s.ChoosingMethod)


def test_the_last_try_is_announced_and_a_right_pin_still_opens(desk: Desk) -> None:
    desk.place("jiro")
    desk.expect(s.ChoosingMethod)
    desk.touch(t.PinChosen)
    assert desk.take_the_risk().facts.pin_tries.left == 1
    desk.enter("2345")
    desk.agree()
    assert desk.received_by() == ["pin"]


def test_the_last_try_used_up_locks(desk: Desk) -> None:
    desk.place("jiro")
    desk.expect(s.ChoosingMethod)
    desk.touch(t.PinChosen)
    desk.take_the_risk()
    desk.enter("9990")
    desk.expect(s.PinLocked)


def test_a_card_without_a_photo_has_the_pin_alone(desk: Desk) -> None:
    desk.place("no_photo")
    desk.expect(s.ChoosingMethod)
    desk.until(lambda: desk.state.visit.staff_door, "the passcode is known to be set")
    assert (desk.doors().face, desk.doors().pin, desk.doors().staff) == (False, True, False)
    desk.touch(t.PinChosen)
    desk.expect(s.EnteringPin)
    desk.enter("1234")
    desk.agree()


def test_another_card_is_refused_kindly_and_the_next_patient_is_received(desk: Desk) -> None:
    desk.place("not_mynumber")
    assert desk.expect(s.CardNotUsable).why is CardProblem.NOT_MY_NUMBER_CARD
    desk.leave()
    desk.receive("taro")
    assert desk.received_by() == ["pin"]


def test_a_patient_who_walks_away_is_asked_and_then_reminded_of_the_card(
    open_desk: OpenDesk,
) -> None:
    limits = Limits(choosing=0.2, still_there=0.2, reminder=0.2)
    desk = open_desk(Rules(limits=limits))
    desk.place("hanako")
    desk.expect(s.AskingStillThere)
    assert desk.expect(s.TakeCard).why is CardLeft.TIMED_OUT
    desk.until(lambda: getattr(desk.state, "reminders", 0) >= 2, "the card is asked for again")
    desk.leave()
    assert desk.received_by() == []


def test_two_patients_one_after_the_other_leave_two_files(desk: Desk) -> None:
    desk.receive("hanako")
    desk.receive("taro")
    people = [read_result(file).results[0].name for file in desk.files(2)]
    assert people == [desk.bench.personas[name].name for name in ("hanako", "taro")]
