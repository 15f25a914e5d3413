"""Requests of the receipt computer: each answered once, patients first, whatever breaks."""

from itertools import pairwise

import pytest

from kiosk.domain.fault import Device
from kiosk.domain.message_tree import Node
from kiosk.output.request_interfaces import INTERFACES
from kiosk.ports.faults import DeviceFault
from kiosk.ports.qualification import Exchanged
from kiosk.ports.records import KeptRequest
from kiosk.ports.requests import Request, RequestRefused
from kiosk.services.exchange import LONGEST_YIELD, MOST_TRIES
from tests.fakes import people
from tests.fakes.output import FOLDER_MISSING
from tests.fakes.service import TIMED_OUT, UNREACHABLE
from tests.output.request_files import HEADER, good, message, query, search
from tests.services.exchange_desk import PROCESSING, Desk

QUERY = query()
ANSWER_NAME = "OQSsiquc01res_202611200001.xml"
DISK_FULL = DeviceFault(Device.RECORDS, "disk_full")
BEGINS = [name for name, interface in INTERFACES.items() if not interface.repeatable]
ASKS = [name for name, interface in INTERFACES.items() if interface.repeatable]
WRONG_CLINIC = KeptRequest(
    "OQSsiquc01req_202611200099.xml",
    message({**HEADER, "MedicalInstitutionCode": "1310000000"}, search()),
)


def down(desk: Desk) -> None:
    desk.service.challenges.now(UNREACHABLE)
    desk.service.exchanges.now(UNREACHABLE)


def up(desk: Desk) -> None:
    desk.service.challenges.now(people.CHALLENGE)
    desk.service.exchanges.now(Exchanged(PROCESSING))


@pytest.mark.parametrize("interface", INTERFACES)
def test_every_interface_is_put_and_answered(interface: str) -> None:
    desk, request = Desk(), good(interface)
    desk.write(request)
    desk.turns()
    assert desk.answers() == {request.name.replace("req", "res"): "1"}
    assert [name for name, _ in desk.service.exchanged] == [interface]
    assert desk.folder.empty
    assert desk.woken == 1


def test_processing_is_passed_on_for_the_receipt_computer_asks_again_itself() -> None:
    desk = Desk()
    desk.service.exchanges.now(Exchanged(PROCESSING))
    desk.write(good("OQSmuquc02"))
    desk.turns()
    assert list(desk.answers().values()) == ["2"]
    assert desk.service.exchanges.asked == 1


def test_a_document_goes_before_its_message() -> None:
    desk = Desk()
    desk.service.exchanges.now(Exchanged(PROCESSING, b"%PDF-1.7", "pdf"))
    desk.write(good("YZKsiquc01"))
    desk.turns()
    stem = "YZKsiquc01res_202611200001"
    assert list(desk.answers()) == [f"{stem}.pdf", f"{stem}.xml"]


def test_a_request_is_kept_before_it_leaves_the_folder() -> None:
    desk = Desk()
    desk.write(QUERY)
    desk.records.broken = DISK_FULL
    assert not desk.exchange.turn()
    assert not desk.folder.empty
    desk.records.broken = None
    desk.turns()
    assert desk.answers() == {ANSWER_NAME: "1"}
    assert desk.folder.empty


def test_while_the_line_is_down_requests_wait_in_order_and_malformed_ones_do_not_wait() -> None:
    desk = Desk()
    down(desk)
    numbered = [good("OQSsiquc01", number) for number in range(1, 31)]
    desk.write(*numbered, WRONG_CLINIC)
    desk.turns()
    refused = {WRONG_CLINIC.name.replace("req", "res"): "UKE-0203"}
    assert desk.answers() == refused
    up(desk)
    desk.wait(60)
    waited = {one.name.replace("req", "res"): "2" for one in numbered}
    assert list(desk.answers().items()) == list((refused | waited).items())


def test_the_line_is_tried_less_and_less_often_while_it_is_down() -> None:
    desk = Desk()
    down(desk)
    desk.write(QUERY)
    tried: list[int] = []
    for second in range(200):
        before = desk.service.exchanges.asked
        desk.wait(1)
        if desk.service.exchanges.asked > before:
            tried.append(second)
    pauses = [later - earlier for earlier, later in pairwise(tried)]
    assert pauses[:5] == [1, 2, 4, 8, 16]
    assert set(pauses[5:]) == {30}


def test_a_line_that_is_down_for_a_week_loses_nothing_not_even_over_restarts() -> None:
    desk = Desk()
    requests = [good(interface) for interface in INTERFACES]
    desk.write(*requests)
    for _ in range(7):
        down(desk)
        for _ in range(20):
            desk.wait(3600)
        assert desk.answers() == {}
        desk = desk.started_again()
    desk.turns()
    at_the_desk = [one for one in requests if "siquc01" in one.name]
    others = [one for one in requests if "siquc01" not in one.name]
    in_order = [one.name.replace("req", "res") for one in (*at_the_desk, *others)]
    assert list(desk.answers()) == in_order
    assert set(desk.answers().values()) == {"1"}


@pytest.mark.parametrize("interface", BEGINS)
def test_what_begins_something_is_not_sent_before_the_line_is_known_to_be_up(
    interface: str,
) -> None:
    desk = Desk()
    down(desk)
    desk.write(good(interface))
    desk.wait(100)
    assert desk.service.exchanges.asked == 0
    assert not desk.records.waiting_requests()[0].sent


