"""What the service answered to staff, read."""

import pytest

from kiosk.domain.desk_answer import (
    ServiceError,
    confirmation_in,
    error_in,
    is_processing,
    people_in,
    receipt_in,
    registered_in,
)
from kiosk.domain.message_tree import Node
from kiosk.domain.qualification import Validity

HEADER = {
    "ProcessExecutionTime": "20261120120000",
    "QualificationConfirmationDate": "20261120",
    "MedicalInstitutionCode": "1319999999",
    "SegmentOfResult": "1",
}


def nodes(values: dict[str, str]) -> tuple[Node, ...]:
    return tuple(Node(name, text) for name, text in values.items())


def message(header: dict[str, str], *body: Node) -> Node:
    parts = (
        Node("MessageHeader", children=nodes(HEADER | header)),
        Node("MessageBody", children=body),
    )
    return Node("XmlMsg", children=parts)


def test_a_qualification_is_read_whatever_its_validity() -> None:
    told = message({}, *nodes({"ProcessingResultStatus": "1", "QualificationValidity": "4"}))
    found = confirmation_in(told)
    assert found is not None
    assert found.validity is Validity.NONE
    assert error_in(told) is None


def test_an_error_has_the_services_own_code_and_words() -> None:
    told = message({"SegmentOfResult": "9", "ErrorCode": "SIM-1", "ErrorMessage": "だめ"})
    error = error_in(told)
    assert error == ServiceError("SIM-1", "だめ")
    assert confirmation_in(told) is None
    assert "だめ" not in repr(error)


def test_an_error_about_the_person_stands_in_the_body() -> None:
    body = {"ProcessingResultStatus": "2", "ProcessingResultCode": "SIM-2"}
    told = message({}, *nodes(body | {"ReferenceNumber": "7"}))
    assert error_in(told) == ServiceError("SIM-2", "")
    assert registered_in(told) == ""


@pytest.mark.parametrize(("segment", "processing"), [("1", False), ("2", True), ("9", False)])
def test_processing_is_no_answer_yet(segment: str, processing: bool) -> None:
    assert is_processing(message({"SegmentOfResult": segment})) is processing


def test_an_answer_that_is_no_qualification_is_none() -> None:
    assert confirmation_in(Node("XmlMsg")) is None
    assert confirmation_in(message({}, *nodes({"QualificationValidity": "8"}))) is None


@pytest.mark.parametrize("inside", [True, False])
def test_a_registration_says_the_number_that_it_registered(inside: bool) -> None:
    number = Node("ReferenceNumber", "K-12")
    told = Node("ReferenceNumberRegistrationInfo", children=(number,)) if inside else number
    body = (*nodes({"ProcessingResultStatus": "1"}), told)
    assert registered_in(message({}, *body)) == "K-12"
    assert registered_in(message({"SegmentOfResult": "9"}, *body)) == ""


def test_a_first_step_has_a_receipt_only_where_it_was_accepted() -> None:
    receipt = Node("ReceptionNumber", "R1")
    assert receipt_in(message({}, receipt)) == "R1"
    assert receipt_in(message({"SegmentOfResult": "9"}, receipt)) == ""


def test_each_of_many_people_is_an_answer_of_their_own() -> None:
    units = [
        Node("BulkConfirmUnit", children=nodes({"QualificationValidity": one, **more}))
        for one, more in (("1", {}), ("2", {}), ("1", {"ProcessingResultStatus": "2"}))
    ]
    header = Node(
        "MessageHeader",
        children=nodes({k: v for k, v in HEADER.items() if k != "QualificationConfirmationDate"}),
    )
    told = Node("XmlMsg", children=(header, Node("MessageBody", children=tuple(units))))
    found = people_in(told)
    assert [one.validity for one in found] == [Validity.VALID, Validity.INVALID]
    assert {one.confirmation_date for one in found} == {"20261120"}
