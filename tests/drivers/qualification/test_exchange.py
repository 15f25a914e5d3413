"""Receipt computers' requests: passed on once, answered whole, with the document they bring."""

import json
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import pytest

from drivers.qualification.client import (
    MOST_IN_BULK,
    MOST_OF_A_DOCUMENT,
    HttpsQualificationService,
)
from kiosk.domain.message_tree import Node
from kiosk.ports.qualification import Exchanged
from tests.drivers.qualification.faults import fault
from tests.drivers.qualification.scripted import ScriptedService, Told
from tests.drivers.qualification.wire import HEADER, header, refused

SINGLE, BULK, MEDICINES = "OQSsiquc01", "OQSmuquc02", "YZKsiquc01"
REQUEST = Node(
    "XmlMsg",
    children=(
        Node("MessageHeader", children=(Node("ArbitraryFileIdentifier", "a"),)),
        Node("MessageBody", children=(Node("ArbitraryIdentifier", "b"),)),
    ),
)


def answer(body: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"XmlMsg": {"MessageHeader": HEADER, "MessageBody": body}, **more}


def under(**changes: str) -> dict[str, Any]:
    return {"XmlMsg": {"MessageHeader": header(**changes), "MessageBody": {}}}


def units(body: Node) -> Iterator[Node]:
    return body.all("BulkConfirmUnit")


def test_a_request_is_passed_on_and_its_answer_comes_back_whole(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    service.answers(f"/exchange/{SINGLE}", answer({"New": {"Within": "kept"}}))
    exchanged = client.exchange(SINGLE, REQUEST)
    body = exchanged.message.child("MessageBody")
    assert body == Node("MessageBody", children=(Node("New", children=(Node("Within", "kept"),)),))
    assert (exchanged.document, exchanged.media) == (None, "")
    assert service.asked(f"/exchange/{SINGLE}") == [
        {
            "XmlMsg": {
                "MessageHeader": {"ArbitraryFileIdentifier": "a"},
                "MessageBody": {"ArbitraryIdentifier": "b"},
            }
        }
    ]


@pytest.mark.parametrize("media", ["pdf", "xml"])
def test_a_document_comes_with_its_kind(
    client: HttpsQualificationService, service: ScriptedService, media: str
) -> None:
    octets = bytes(range(256)) * 4
    told = answer({}, document=b64encode(octets).decode(), media=media)
    service.answers(f"/exchange/{MEDICINES}", told)
    message = Node("XmlMsg", children=(_header(), Node("MessageBody")))
    assert client.exchange(MEDICINES, REQUEST) == Exchanged(message, octets, media)


def _header() -> Node:
    return Node("MessageHeader", children=tuple(Node(*item) for item in HEADER.items()))


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"XmlMsg": {}},
        answer({}, document="AAAA"),
        answer({}, media="pdf"),
        answer({}, document="AAAA", media="exe"),
        answer({}, document="A", media="pdf"),
        answer({}, document="秘密", media="pdf"),
        answer({}, document=["AAAA"], media="pdf"),
        answer({"A": "\x1b[31m"}),
        under(MedicalInstitutionCode="1319999998"),
        under(ArbitraryFileIdentifier="another"),
    ],
)
def test_a_malformed_answer_is_a_fault(
    client: HttpsQualificationService, service: ScriptedService, told: dict[str, Any]
) -> None:
    service.answers(f"/exchange/{MEDICINES}", told)
    assert fault(lambda: client.exchange(MEDICINES, REQUEST)) == "malformed_answer"


@pytest.mark.parametrize("status", [200, 400])
def test_a_refusal_is_an_answer_for_the_receipt_computer(
    client: HttpsQualificationService, service: ScriptedService, status: int
) -> None:
    content = json.dumps(refused("SIM-0400")).encode()
    service.answers(f"/exchange/{SINGLE}", Told(content, status))
    told = client.exchange(SINGLE, REQUEST).message.child("MessageHeader")
    assert told is not None
    assert (told.value("SegmentOfResult"), told.value("ErrorCode")) == ("9", "SIM-0400")


def test_a_busy_service_is_a_fault_so_that_the_request_waits(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    service.answers(f"/exchange/{SINGLE}", Told(b"", 503))
    assert fault(lambda: client.exchange(SINGLE, REQUEST)) == "service_error"


def test_a_request_is_sent_once_even_when_its_answer_is_lost(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    service.answers(f"/exchange/{SINGLE}", Told(b"{", promised=99))
    assert fault(lambda: client.exchange(SINGLE, REQUEST)) == "unreachable"
    assert len(service.requests) == 1


def test_a_bulk_answer_may_be_large_and_no_other_may(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    person = {"Name": "秘密　太郎", "Address": "東" * 200}
    told = answer({"BulkConfirmUnit": [person] * 30_000})
    assert len(json.dumps(told)) > MOST_OF_A_DOCUMENT
    for interface in (SINGLE, BULK):
        service.answers(f"/exchange/{interface}", told)
    assert fault(lambda: client.exchange(SINGLE, REQUEST)) == "malformed_answer"
    body = client.exchange(BULK, REQUEST).message.child("MessageBody")
    assert body is not None
    assert sum(1 for _ in units(body)) == 30_000


def test_no_answer_is_larger_than_the_largest(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    service.answers(f"/exchange/{BULK}", b" " * (MOST_IN_BULK + 1))
    assert fault(lambda: client.exchange(BULK, REQUEST)) == "malformed_answer"


@pytest.mark.parametrize("name", ["", "../qualification", "OQSsiquc", "OQSsiquc01?a", "oqssiquc01"])
def test_only_interfaces_are_asked(
    client: HttpsQualificationService, service: ScriptedService, name: str
) -> None:
    with pytest.raises(ValueError, match="interface"):
        client.exchange(name, REQUEST)
    assert service.requests == []


def test_an_answer_may_carry_the_identifier_of_its_request(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    service.answers(f"/exchange/{SINGLE}", under(ArbitraryFileIdentifier="a"))
    told = client.exchange(SINGLE, REQUEST).message.child("MessageHeader")
    assert told is not None
    assert told.value("ArbitraryFileIdentifier") == "a"


def test_a_bulk_answer_may_say_ask_later(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    later = {"XmlMsg": {"MessageHeader": header(SegmentOfResult="2"), "MessageBody": {}}}
    service.answers(f"/exchange/{BULK}", later)
    told = client.exchange(BULK, REQUEST).message.child("MessageHeader")
    assert told is not None
    assert told.value("SegmentOfResult") == "2"
