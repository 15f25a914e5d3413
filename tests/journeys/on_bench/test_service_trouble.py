"""The national service is down, slow or mad: said on the screen, tried again, received."""

import json
from collections.abc import Callable

import pytest

from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.reasons import StaffReason
from kiosk.flow.rules import Limits, Rules
from kiosk.output.qualification_reader import read_consents, read_result
from simulators.bench import Bench
from tests.journeys.on_bench.conftest import OpenDesk
from tests.journeys.on_bench.desk import Desk

pytestmark = pytest.mark.reader
IMPATIENT = Rules(limits=Limits(service=1.0))
SOON = 5.0  # seconds: sooner than the client itself gives up

TROUBLES: dict[str, Callable[[Bench], None]] = {
    "down": lambda bench: bench.service.down(),
    "slow": lambda bench: bench.service.slow(30.0),
    "answers rubbish": lambda bench: bench.service.answer_rubbish(),
}
trouble = pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)


@trouble
def test_a_service_in_trouble_is_asked_again_when_the_patient_wishes(
    open_desk: OpenDesk, trouble: Callable[[Bench], None]
) -> None:
    desk = open_desk(IMPATIENT)
    trouble(desk.bench)
    desk.choose_pin("hanako")
    desk.enter("1234")
    desk.expect(s.ServiceUnavailable, SOON)

    desk.bench.service.up()
    desk.touch(t.WentOn)
    desk.agree()
    desk.leave()
    desk.files(1)
    assert desk.received_by() == ["pin"]  # the PIN was typed once


@trouble
def test_answers_that_cannot_be_sent_are_sent_again(
    open_desk: OpenDesk, trouble: Callable[[Bench], None]
) -> None:
    desk = open_desk(IMPATIENT)
    desk.asked_for_consent("hanako")
    trouble(desk.bench)
    desk.answer(t.AllAnswered, yes=True)
    desk.expect(s.ConsentsNotSent, SOON)

    desk.bench.service.up()
    desk.touch(t.WentOn)
    assert len(desk.expect(s.Done).shared) == 2
    [file] = desk.files(1)
    assert len(read_consents(file).given) == 2


def test_answers_that_cannot_be_sent_share_nothing(desk: Desk) -> None:
    desk.asked_for_consent("hanako")
    desk.bench.service.down()
    desk.answer(t.AllAnswered, yes=True)
    desk.expect(s.ConsentsNotSent, SOON)
    desk.touch(t.WithoutSharingChosen)
    assert desk.expect(s.Done).shared == ()

    [file] = desk.files(1)
    assert len(read_consents(file).answers) == 2
    assert read_consents(file).given == frozenset()
    assert read_result(file).consents == ()
    assert desk.rows("SELECT DISTINCT given, consented_at FROM consents") == [(0, None)]


def test_a_service_that_hears_a_yes_and_does_not_answer_does_not_overrule_the_patient(
    open_desk: OpenDesk,
) -> None:
    desk = open_desk(IMPATIENT)
    desk.asked_for_consent("hanako")
    desk.bench.service.slow(2.0)
    desk.answer(t.AllAnswered, yes=True)
    desk.expect(s.ConsentsNotSent, SOON)
    desk.touch(t.WithoutSharingChosen)
    assert desk.expect(s.Done).shared == ()
    [file] = desk.files(1)
    assert read_consents(file).given == frozenset()


def test_a_revoked_certificate_is_a_matter_for_staff(desk: Desk) -> None:
    desk.bench.service.revoke(desk.bench.personas["hanako"].certificate_serial)
    desk.choose_pin("hanako")
    desk.enter("1234")
    assert desk.expect(s.SeeStaff).why is StaffReason.CERTIFICATE_REVOKED
    desk.leave()
    assert desk.received_by() == []


def test_a_patient_who_gives_up_on_the_service_is_asked_to_take_the_card(desk: Desk) -> None:
    desk.bench.service.down()
    desk.choose_pin("hanako")
    desk.enter("1234")
    desk.expect(s.ServiceUnavailable, SOON)
    desk.touch(t.GaveUp)
    desk.expect(s.TakeCard)
    desk.leave()
    desk.bench.service.up()
    desk.receive("taro")


def test_without_the_line_a_number_is_given_and_a_file_without_a_name_lies_there(
    desk: Desk,
) -> None:
    desk.bench.service.down()
    desk.choose_pin("hanako")
    desk.enter("1234")
    desk.expect(s.ServiceUnavailable, SOON)
    desk.touch(t.ProvisionalChosen)
    assert desk.expect(s.ReceivedProvisionally).number == 1
    desk.all_delivered()
    [sidecar] = desk.face_folder.glob("UKEprovisional_*.json")
    told = json.loads(sidecar.read_bytes())
    assert (told["status"], told["number"], told["method"]) == ("provisional", 1, "pin")
    assert desk.bench.personas["hanako"].name not in sidecar.read_text(encoding="utf-8")
    assert desk.received_by() == []

    desk.bench.service.up()
    desk.take()
    desk.expect(s.NumberInSight)
    desk.receive("taro")
    assert desk.received_by() == ["pin"]
