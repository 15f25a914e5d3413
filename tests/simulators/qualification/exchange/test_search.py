"""OQSsiquc01: one qualification by insurance numbers."""

from datetime import timedelta

import pytest

from tests.simulators.qualification.exchange.clinic import (
    ADULT,
    AIDED,
    DISEASE,
    ELDER,
    LIMIT,
    LOST,
    MOVED,
    SOLDIER,
    TWIN,
    Clinic,
    asking,
    results,
)

ONE_OF_TWINS = {"InsuredBranchNumber": ""}


@pytest.mark.parametrize(
    ("info", "day", "validity", "count"),
    [
        (asking(ADULT), "20261120", "1", 1),
        (asking(ADULT, 0, **ONE_OF_TWINS), "20261120", "5", 2),
        (asking(TWIN), "20261120", "1", 1),
        (asking(ELDER), "20261120", "1", 1),
        (asking(ELDER, InsuredBranchNumber="00"), "20261120", "4", 0),
        (asking(ADULT, Birthdate="19860909"), "20261120", "4", 0),
        (asking(ADULT, InsuredCardSymbol=""), "20261120", "4", 0),
        (asking(ADULT), "20190331", "4", 0),
        (asking(ADULT), "20190401", "1", 1),
        (asking(ADULT), "20300331", "1", 1),
        (asking(ADULT), "20300401", "2", 1),
        (asking(LOST), "20260929", "1", 1),
        (asking(LOST), "20260930", "2", 1),
        (asking(MOVED), "20260929", "1", 1),
        (asking(MOVED), "20260930", "3", 2),
        (asking(MOVED, which=1), "20260930", "1", 1),
        (asking(AIDED), "20261120", "6", 1),
        (asking(SOLDIER), "20261120", "1", 1),
    ],
)
def test_validity_is_that_of_the_day_asked_for(
    clinic: Clinic, info: dict[str, str], day: str, validity: str, count: int
) -> None:
    body = clinic.search(info, day)
    assert body["QualificationValidity"] == validity
    assert len(results(body)) == count
    assert body["ProcessingResultStatus"] == "1"


def test_what_was_lost_says_why_and_what_replaced_it_comes_with_it(clinic: Clinic) -> None:
    lost = clinic.search(asking(LOST))
    assert results(lost)[0]["ReasonOfLoss"] == "03"
    old, new = results(clinic.search(asking(MOVED)))
    assert (old["InsurerNumber"], new["InsurerNumber"]) == ("  139998", "06139992")


@pytest.mark.parametrize(
    ("changed", "validity"),
    [
        ({"InsuredIdentificationNumber": "45"}, "1"),
        ({"InsuredIdentificationNumber": "００４５"}, "1"),
        ({"InsuredIdentificationNumber": "450"}, "4"),
        ({"InsuredCardSymbol": "見本ー７ "}, "1"),
        ({"InsuredCardSymbol": "見本-7"}, "4"),
        ({"InsuredBranchNumber": "02"}, "4"),
        ({"InsurerNumber": "00139998"}, "4"),
    ],
)
def test_numbers_are_compared_by_what_they_mean(
    clinic: Clinic, changed: dict[str, str], validity: str
) -> None:
    assert clinic.search(asking(ADULT, 0, **changed))["QualificationValidity"] == validity


def test_the_question_comes_back_as_it_was_asked(clinic: Clinic) -> None:
    info = asking(ADULT, InsuredIdentificationNumber="45", ArbitraryIdentifier="reception-7")
    body = clinic.search(info)
    assert body["QualificationConfirmSearchInfo"] == info
    assert results(body)[0]["ArbitraryIdentifier"] == "reception-7"
    assert results(body)[0]["InsuredIdentificationNumber"] == "0045"


def test_the_header_says_who_asked_what_for_which_day(clinic: Clinic) -> None:
    header, _ = clinic.send(
        "OQSsiquc01",
        {"QualificationConfirmSearchInfo": asking(ADULT)},
        QualificationConfirmationDate="20261101",
        ArbitraryFileIdentifier="202611200001",
    )
    assert header == {
        "ProcessExecutionTime": "20261120120000",
        "QualificationConfirmationDate": "20261101",
        "MedicalInstitutionCode": "1319999999",
        "ArbitraryFileIdentifier": "202611200001",
        "ReferenceClassification": "2",
        "SegmentOfResult": "1",
        "CharacterCodeIdentifier": "0",
    }


@pytest.mark.parametrize(
    ("serial", "asked", "flag"), [(ADULT, "1", "1"), (ADULT, "0", "0"), (TWIN, "1", "0")]
)
def test_the_limit_is_told_where_it_was_asked_for_and_exists(
    clinic: Clinic, serial: int, asked: str, flag: str
) -> None:
    info = asking(serial, LimitApplicationCertificateRelatedConsFlg=asked)
    result = results(clinic.search(info))[0]
    assert result["LimitApplicationCertificateRelatedConsFlg"] == flag
    told = result.get("LimitApplicationCertificateRelatedInfo")
    assert told == (LIMIT if flag == "1" else None)


def test_consents_of_a_reception_here_are_told_for_24_hours(clinic: Clinic) -> None:
    clinic.receive(ADULT, PharmacistsInfo=True, DiagnosisInfo=False)
    result = results(clinic.search(asking(ADULT)))[0]
    assert result["PharmacistsInfoConsFlg"] == "1"
    assert result["PharmacistsInfoConsTime"] == "20261120120000"
    assert result["PharmacistsInfoAvailableTime"] == "20261121120000"
    for kind in ("DiagnosisInfo", "OperationInfo", "SpecificHealthCheckupsInfo"):
        assert result[f"{kind}ConsFlg"] == "0"
        assert f"{kind}ConsTime" not in result
    clinic.clock.time += timedelta(hours=24, seconds=1)
    later = results(clinic.search(asking(ADULT)))[0]
    assert later["PharmacistsInfoConsFlg"] == "0"
    assert "PharmacistsInfoConsTime" not in later


def test_a_specific_disease_is_told_only_with_consent(clinic: Clinic) -> None:
    before = results(clinic.search(asking(ADULT)))[0]
    assert before["SpecificDiseasesCertificateRelatedConsFlg"] == "0"
    assert "SpecificDiseasesCertificateList" not in before
    clinic.receive(ADULT, SpecificDiseasesCertificateRelated=True)
    after = results(clinic.search(asking(ADULT)))[0]
    assert after["SpecificDiseasesCertificateRelatedConsFlg"] == "1"
    assert after["SpecificDiseasesCertificateRelatedConsTime"] == "20261120120000"
    assert "SpecificDiseasesCertificateRelatedAvailableTime" not in after
    assert after["SpecificDiseasesCertificateList"] == DISEASE
    clinic.clock.time += timedelta(hours=25)
    later = results(clinic.search(asking(ADULT)))[0]
    assert later["SpecificDiseasesCertificateRelatedConsFlg"] == "2"
    assert "SpecificDiseasesCertificateList" not in later


def test_another_persons_consent_opens_nothing(clinic: Clinic) -> None:
    clinic.receive(TWIN, PharmacistsInfo=True, SpecificDiseasesCertificateRelated=True)
    result = results(clinic.search(asking(ADULT)))[0]
    assert result["PharmacistsInfoConsFlg"] == "0"
    assert "SpecificDiseasesCertificateList" not in result
