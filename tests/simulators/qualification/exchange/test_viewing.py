"""YZKsiquc01 and TKKsiquc01: medical information, where it may be seen."""

from base64 import b64decode
from datetime import timedelta
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from tests.simulators.qualification.exchange.clinic import (
    ADULT,
    CHILD,
    INSTITUTION,
    SOLDIER,
    TWIN,
    Clinic,
)

YZK, TKK = "YZKsiquc01", "TKKsiquc01"
EVERYTHING = {
    "PharmacistsInfo": True,
    "DiagnosisInfo": True,
    "OperationInfo": True,
    "SpecificHealthCheckupsInfo": True,
}
DRUG, DIAGNOSIS, OPERATION = "DrugC", "999010", "999020"


def document(answer: dict[str, Any]) -> bytes:
    header = answer["XmlMsg"]["MessageHeader"]
    assert (header["SegmentOfResult"], header["ResultCode"]) == ("1", "1"), header
    return b64decode(answer["document"])


def pdf_text(answer: dict[str, Any]) -> str:
    assert answer["media"] == "pdf"
    return "".join(page.extract_text() for page in PdfReader(BytesIO(document(answer))).pages)


def xml(answer: dict[str, Any]) -> ET.Element:
    assert answer["media"] == "xml"
    return ET.fromstring(document(answer))


def refusal(answer: dict[str, Any]) -> str:
    """Return the code of an answer without information, having seen that it has none."""
    assert answer.keys() == {"XmlMsg"}
    header, body = answer["XmlMsg"]["MessageHeader"], answer["XmlMsg"]["MessageBody"]
    assert (header["SegmentOfResult"], header["ResultCode"], body) == ("9", "9", {})
    assert header["MessageContents"] == header["ErrorMessage"]
    return header["ErrorCode"]


@pytest.mark.parametrize(
    ("category", "given", "told"),
    [
        ("2", {"PharmacistsInfo"}, {DRUG}),
        ("2", {"PharmacistsInfo", "DiagnosisInfo", "OperationInfo"}, {DRUG}),
        ("2", {"DiagnosisInfo", "OperationInfo"}, None),
        ("4", {"PharmacistsInfo"}, {DRUG}),
        ("4", {"DiagnosisInfo"}, {DIAGNOSIS}),
        ("4", {"OperationInfo"}, {OPERATION}),
        ("4", {"PharmacistsInfo", "DiagnosisInfo"}, {DRUG, DIAGNOSIS}),
        ("4", {"PharmacistsInfo", "DiagnosisInfo", "OperationInfo"}, {DRUG, DIAGNOSIS, OPERATION}),
        ("4", {"SpecificHealthCheckupsInfo"}, None),
        ("4", set[str](), None),
    ],
)
def test_only_what_was_consented_to_is_told(
    clinic: Clinic, category: str, given: set[str], told: set[str] | None
) -> None:
    clinic.receive(ADULT, **{kind: kind in given for kind in EVERYTHING})
    answer = clinic.view(YZK, ADULT, category)
    if told is None:
        assert refusal(answer) == "SIM-1401"
    else:
        content = document(answer).decode()
        assert {word for word in (DRUG, DIAGNOSIS, OPERATION) if word in content} == told


@pytest.mark.parametrize(("category", "media"), [("1", "pdf"), ("2", "xml")])
def test_checkups_need_their_own_consent(clinic: Clinic, category: str, media: str) -> None:
    clinic.receive(ADULT, PharmacistsInfo=True, DiagnosisInfo=True, OperationInfo=True)
    assert refusal(clinic.view(TKK, ADULT, category)) == "SIM-1401"
    clinic.receive(ADULT, SpecificHealthCheckupsInfo=True)
    assert clinic.view(TKK, ADULT, category)["media"] == media


