"""A query with the id of a provisional reception settles it; the audit log says what happened."""

from dataclasses import replace

import pytest

from kiosk.domain.check_in import ProvisionalCheckIn, VerifiedBy
from kiosk.domain.message_tree import Node
from kiosk.domain.session import NO_SESSION, SessionId
from kiosk.ports.qualification import Exchanged
from kiosk.ports.records import AuditEntry, KeptRequest, ResultFile
from kiosk.services.audit import provisional_entry
from tests.fakes import people
from tests.fakes.service import UNREACHABLE
from tests.output.request_files import good, query
from tests.services.exchange_desk import ANSWER, PROCESSING, Desk

RECEPTION = "0b0e3c60-6f0f-4a5e-9d8a-2f5b1f6f7a10"
RECEIVED = ProvisionalCheckIn(SessionId(1), VerifiedBy.PIN)
REQUEST = query(ArbitraryIdentifier=RECEPTION)


def desk_with_provisional() -> Desk:
    desk = Desk()
    desk.records.keep_provisional(
        RECEIVED,
        RECEPTION,
        lambda number: ResultFile(f"provisional-{number}.json", b"{}"),
        provisional_entry(RECEIVED),
        people.NOON,
    )
    return desk


def answer(body: dict[str, str], segment: str = "1") -> Exchanged:
    header = Node("MessageHeader", children=(Node("SegmentOfResult", segment),))
    nodes = tuple(Node(name, text) for name, text in body.items())
    return Exchanged(Node("XmlMsg", children=(header, Node("MessageBody", children=nodes))))


def test_the_reception_is_settled_when_the_line_is_back() -> None:
    desk = desk_with_provisional()
    desk.service.exchanges.now(UNREACHABLE)
    desk.write(REQUEST)
    desk.turns()
    assert desk.records.provisional_receptions()
    desk.service.exchanges.now(Exchanged(ANSWER))
    desk.wait(60)
    assert not desk.records.provisional_receptions()
    assert desk.records.settled == {RECEPTION: "1"}
    settled = AuditEntry("provisional_settled", NO_SESSION, {"validity": "1"})
    result: dict[str, str | int] = {"interface": "OQSsiquc01", "result": "1"}
    answered = AuditEntry("request_answered", NO_SESSION, result)
    assert desk.records.audit[-2:] == [settled, answered]


def test_a_second_query_for_the_same_reception_is_answered_and_settles_nothing_more() -> None:
    desk = desk_with_provisional()
    desk.write(REQUEST, replace(REQUEST, name="OQSsiquc01req_202611200099.xml"))
    desk.turns()
    assert len(desk.records.answered) == 2
    assert desk.records.words.count("provisional_settled") == 1


@pytest.mark.parametrize(
    ("body", "validity"),
    [
        ({"QualificationValidity": "4", "ProcessingResultStatus": "1"}, "4"),
        ({"QualificationValidity": "2"}, "2"),
        ({"QualificationValidity": "x"}, None),
    ],
)
def test_whatever_the_service_found_out_settles_it(
    body: dict[str, str], validity: str | None
) -> None:
    desk = desk_with_provisional()
    desk.service.exchanges.now(answer(body))
    desk.write(REQUEST)
    desk.turns()
    assert desk.records.settled == {RECEPTION: validity}


@pytest.mark.parametrize(
    "exchanged",
    [
        Exchanged(PROCESSING),
        answer({}, segment="9"),
        answer({"ProcessingResultStatus": "2"}),
    ],
)
def test_an_error_or_no_answer_yet_settles_nothing(exchanged: Exchanged) -> None:
    desk = desk_with_provisional()
    desk.service.exchanges.now(exchanged)
    desk.write(REQUEST)
    desk.turns()
    assert desk.records.settled == {}
    assert "provisional_settled" not in desk.records.words


def test_a_query_for_somebody_else_settles_nothing() -> None:
    desk = desk_with_provisional()
    desk.write(query(), query_of_another())
    desk.turns()
    assert desk.records.settled == {}


def query_of_another() -> KeptRequest:
    other = query(ArbitraryIdentifier=RECEPTION.replace("0b0e", "0b0f"))
    return replace(other, name="OQSsiquc01req_202611200002.xml")


def test_the_log_names_nobody(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    desk = desk_with_provisional()
    desk.write(REQUEST, good("OQSsiimm01"), good("OQSmuonq01"))
    desk.turns()
    entries = repr(desk.records.audit)
    assert "OQSsiquc01" in caplog.text
    for text in (caplog.text, entries):
        assert not people.marks_in(text)
        assert "20261120" not in text


def test_the_audit_log_says_that_an_answer_lost_characters() -> None:
    desk = Desk()
    desk.service.exchanges.now(answer({"Name": "𠮷田", "NameKana": "ﾖｼﾀﾞ"}))
    desk.write(query())
    desk.turns()
    assert desk.records.audit[-1].details == {
        "interface": "OQSsiquc01",
        "result": "1",
        "substituted": 1,
    }
