"""Answers to requests: the service's message in the request's encoding, or an error file."""

import pytest

from kiosk.domain.message_tree import Node
from kiosk.output.message_reader import read_message
from kiosk.output.qualification_xml import Encoding
from kiosk.output.request_answers import MESSAGES
from kiosk.output.request_interfaces import interface_of
from kiosk.output.requests import StandardRequests, encoding_of
from kiosk.ports.faults import DeviceFault
from kiosk.ports.qualification import Exchanged
from kiosk.ports.records import Folder, KeptRequest
from kiosk.ports.requests import Arrival, RequestFault, RequestRefused
from tests.fakes import people
from tests.output.request_files import HEADER, INSTITUTION, good, query, query_declared

FORMS = StandardRequests(INSTITUTION)
ANSWER = Node(
    "XmlMsg",
    children=(
        Node("MessageHeader", children=(Node("SegmentOfResult", "1"),)),
        Node("MessageBody", children=(Node("Name", "髙橋　𠮷子"),)),
    ),
)


@pytest.mark.parametrize("declared", ["Shift_JIS", "UTF-8"])
def test_an_error_file_has_the_shape_of_an_answer_and_the_encoding_of_the_request(
    declared: str,
) -> None:
    kept = query_declared(declared)
    (file,) = FORMS.refuse(kept, RequestRefused(RequestFault.MISSING, "Birthdate"), people.NOON)
    assert (file.name, file.folder) == ("OQSsiquc01res_202611200001.xml", Folder.RES)
    assert encoding_of(file.content).value == declared
    header = read_message(file.content).child("MessageHeader")
    assert header
    assert header.value("SegmentOfResult") == "9"
    assert header.value("ErrorCode") == "UKE-0201"
    assert (header.value("ErrorMessage") or "").startswith("Birthdate：必要な項目がありません。")
    assert header.value("ArbitraryFileIdentifier") == HEADER["ArbitraryFileIdentifier"]
    assert header.value("CharacterCodeIdentifier") == Encoding(declared).identifier
    assert header.value("MedicalInstitutionCode") == INSTITUTION
    assert not people.marks_in(file.content.decode(Encoding(declared).codec))


def test_what_cannot_be_read_is_refused_in_utf_8() -> None:
    kept = KeptRequest("OQSsiquc01req_1.xml", b"\xff\xfe\x00")
    (file,) = FORMS.refuse(kept, RequestRefused(RequestFault.ENCODING), people.NOON)
    assert file.content.startswith(b'<?xml version="1.0" encoding="UTF-8"')


@pytest.mark.parametrize("fault", RequestFault)
def test_every_error_says_in_japanese_what_to_do_with_characters_of_either_encoding(
    fault: RequestFault,
) -> None:
    assert MESSAGES[fault].endswith("ください。")
    assert MESSAGES[fault].encode("cp932").decode("cp932") == MESSAGES[fault]


def test_an_answer_is_written_in_the_encoding_of_its_request_and_says_so() -> None:
    for declared, name, lost in (("Shift_JIS", "髙橋　〓子", 1), ("UTF-8", "髙橋　𠮷子", 0)):
        rendered = FORMS.answer(query_declared(declared), Exchanged(ANSWER))
        (file,) = rendered.files
        assert rendered.substituted == lost
        written = read_message(file.content)
        header, body = written.child("MessageHeader"), written.child("MessageBody")
        assert header
        assert body
        assert body.value("Name") == name
        assert header.value("CharacterCodeIdentifier") == Encoding(declared).identifier


@pytest.mark.parametrize(
    ("media", "name"),
    [("pdf", "YZKsiquc01res_202611200001.pdf"), ("xml", "YZKsiquc01res_202611200001.document.xml")],
)
def test_a_document_lies_there_before_the_message_that_it_belongs_to(media: str, name: str) -> None:
    document, answer = FORMS.answer(good("YZKsiquc01"), Exchanged(ANSWER, b"%PDF", media)).files
    assert (document.name, document.content, document.folder) == (name, b"%PDF", Folder.RES)
    assert answer.name == "YZKsiquc01res_202611200001.xml"


@pytest.mark.parametrize("ending", ["_document", "-document", "_pdf"])
def test_no_answer_or_document_has_the_name_of_another_ones(ending: str) -> None:
    kept = good("YZKsiquc01")
    other = KeptRequest(kept.name.replace(".xml", f"{ending}.xml"), kept.content)
    names = [
        file.name
        for one in (kept, other)
        for file in FORMS.answer(one, Exchanged(ANSWER, b"<a/>", "xml")).files
    ]
    assert len(set(names)) == 4


def test_an_answer_that_xml_cannot_hold_is_a_fault_that_quotes_nothing() -> None:
    body = Node("MessageBody", children=(Node("Name", f"{people.NAME}\x00"),))
    with pytest.raises(DeviceFault) as fault:
        FORMS.answer(query(), Exchanged(Node("XmlMsg", children=(body,))))
    assert fault.value.fault.code == "illegal_character"
    assert not people.marks_in(str(fault.value))


def test_a_file_that_came_twice_is_refused_under_a_name_of_its_own() -> None:
    kept = query()
    again = FORMS.again(Arrival(kept.name, kept.content, "0123456789abcdef"))
    assert again != kept.name
    assert FORMS.read(KeptRequest(again, kept.content)) == RequestRefused(RequestFault.NAME_USED)
    longest = f"OQSsiquc01req_{'1' * 64}.xml"
    assert interface_of(FORMS.again(Arrival(longest, b"", "0123456789abcdef"))) == "OQSsiquc01"


def test_requests_show_nothing_of_people() -> None:
    kept = query()
    assert not people.marks_in(repr(kept) + repr(FORMS.read(kept)) + repr(Arrival("a", b"b", "c")))
