"""Requests of the receipt computer while patients are received: neither keeps the other waiting."""

import threading

import pytest

from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.ports.qualification import Exchanged
from kiosk.ports.records import Folder
from kiosk.services.exchange import LONGEST_YIELD
from kiosk.services.workers import ThreadWorker
from tests.fakes import people
from tests.fakes.kiosk import FakeKiosk
from tests.fakes.service import UNREACHABLE
from tests.output.request_files import good, query
from tests.services.exchange_desk import ANSWER
from tests.services.waiting import eventually

REGISTRATION = good("OQSsiimm01")


def answered(kiosk: FakeKiosk) -> list[str]:
    return [item.file.name for item in kiosk.records.waiting_deliveries(folder=Folder.RES)]


def receive(kiosk: FakeKiosk) -> None:
    kiosk.place_card()
    kiosk.touch(t.PinChosen)
    kiosk.enter(people.PIN)
    kiosk.answer(t.AllAnswered, yes=True)
    assert isinstance(kiosk.state, s.Done)


def test_a_registration_that_hangs_in_the_service_delays_no_reception() -> None:
    kiosk = FakeKiosk(workers={"exchange": ThreadWorker("test-exchange")})
    kiosk.service.exchanges.now(Exchanged(ANSWER))
    let_go, hanging = threading.Event(), threading.Event()

    def hang() -> None:
        hanging.set()
        let_go.wait(20)

    kiosk.service.exchanges.meanwhile = hang
    assert kiosk.kiosk.exchange is not None
    kiosk.kiosk.exchange.start()
    kiosk.ask(REGISTRATION)
    eventually(hanging.is_set, "a registration under way")

    receive(kiosk)  # step for step on this thread: any wait would last until the hand is let go
    kiosk.remove_card()
    assert isinstance(kiosk.state, s.WaitingForCard)
    assert answered(kiosk) == []

    let_go.set()
    eventually(lambda: answered(kiosk) == ["OQSsiimm01res_202611200001.xml"], "the answer")
    kiosk.stop()


@pytest.mark.parametrize("fault", [UNREACHABLE, ValueError("a bug")])
def test_a_registration_that_fails_changes_nothing_for_the_patient(
    kiosk: FakeKiosk, fault: Exception
) -> None:
    kiosk.service.exchanges.now(fault)
    kiosk.ask(REGISTRATION)
    kiosk.answer_requests()
    receive(kiosk)
    assert kiosk.deliver()
    assert kiosk.output.folder == ["face-1.xml"]
    assert kiosk.output.answers == ["OQSsiimm01res_202611200001.xml"]


def test_a_registration_begins_only_when_the_patient_has_gone(kiosk: FakeKiosk) -> None:
    kiosk.service.exchanges.now(Exchanged(ANSWER))
    kiosk.place_card()
    kiosk.ask(REGISTRATION)
    kiosk.answer_requests()
    assert kiosk.service.exchanged == []
    kiosk.remove_card()
    kiosk.time_passes()
    assert isinstance(kiosk.state, s.WaitingForCard)
    kiosk.answer_requests()
    assert answered(kiosk) == ["OQSsiimm01res_202611200001.xml"]


def test_with_one_patient_after_another_it_has_its_turn_all_the_same(kiosk: FakeKiosk) -> None:
    kiosk.service.exchanges.now(Exchanged(ANSWER))
    kiosk.place_card()
    kiosk.ask(REGISTRATION)
    kiosk.answer_requests()
    kiosk.clock.seconds += LONGEST_YIELD
    kiosk.answer_requests()
    assert answered(kiosk) == ["OQSsiimm01res_202611200001.xml"]


def test_a_query_is_answered_while_a_patient_stands_at_the_kiosk(kiosk: FakeKiosk) -> None:
    kiosk.service.exchanges.now(Exchanged(ANSWER))
    kiosk.place_card()
    kiosk.ask(query())
    kiosk.answer_requests()
    assert answered(kiosk) == ["OQSsiquc01res_202611200001.xml"]
    assert isinstance(kiosk.state, s.ChoosingMethod)
