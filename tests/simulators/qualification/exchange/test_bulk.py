"""Requests for many people in two steps."""

from datetime import timedelta
from typing import Any

import pytest

from simulators.qualification.exchange.bulk import MOST_UNITS
from tests.simulators.qualification.exchange.clinic import (
    ADULT,
    CHILD,
    ELDER,
    LOST,
    NOW,
    TWIN,
    Clinic,
    asking,
    results,
)
from tests.simulators.qualification.exchange.test_references import INFO, registering

SEARCH = "QualificationConfirmSearchInfo"
ALL = "20261120"


def upload(clinic: Clinic, interface: str, body: Any, identifier: str = "AFI-1") -> str:
    """Send a bulk request and return its ReceptionNumber."""
    head = {"ArbitraryFileIdentifier": identifier, "QualificationConfirmationDate": ALL}
    header, answered = clinic.send(interface, body, **head)
    assert (header["SegmentOfResult"], answered["ProcessingResultStatus"]) == ("1", "1")
    assert header["ArbitraryFileIdentifier"] == identifier
    return answered["ReceptionNumber"]


def download(
    clinic: Clinic, interface: str, number: str, **header: str
) -> tuple[dict[str, str], dict[str, Any]]:
    return clinic.send(interface, {"ReceptionNumber": number}, **header)


def test_an_answer_is_first_in_process_and_then_there_as_often_as_asked_for(
    clinic: Clinic,
) -> None:
    clinic.exchange.processing(2)
    number = upload(clinic, "OQSmuquc01", {SEARCH: [asking(ADULT), asking(LOST)]})
    for _ in range(2):
        header, body = download(clinic, "OQSmuquc02", number)
        assert (header["SegmentOfResult"], header["ReceptionNumber"]) == ("2", number)
        assert body == {}
    header, first = download(clinic, "OQSmuquc02", number)
    assert header["SegmentOfResult"] == "1"
    assert download(clinic, "OQSmuquc02", number)[1] == first


def test_each_person_is_answered_in_the_order_asked(clinic: Clinic) -> None:
    clinic.exchange.processing(0)
    asked = [asking(LOST), asking(ADULT), asking(ADULT, Birthdate="19000101"), asking(TWIN)]
    number = upload(clinic, "OQSmuquc01", {SEARCH: asked})
    header, body = download(clinic, "OQSmuquc02", number)
    units = body["BulkConfirmUnit"]
    assert [unit[SEARCH] for unit in units] == asked
    assert [unit["QualificationValidity"] for unit in units] == ["2", "1", "4", "1"]
    assert [len(results(unit)) for unit in units] == [1, 1, 0, 1]
    assert header["ReferenceClassification"] == "2"
    assert header["QualificationConfirmationDate"] == ALL
    assert header["NumberOfProcessingResult"] == header["NumberOfNormalProcessing"] == "4"


def test_one_wrong_person_leaves_the_others_their_answers(clinic: Clinic) -> None:
    clinic.exchange.processing(0)
    asked = [asking(ADULT), asking(ADULT, InsurerNumber="1"), asking(TWIN)]
    number = upload(clinic, "OQSmuquc01", {SEARCH: asked})
    header, body = download(clinic, "OQSmuquc02", number)
    statuses = [unit["ProcessingResultStatus"] for unit in body["BulkConfirmUnit"]]
    assert statuses == ["1", "2", "1"]
    assert body["BulkConfirmUnit"][1]["ProcessingResultCode"] == "SIM-1005"
    assert (header["NumberOfNormalProcessing"], header["NumberOfError"]) == ("2", "1")


def test_one_person_may_stand_without_a_list(clinic: Clinic) -> None:
    clinic.exchange.processing(0)
    number = upload(clinic, "OQSmuquc01", {SEARCH: asking(ADULT)})
    assert len(download(clinic, "OQSmuquc02", number)[1]["BulkConfirmUnit"]) == 1


def test_a_download_without_identifier_carries_that_of_its_upload(clinic: Clinic) -> None:
    number = upload(clinic, "OQSmuquc01", {SEARCH: asking(ADULT)}, "mine")
    assert download(clinic, "OQSmuquc02", number)[0]["ArbitraryFileIdentifier"] == "mine"
    header, _ = download(clinic, "OQSmuquc02", number, ArbitraryFileIdentifier="other")
    assert header["ArbitraryFileIdentifier"] == "other"


def test_a_reception_number_is_of_one_interface_and_known_or_not(clinic: Clinic) -> None:
    number = upload(clinic, "OQSmuquc01", {SEARCH: asking(ADULT)})
    codes = [
        clinic.send(interface, body)[0]["ErrorCode"]
        for interface, body in (
            ("OQSmuimm02", {"ReceptionNumber": number}),
            ("OQSmuquc02", {"ReceptionNumber": "1"}),
            ("OQSmuquc02", {"ReceptionNumber": "９" * 20}),
            ("OQSmuquc02", {}),
        )
    ]
    assert codes == ["SIM-1202", "SIM-1201", "SIM-1201", "SIM-1004"]