def test_viewing_ends_24_hours_after_the_consent(clinic: Clinic) -> None:
    clinic.receive(ADULT, **EVERYTHING)
    clinic.clock.time += timedelta(hours=24)
    assert xml(clinic.view(YZK, ADULT, "4")) is not None
    clinic.clock.time += timedelta(seconds=1)
    assert refusal(clinic.view(YZK, ADULT, "4")) == "SIM-1401"
    assert refusal(clinic.view(TKK, ADULT, "1")) == "SIM-1401"


def test_a_new_reception_withdraws_even_before_it_is_answered(clinic: Clinic) -> None:
    clinic.receive(ADULT, **EVERYTHING)
    clinic.receive(ADULT)
    assert refusal(clinic.view(YZK, ADULT, "4")) == "SIM-1401"


def test_nobody_can_tell_who_has_something_to_hide(clinic: Clinic) -> None:
    """The same words for a person with a history, for one without, and for nobody at all."""
    nobody = {"InsurerNumber": "06139992", "InsuredPersonIdentificationNumber": "1"}
    answers = [
        clinic.view(YZK, ADULT, "4"),
        clinic.view(YZK, CHILD, "4"),
        clinic.whole(
            YZK, {"FileCategory": "4", "StartDate": "202311", "EndDate": "202611"}, **nobody
        ),
    ]
    assert refusal(answers[0]) == "SIM-1401"
    assert answers[0] == answers[1] == answers[2]


def test_a_self_defence_card_shows_nothing_whatever_was_consented_to(clinic: Clinic) -> None:
    before = clinic.view(YZK, SOLDIER, "4")
    clinic.receive(SOLDIER, **EVERYTHING)
    assert refusal(before) == "SIM-1402"
    assert clinic.view(YZK, SOLDIER, "4") == before
    assert refusal(clinic.view(TKK, SOLDIER, "2")) == "SIM-1402"


def test_two_people_with_one_number_are_not_told_apart_by_luck(clinic: Clinic) -> None:
    clinic.receive(ADULT, **EVERYTHING)
    family = {
        "InsurerNumber": "  139998",
        "InsuranceCardSymbol": "見本ー7",
        "InsuredPersonIdentificationNumber": "0045",
    }
    answer = clinic.whole(TKK, {"FileCategory": "1"}, **family)
    assert refusal(answer) == "SIM-1102"


@pytest.mark.parametrize(
    ("interface", "changed", "code"),
    [
        (YZK, {"FileCategory": "5"}, "SIM-1005"),
        (YZK, {"FileCategory": ""}, "SIM-1004"),
        (TKK, {"FileCategory": "3"}, "SIM-1005"),
        (YZK, {"StartDate": ""}, "SIM-1004"),
        (YZK, {"StartDate": "20231101"}, "SIM-1005"),
        (YZK, {"EndDate": "202613"}, "SIM-1005"),
        (YZK, {"StartDate": "202612"}, "SIM-1005"),
        (YZK, {"PrDiInfClassification": "9"}, "SIM-1005"),
        (TKK, {"MedicalTreatmentFlag": "4"}, "SIM-1005"),
    ],
)
def test_a_wrong_request_for_information_gets_none(
    clinic: Clinic, interface: str, changed: dict[str, str], code: str
) -> None:
    clinic.receive(ADULT, **EVERYTHING)
    category = changed.pop("FileCategory", "2")
    assert refusal(clinic.view(interface, ADULT, category, **changed)) == code


def test_only_the_months_asked_for_are_told(clinic: Clinic) -> None:
    clinic.receive(ADULT, **EVERYTHING)
    answer = xml(clinic.view(YZK, ADULT, "4", StartDate="202504", EndDate="202603"))
    days = [element.text or "" for element in answer.iter("DiDate")]
    assert days
    assert all("20250401" <= day <= "20260331" for day in days)
    assert days == sorted(days)


def test_claims_arrive_late_and_the_oldest_are_forgotten(clinic: Clinic) -> None:
    clinic.receive(ADULT, **EVERYTHING)
    answer = xml(clinic.view(YZK, ADULT, "4", StartDate="201001", EndDate="209912"))
    days = [element.text or "" for element in answer.iter("DiDate")]
    assert min(days) >= "20231101"
    assert max(days) <= "20261006"


