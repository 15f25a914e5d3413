"""Requests from the receipt computer's folder to the service and back, nothing faked between."""

from datetime import date

import pytest

from simulators.receipt_computer import requests
from simulators.receipt_computer.decoding import section, text
from simulators.receipt_computer.share import Manners
from tests.journeys.requests.conftest import OpenOffice
from tests.journeys.requests.office import TARO, TODAY, Office

RECEPTION = "0b0e3c60-6f0f-4a5e-9d8a-2f5b1f6f7a10"
QUERY = requests.query(TARO, TODAY)
FIRST, LAST = date(TODAY.year - 1, 1, 1), TODAY


def test_a_query_comes_back_with_the_qualification(office: Office) -> None:
    (answer,) = office.answered(*office.ask(QUERY))
    assert (answer.segment, text(answer.body, "QualificationValidity")) == ("1", "1")
    assert list((office.folder / "req").iterdir()) == []


def test_every_kind_of_request_is_answered_each_once(office: Office) -> None:
    office.receive("PharmacistsInfo", "SpecificHealthCheckupsInfo")
    names = office.ask(
        QUERY,
        requests.bulk_query([TARO, TARO], TODAY),
        requests.home_visits(FIRST, LAST),
        requests.register(TARO, "12345"),
        requests.bulk_register([(TARO, "12345")]),
        requests.medicines(TARO, FIRST, LAST),
        requests.checkups(TARO),
    )
    answers = office.answered(*names)
    assert {answer.interface: answer.error for answer in answers if answer.segment != "1"} == {}
    taken = sorted(path.name for path in (office.folder / "trash").iterdir())
    assert len(taken) == len(set(taken))
    assert office.computer.rejected == {}
    medicines, checkups = answers[-2:]
    assert medicines.document is not None
    assert medicines.document.startswith(b"%PDF")
    assert checkups.document is not None


def test_medical_information_as_xml_lies_beside_its_answer(office: Office) -> None:
    office.receive("PharmacistsInfo")
    (answer,) = office.answered(*office.ask(requests.medicines(TARO, FIRST, LAST, "2")))
    assert answer.document is not None
    assert answer.document.lstrip().startswith(b"<?xml")


def test_nothing_is_shown_of_what_nobody_consented_to(office: Office) -> None:
    (answer,) = office.answered(*office.ask(requests.medicines(TARO, FIRST, LAST)))
    assert (answer.segment, answer.document) == ("9", None)


def test_requests_written_in_two_halves_are_taken_whole(open_office: OpenOffice) -> None:
    office = open_office(Manners(settle=0.02, careless=True, slow=0.1))
    (answer,) = office.answered(*office.ask(QUERY))
    assert answer.segment == "1"


def test_requests_wait_for_the_line_over_a_restart_and_malformed_ones_do_not(
    office: Office,
) -> None:
    office.served.down()
    waiting = office.ask(QUERY, requests.register(TARO, "777"))
    (office.folder / "req" / "OQSsiquc01req_202611209999.xml").write_bytes(
        b"<XmlMsg><MessageHeader/><MessageBody/></XmlMsg>"
    )
    office.wait(lambda: "OQSsiquc01req_202611209999.xml" in office.answers, "the error file")
    assert office.answers["OQSsiquc01req_202611209999.xml"].error == "UKE-0201"
    office.wait(lambda: not list((office.folder / "req").iterdir()), "all requests taken")
    assert office.answers.keys().isdisjoint(waiting)
    office.off()

    office.served.up()
    office.on()
    assert [answer.error for answer in office.answered(*waiting)] == ["", ""]


def test_a_provisional_reception_is_settled_by_its_query(office: Office) -> None:
    office.served.down()
    office.receive_provisionally(RECEPTION)
    (name,) = office.ask(requests.query(TARO, TODAY, reception=RECEPTION))
    assert len(office.records.provisional_receptions()) == 1
    office.served.up()
    (answer,) = office.answered(name)
    assert answer.segment == "1"
    assert office.records.provisional_receptions() == ()


def test_the_share_req_goes_away_and_comes_back(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    away = (office.folder / "req").rename(office.folder / "away")
    office.wait(lambda: "requests cannot be taken" in caplog.text, "a word about the folder")
    away.rename(office.folder / "req")
    (answer,) = office.answered(*office.ask(QUERY))
    assert answer.segment == "1"


@pytest.mark.parametrize("utf_8", [True, False])
def test_an_answer_comes_in_the_encoding_of_its_request(office: Office, utf_8: bool) -> None:
    name = office.computer.ask(QUERY, utf_8=utf_8)
    (answer,) = office.answered(name)
    content = (office.folder / "trash" / answer.file).read_bytes()
    declared = b"UTF-8" if utf_8 else b"Shift_JIS"
    assert b'encoding="' + declared + b'"' in content[:60]
    header = section(answer.message, "MessageHeader")
    assert text(header, "CharacterCodeIdentifier") == ("0" if utf_8 else "1")