def test_no_two_uploads_share_a_reception_number(clinic: Clinic) -> None:
    numbers = [upload(clinic, "OQSmuquc01", {SEARCH: asking(ADULT)}) for _ in range(3)]
    assert len(set(numbers)) == 3


def test_uploads_stay_over_a_restart_with_how_often_they_were_asked_for(clinic: Clinic) -> None:
    number = upload(clinic, "OQSmuquc01", {SEARCH: asking(ADULT)})
    assert download(clinic, "OQSmuquc02", number)[0]["SegmentOfResult"] == "2"
    again = Clinic(clinic.folder, clinic.clock)
    header, body = download(again, "OQSmuquc02", number)
    assert header["SegmentOfResult"] == "1"
    assert results(body["BulkConfirmUnit"][0])[0]["Birthdate"] == "19860908"
    assert upload(again, "OQSmuquc01", {SEARCH: asking(ADULT)}) != number


def test_ten_thousand_people_are_answered_and_one_more_is_too_many(clinic: Clinic) -> None:
    clinic.exchange.processing(0)
    whom = [asking(ADULT), asking(LOST), asking(ELDER), asking(ADULT, Birthdate="19000101")]
    asked = [{**whom[index % 4], "ArbitraryIdentifier": str(index)} for index in range(MOST_UNITS)]
    number = upload(clinic, "OQSmuquc01", {SEARCH: asked})
    units = download(clinic, "OQSmuquc02", number)[1]["BulkConfirmUnit"]
    identifiers = [unit[SEARCH]["ArbitraryIdentifier"] for unit in units]
    assert identifiers == [str(index) for index in range(MOST_UNITS)]
    assert [unit["QualificationValidity"] for unit in units[:4]] == ["1", "2", "1", "4"]
    header, _ = clinic.send(
        "OQSmuquc01", {SEARCH: [*asked, asked[0]]}, QualificationConfirmationDate=ALL
    )
    assert header["ErrorCode"] == "SIM-1007"


def test_many_patient_numbers_are_registered_each_with_its_own_result(clinic: Clinic) -> None:
    clinic.exchange.processing(0)
    infos = [
        registering(ADULT, "1"),
        registering(TWIN, "1"),
        registering(CHILD, ""),
        registering(CHILD, "3", InsuredIdentificationNumber="404"),
        registering(CHILD, "3"),
    ]
    number = upload(clinic, "OQSmuimm01", {INFO: infos})
    header, body = download(clinic, "OQSmuimm02", number)
    units = body["BulkRegistrationUnit"]
    assert [unit.get("ProcessingResultCode", "") for unit in units] == [
        "",
        "SIM-1301",
        "SIM-1004",
        "SIM-1101",
        "",
    ]
    assert [unit[INFO] for unit in units] == infos
    assert header["NumberOfError"] == "3"
    known = [clinic.registry.reference_number(serial) for serial in (ADULT, TWIN, CHILD)]
    assert known == ["1", None, "3"]


def home_visits(clinic: Clinic, **changed: str) -> dict[str, Any]:
    info = {"ConsentDateFrom": "20261118", "ConsentDateTo": "20261120", "MedicalTreatmentFlag": "2"}
    return {SEARCH: {**info, **changed}}


def test_home_visits_are_listed_by_the_day_of_consent_until_it_is_withdrawn(
    clinic: Clinic,
) -> None:
    clinic.exchange.processing(0)
    clinic.exchange.consent_to_home_visits(ELDER, NOW - timedelta(days=2))
    clinic.exchange.consent_to_home_visits(LOST, NOW - timedelta(days=1))
    clinic.exchange.consent_to_home_visits(CHILD, NOW)
    clinic.exchange.consent_to_home_visits(ADULT, NOW - timedelta(days=3))
    clinic.exchange.consent_to_home_visits(LOST, NOW)
    clinic.exchange.consent_to_home_visits(CHILD, None)
    number = upload(clinic, "OQSmuhvq01", home_visits(clinic))
    units = download(clinic, "OQSmuhvq02", number)[1]["BulkConfirmUnit"]
    assert [results(unit)[0]["Birthdate"] for unit in units] == ["19400101", "19850202"]
    assert [unit["QualificationValidity"] for unit in units] == ["1", "2"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"MedicalTreatmentFlag": "3"}, "SIM-1005"),
        ({"MedicalTreatmentFlag": ""}, "SIM-1004"),
        ({"ConsentDateFrom": "20261121"}, "SIM-1005"),
        ({"ConsentDateTo": ""}, "SIM-1004"),
    ],
)
def test_a_wrong_list_of_home_visits_is_refused(
    clinic: Clinic, changed: dict[str, str], code: str
) -> None:
    assert clinic.send("OQSmuhvq01", home_visits(clinic, **changed))[0]["ErrorCode"] == code