@pytest.mark.parametrize("interface", BEGINS)
def test_what_begins_something_is_never_sent_twice(interface: str) -> None:
    desk = Desk()
    desk.service.exchanges.now(TIMED_OUT)
    desk.write(good(interface))
    desk.turns()
    assert list(desk.answers().values()) == ["UKE-0501"]
    desk.wait(100)
    assert desk.service.exchanges.asked == 1


@pytest.mark.parametrize("interface", BEGINS)
def test_what_begins_something_and_was_sent_before_a_kill_is_said_to_be_unknown(
    interface: str,
) -> None:
    desk, request = Desk(), good(interface)
    desk.records.keep_request(request, people.NOON)
    desk.records.request_sent(request.name, people.NOON)
    desk.turns()
    assert list(desk.answers().values()) == ["UKE-0501"]
    assert desk.service.exchanges.asked == 0


@pytest.mark.parametrize("interface", ASKS)
def test_what_only_asks_is_asked_again_after_a_kill(interface: str) -> None:
    desk, request = Desk(), good(interface)
    desk.records.keep_request(request, people.NOON)
    desk.records.request_sent(request.name, people.NOON)
    desk.turns()
    assert list(desk.answers().values()) == ["1"]


def test_an_answer_that_the_records_do_not_take_is_not_asked_for_a_second_time() -> None:
    desk = Desk()

    def fill() -> None:
        desk.records.broken = DISK_FULL

    desk.service.exchanges.meanwhile = fill
    desk.write(good("OQSsiimm01"))
    assert not desk.exchange.turn()
    assert not desk.exchange.turn()
    desk.records.broken = None
    desk.turns()
    assert list(desk.answers().values()) == ["1"]
    assert desk.service.exchanges.asked == 1


def test_a_request_that_the_service_never_answers_blocks_nobody_while_the_line_is_up() -> None:
    desk = Desk()
    desk.service.exchanges.now(*[TIMED_OUT] * MOST_TRIES, Exchanged(PROCESSING))
    desk.write(good("OQSsiquc01", 1), good("OQSsiquc01", 2))
    for _ in range(MOST_TRIES):
        desk.wait(60)
    assert list(desk.answers().values()) == ["UKE-0502", "2"]


def test_a_bug_in_one_request_blocks_nobody_and_says_nothing_of_people(
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk = Desk()
    bugs = [ValueError(people.NAME)] * MOST_TRIES
    desk.service.exchanges.now(*bugs, Exchanged(PROCESSING))
    desk.write(good("OQSsiquc01", 1), good("OQSsiquc01", 2))
    for _ in range(MOST_TRIES):
        desk.wait(60)
    assert list(desk.answers().values()) == ["UKE-0502", "2"]
    assert "ValueError" in caplog.text
    assert not people.marks_in(caplog.text)


def test_an_answer_that_no_file_can_hold_is_an_error_file() -> None:
    desk = Desk()
    desk.service.exchanges.now(Exchanged(Node("XmlMsg", children=(Node("Name", "\x00"),))))
    desk.write(QUERY)
    desk.turns()
    assert desk.answers() == {ANSWER_NAME: "UKE-0503"}


def test_a_folder_that_is_away_is_said_once_and_keeps_nothing_else_waiting(
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk = Desk()
    desk.records.keep_request(QUERY, people.NOON)
    desk.folder.share.now(FOLDER_MISSING)
    for _ in range(5):
        desk.turns()
    assert desk.answers() == {ANSWER_NAME: "1"}
    assert caplog.text.count("folder_missing") == 1
    desk.folder.share.now(None)
    desk.write(good("OQSsiquc01", 2))
    desk.turns()
    assert len(desk.answers()) == 2


def test_a_registration_waits_while_somebody_stands_at_the_kiosk_but_not_for_ever() -> None:
    desk = Desk()
    desk.busy = True
    desk.write(good("OQSsiimm01"))
    desk.wait(LONGEST_YIELD - 1)
    assert desk.service.exchanges.asked == 0
    desk.wait(LONGEST_YIELD)
    assert list(desk.answers().values()) == ["1"]


def test_a_registration_goes_as_soon_as_the_patient_has_gone() -> None:
    desk = Desk()
    desk.busy = True
    desk.write(good("OQSsiimm01"))
    desk.wait(1)
    desk.busy = False
    desk.wait(0)
    assert list(desk.answers().values()) == ["1"]


def test_somebody_who_waits_at_the_desk_waits_for_nobody_at_the_kiosk() -> None:
    desk = Desk()
    desk.busy = True
    desk.write(QUERY)
    desk.turns()
    assert desk.answers() == {ANSWER_NAME: "1"}


def test_records_that_are_full_for_days_are_said_once(caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk()
    desk.records.broken = DISK_FULL
    for _ in range(5):
        desk.turns()
    assert caplog.text.count("disk_full") == 1


def test_a_request_that_waits_for_the_line_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, read = Desk(), list[str]()
    really = desk.forms.read

    def count(kept: KeptRequest) -> Request | RequestRefused:
        read.append(kept.name)
        return really(kept)

    monkeypatch.setattr(desk.forms, "read", count)
    down(desk)
    desk.write(good("OQSmuquc02"))
    for _ in range(100):
        desk.wait(1)
    assert len(read) == 1
    up(desk)
    desk.wait(60)
    assert list(desk.answers().values()) == ["2"]


def test_nothing_is_begun_while_the_kiosk_ends() -> None:
    desk = Desk()
    desk.service.challenges.meanwhile = desk.exchange.ask_to_end
    desk.write(good("OQSsiimm01"))
    desk.turns()
    assert desk.service.exchanged == []
    again = desk.started_again()
    again.turns()
    assert list(again.answers().values()) == ["1"]
