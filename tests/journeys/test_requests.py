"""A request on its whole way: written into ``req``, answered by the service, read from ``res``."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from kiosk.domain.consent import Information
from simulators.receipt_computer import requests
from simulators.receipt_computer.answers import Answer
from simulators.receipt_computer.decoding import section, sections, text
from simulators.receipt_computer.requests import Patient
from tests.journeys.whole_way import (
    OTHER,
    PATIENT,
    STRANGER,
    TODAY,
    WholeWay,
    months_ago,
)
from tests.simulators.qualification.cards import TARO

SEARCH = "QualificationConfirmSearchInfo"


@pytest.fixture
def way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Iterator[WholeWay]:
    """Yield the whole way; afterwards nothing of anybody may be in any log."""
    monkeypatch.setenv("UKETSUKE_PROFILE", "test")
    caplog.set_level("DEBUG")
    way = WholeWay(tmp_path)
    yield way
    way.close()
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    logged = "\n".join(f"{record.getMessage()} {record.exc_info}" for record in records)
    assert "answered" in logged
    assert [word for word in (PATIENT.birthdate, "秘密", "見本", "4567") if word in logged] == []


def header(answer: Answer, name: str) -> str:
    return text(section(answer.message, "MessageHeader"), name)


def validity(answer: Answer) -> str:
    return text(answer.body, "QualificationValidity")


@pytest.mark.parametrize("utf_8", [True, False])
def test_a_query_is_answered_in_the_encoding_it_was_asked_in(way: WholeWay, utf_8: bool) -> None:
    answer = way.ask(requests.query(PATIENT, TODAY, reception="7"), utf_8=utf_8)
    assert (answer.segment, answer.error, validity(answer)) == ("1", "", "1")
    [result] = sections(section(answer.body, "ResultList"), "ResultOfQualificationConfirmation")
    assert text(result, "Name") == "秘密　太郎"
    assert text(result, "InsurerNumber") == "  139998"
    assert text(section(answer.body, SEARCH), "ArbitraryIdentifier") == "7"
    assert header(answer, "ArbitraryFileIdentifier") == "202611200001"
    assert header(answer, "CharacterCodeIdentifier") == ("0" if utf_8 else "1")


def test_nobody_is_found_under_a_strangers_numbers(way: WholeWay) -> None:
    assert validity(way.ask(requests.query(STRANGER, TODAY))) == "4"


def test_many_are_asked_for_in_two_steps_with_a_wait_between(way: WholeWay) -> None:
    way.service.exchange.processing(2)
    answer = way.ask(requests.bulk_query([PATIENT, STRANGER, OTHER], TODAY))
    assert (answer.interface, answer.segment) == ("OQSmuquc02", "1")
    units = sections(answer.body, "BulkConfirmUnit")
    assert [text(unit, "QualificationValidity") for unit in units] == ["1", "4", "1"]
    identifiers = [text(section(unit, SEARCH), "ArbitraryIdentifier") for unit in units]
    assert identifiers == ["000001", "000002", "000003"]


def test_a_patient_number_registered_is_in_the_next_answer(way: WholeWay) -> None:
    registered = way.ask(requests.register(PATIENT, "24434"))
    assert text(registered.body, "ProcessingResultStatus") == "1"
    answer = way.ask(requests.query(PATIENT, TODAY))
    [result] = sections(section(answer.body, "ResultList"), "ResultOfQualificationConfirmation")
    assert text(result, "ReferenceNumber") == "24434"


def test_many_patient_numbers_are_registered_each_with_its_result(way: WholeWay) -> None:
    answer = way.ask(requests.bulk_register([(PATIENT, "1"), (STRANGER, "2"), (OTHER, "3")]))
    units = sections(answer.body, "BulkRegistrationUnit")
    assert [text(unit, "ProcessingResultStatus") for unit in units] == ["1", "2", "1"]
    assert way.service.reference_number_of(TARO) == "1"


def test_home_visits_are_listed_by_the_day_of_consent(way: WholeWay) -> None:
    way.service.exchange.consent_to_home_visits(TARO, way.clock.now())
    day = way.clock.now().date()
    answer = way.ask(requests.home_visits(day, day))
    [unit] = sections(answer.body, "BulkConfirmUnit")
    assert text(unit, "QualificationValidity") == "1"


def medicines(patient: Patient, category: str) -> requests.Request:
    return requests.medicines(patient, months_ago(3), months_ago(0), category)


def test_medical_information_comes_as_pdf_and_as_xml_after_consent(way: WholeWay) -> None:
    refused = way.ask(medicines(PATIENT, "3"))
    assert (refused.segment, header(refused, "ResultCode"), refused.document) == ("9", "9", None)
    way.receive(Information.PHARMACISTS, Information.HEALTH_CHECKUPS)
    pdf = way.ask(medicines(PATIENT, "3"))
    assert (pdf.segment, header(pdf, "ResultCode")) == ("1", "1")
    assert pdf.document
    pages = PdfReader(BytesIO(pdf.document)).pages
    assert "見本 / simulated" in pages[0].extract_text()
    xml = way.ask(medicines(PATIENT, "4"))
    assert xml.document
    root = ET.fromstring(xml.document)
    assert root.findtext("MessageHeader/QuaInf/Name") == "秘密　太郎"
    assert root.find(".//DrugInf") is not None
    assert root.find(".//MeTrInf") is None
    checkups = way.ask(requests.checkups(PATIENT, "2"))
    assert checkups.document
    assert ET.fromstring(checkups.document).find(".//SpecificHealthCheckupInfos") is not None
    assert way.ask(medicines(OTHER, "4")).document is None


def test_consents_given_at_the_kiosk_stand_in_a_query(way: WholeWay) -> None:
    way.receive(Information.OPERATION)
    answer = way.ask(requests.query(PATIENT, TODAY))
    [result] = sections(section(answer.body, "ResultList"), "ResultOfQualificationConfirmation")
    assert text(result, "OperationInfoConsFlg") == "1"
    assert text(result, "OperationInfoConsTime")
    assert text(result, "PharmacistsInfoConsFlg") == "0"


def test_what_the_kiosk_lets_through_and_the_service_refuses_is_told_in_words(
    way: WholeWay,
) -> None:
    answer = way.ask(requests.result("OQSmuquc01", "20261120120000000099"))
    assert (answer.segment, answer.error) == ("9", "SIM-1201")
    assert header(answer, "ErrorMessage")


def test_a_request_waits_for_the_line_and_is_answered_once_it_is_back(way: WholeWay) -> None:
    way.service.down()
    name = way.computer.ask(requests.query(PATIENT, TODAY))
    answers: list[Answer] = []
    way.work(lambda: False, answers)
    assert answers == []
    assert way.computer.waits_for(name)
    way.service.up()
    assert validity(way.answer_to(name)) == "1"


def test_every_kind_of_request_waits_for_the_line_and_is_answered_once_in_order(
    way: WholeWay,
) -> None:
    day = way.clock.now().date()
    way.service.down()
    names = [
        way.computer.ask(request)
        for request in (
            requests.query(PATIENT, TODAY),
            requests.bulk_query([PATIENT, OTHER], TODAY),
            requests.register(PATIENT, "1"),
            requests.bulk_register([(OTHER, "2")]),
            requests.home_visits(day, day),
            medicines(PATIENT, "1"),
            requests.checkups(PATIENT),
        )
    ]
    answers: list[Answer] = []
    way.work(lambda: False, answers)
    assert answers == []
    way.service.up()
    way.work(lambda: not any(way.computer.waits_for(name) for name in names), answers)
    first = [answer for answer in answers if not answer.interface.endswith("02")]
    assert [answer.request for answer in first] == names
    assert [answer.segment for answer in first] == ["1"] * 5 + ["9"] * 2
    results = [answer for answer in answers if answer.interface.endswith("02")]
    assert sorted(answer.interface for answer in results if answer.segment == "1") == [
        "OQSmuhvq02",
        "OQSmuimm02",
        "OQSmuquc02",
    ]


def test_a_provisional_reception_is_settled_by_the_query_that_names_it(way: WholeWay) -> None:
    way.service.down()
    provisional = way.receive_provisionally()
    [kept] = way.records.provisional_receptions()
    assert provisional.sidecar.reception == kept.reception
    assert provisional.sidecar.number == kept.number
    name = way.computer.ask(requests.query(PATIENT, TODAY, reception=kept.reception))
    way.work(lambda: False, [])
    assert [one.reception for one in way.records.provisional_receptions()] == [kept.reception]
    way.service.up()
    assert validity(way.answer_to(name)) == "1"
    assert not way.records.provisional_receptions()
