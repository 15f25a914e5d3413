"""仮受付 from the patient who meets a dead line to the レセコン that has its answer a day later."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.language import Language
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.rules import Rules
from kiosk.screens.present import present
from kiosk.screens.screen import Kind
from kiosk.screens.texts import load
from simulators.qualification.service import SimulatedService
from simulators.receipt_computer import requests
from simulators.receipt_computer.answers import Answer
from simulators.receipt_computer.computer import ReceiptComputer
from simulators.receipt_computer.decoding import section, sections, text
from simulators.receipt_computer.reception import Provisional
from simulators.receipt_computer.requests import Patient
from simulators.receipt_computer.share import Manners
from tests.journeys.days.cast import PEOPLE, SERIALS, name_of
from tests.journeys.days.counter import Counter

TEXTS, WHO = load(), SERIALS[0]
RESULT = "ResultOfQualificationConfirmation"


@pytest.fixture
def computer(folder: Path) -> ReceiptComputer:
    return ReceiptComputer(folder, manners=Manners(settle=0.02))


def come_without_the_line(counter: Counter, serial: int) -> int:
    """Be received provisionally; return the number on the screen."""
    counter.verify(serial)
    counter.expect(s.ServiceUnavailable)
    counter.touch(t.ProvisionalChosen)
    return counter.expect(s.ReceivedProvisionally).number


def patient(serial: int) -> Patient:
    """What staff know of somebody from the chart."""
    [result] = PEOPLE[serial].results
    number = result["InsuredIdentificationNumber"]
    return Patient("139998", number, result["Birthdate"], "見本", "00")


def answered(counter: Counter, computer: ReceiptComputer, names: list[str]) -> dict[str, Answer]:
    """Let the receipt computer read until all are answered; time passes meanwhile."""
    found: dict[str, Answer] = {}

    def all_there() -> bool:
        counter.clock.forward += timedelta(seconds=1)
        found.update({one.request: one for one in computer.look_for_answers()})
        return found.keys() >= set(names)

    counter.until(all_there, "the answers are there")
    return found


def test_a_patient_without_the_line_gets_a_number_and_is_settled_when_the_line_is_back(
    counter: Counter, computer: ReceiptComputer, served: SimulatedService
) -> None:
    served.down()
    assert come_without_the_line(counter, WHO) == 1
    assert_never_said_to_be_done(counter)
    counter.take()
    assert counter.expect(s.NumberInSight).number == 1
    assert_never_said_to_be_done(counter)
    counter.all_delivered()
    assert list(counter.face.glob("*.xml")) == []
    [taken] = computer.take_all()
    assert isinstance(taken, Provisional)
    assert (taken.sidecar.status, taken.sidecar.number) == ("provisional", 1)

    day = counter.clock.now().date()
    name = computer.ask(requests.query(patient(WHO), day, reception=taken.sidecar.reception))
    counter.until(lambda: not list((counter.folder / "req").glob("*.xml")), "the request is taken")
    assert computer.look_for_answers() == []
    assert [one.number for one in counter.records.provisional_receptions()] == [1]

    served.up()
    answer = answered(counter, computer, [name])[name]
    [result] = sections(section(answer.body, "ResultList"), RESULT)
    assert text(result, "Name") == name_of(WHO)
    assert counter.records.provisional_receptions() == ()
    assert counter.rows("SELECT validity FROM provisional_receptions") == [("1",)]
    assert counter.rows("SELECT count(*) FROM check_ins") == [(0,)]
    assert served.methods_of(WHO) == ()  # nobody showed the card to the service


def assert_never_said_to_be_done(counter: Counter) -> None:
    """The number is on the screen, "received" is not, in no language."""
    for language in Language:
        words = TEXTS[language]
        state = replace(counter.state, visit=replace(counter.state.visit, language=language))
        screen = present(state, TEXTS, Rules(), simulated=False)
        assert screen.kind is Kind.NUMBER
        assert "1" in repr(screen)
        assert words.say("done.title") not in repr(screen)
    assert s.Done not in {type(state) for state in counter.seen}


def test_many_wait_for_the_line_and_every_one_is_settled_with_their_own_answer(
    counter: Counter, computer: ReceiptComputer, served: SimulatedService
) -> None:
    served.down()
    come = SERIALS[:6]
    for number, serial in enumerate(come, start=1):
        assert come_without_the_line(counter, serial) == number
        counter.take()
    counter.all_delivered()
    taken = [one.sidecar for one in computer.take_all() if isinstance(one, Provisional)]
    reception = {one.number: one.reception for one in taken}
    day = counter.clock.now().date()
    asked = {
        computer.ask(requests.query(patient(serial), day, reception=reception[number])): serial
        for number, serial in reversed(list(enumerate(come, start=1)))
    }
    counter.off()  # the kiosk, too, may be switched off before the line is back
    counter.on()
    served.up()
    found = answered(counter, computer, list(asked))
    for name, serial in asked.items():
        [result] = sections(section(found[name].body, "ResultList"), RESULT)
        assert text(result, "Name") == name_of(serial)
    assert counter.records.provisional_receptions() == ()


def test_whoever_asks_for_nobody_leaves_the_reception_open(
    counter: Counter, computer: ReceiptComputer, served: SimulatedService
) -> None:
    served.down()
    come_without_the_line(counter, WHO)
    counter.take()
    served.up()
    name = computer.ask(requests.query(patient(WHO), counter.clock.now().date()))
    answered(counter, computer, [name])
    assert [one.number for one in counter.records.provisional_receptions()] == [1]
    counter.receive(WHO)  # they may come again with the card when the line is back
    assert counter.rows("SELECT count(*) FROM check_ins") == [(1,)]