def test_the_same_question_has_the_same_answer_and_another_person_another(clinic: Clinic) -> None:
    clinic.receive(ADULT, **EVERYTHING)
    clinic.receive(TWIN, **EVERYTHING)
    for interface, category in ((YZK, "3"), (YZK, "4"), (TKK, "1"), (TKK, "2")):
        mine = clinic.view(interface, ADULT, category)
        assert clinic.view(interface, ADULT, category) == mine
        assert clinic.view(interface, TWIN, category)["document"] != mine["document"]


def test_an_xml_says_whose_it_is_and_that_it_is_no_real_one(clinic: Clinic) -> None:
    clinic.receive(ADULT, **EVERYTHING)
    answer = clinic.view(YZK, ADULT, "4", PrDiInfClassification="1", MedicalTreatmentFlag="1")
    root = xml(answer)
    assert root.findtext("MessageHeader/ResultCode") == "1"
    assert root.findtext("MessageHeader/MedicalInstitutionCode") == INSTITUTION
    assert root.findtext("MessageHeader/QuaInf/Name") == "秘密　花子"
    assert root.findtext("MessageHeader/QuaInf/Birth") == "19860908"
    assert b"<!-- \xe8\xa6\x8b\xe6\x9c\xac / simulated -->" in document(answer)
    drug = root.find("MessageBody/MeTrMonthInf/DiDateInfs/DiDateInf/DrugInfs/DrugInf")
    assert drug is not None
    assert all(drug.findtext(name) for name in ("DrugC", "DrugN", "Qua1", "Unit", "UsageN"))


def test_a_checkup_in_xml_has_its_measures_and_a_child_none(clinic: Clinic) -> None:
    clinic.receive(ADULT, **EVERYTHING)
    clinic.receive(CHILD, **EVERYTHING)
    root = xml(clinic.view(TKK, ADULT, "2"))
    assert root.findtext("MessageHeader/QualificationsInfo/Birthday") == "19860908"
    measures = root.findall(".//HealthCheckupResultAndQuestionInfo")
    assert measures
    assert all(one.findtext("ItemName") and one.findtext("DataValue") for one in measures)
    assert xml(clinic.view(TKK, CHILD, "2")).find(".//SpecificHealthCheckupInfo") is None


def test_a_pdf_can_be_read_back_and_every_page_says_that_it_is_no_real_one(
    clinic: Clinic,
) -> None:
    clinic.receive(ADULT, **EVERYTHING)
    answer = clinic.view(YZK, ADULT, "3")
    pages = PdfReader(BytesIO(document(answer))).pages
    assert len(pages) > 1
    assert all("見本 / simulated" in page.extract_text() for page in pages)
    text = pdf_text(answer)
    assert "秘密 花子" in text.replace("\u3000", " ")
    assert "薬剤情報・診療情報・手術情報" in text
    told = {drug.text for drug in xml(clinic.view(YZK, ADULT, "4")).iter("DrugN")}
    assert told
    assert all(name in text for name in told if name)


@pytest.mark.parametrize(
    ("kind", "title", "absent"),
    [
        ("PharmacistsInfo", "薬剤情報", ("診療", "手術")),
        ("DiagnosisInfo", "診療情報", ("薬剤", "手術", "調剤")),
        ("OperationInfo", "手術情報", ("薬剤", "診療", "調剤")),
    ],
)
def test_a_pdf_has_no_word_of_what_was_not_consented_to(
    clinic: Clinic, kind: str, title: str, absent: tuple[str, ...]
) -> None:
    clinic.receive(ADULT, **{kind: True})
    text = pdf_text(clinic.view(YZK, ADULT, "3"))
    assert title in text
    assert [word for word in absent if word in text] == []


def test_a_pdf_of_nothing_says_so(clinic: Clinic) -> None:
    clinic.receive(CHILD, **EVERYTHING)
    assert "該当する情報はありません" in pdf_text(clinic.view(TKK, CHILD, "1"))
