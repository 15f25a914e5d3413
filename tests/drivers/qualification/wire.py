"""Good answers of the service, with whatever of them changed."""

from typing import Any

INSTITUTION = "1319999999"
RECEIPT = "r" * 32
REGISTRATION = "g" * 32

HEADER = {
    "ProcessExecutionTime": "20261120120000",
    "QualificationConfirmationDate": "20261120",
    "MedicalInstitutionCode": INSTITUTION,
    "SegmentOfResult": "1",
}
PERSON = {
    "InsurerNumber": "  139998",
    "InsuredIdentificationNumber": "4567",
    "Birthdate": "19860908",
    "Name": "秘密　太郎",
    "NewElementOfNextYear": {"Within": "kept"},
}


def header(**changes: Any) -> dict[str, Any]:
    return {**HEADER, **changes}


def flags(information: str, given: bool, at: str = "20261120120000") -> dict[str, str]:
    """Return a flag as the service tells it: with its times where it was given."""
    if not given:
        return {f"{information}ConsFlg": "0"}
    until = f"{at[:6]}{int(at[6:8]) + 1:02}{at[8:]}"
    return {
        f"{information}ConsFlg": "1",
        f"{information}ConsTime": at,
        f"{information}AvailableTime": until,
    }


def message(
    *results: dict[str, Any], header: dict[str, Any] = HEADER, **body: Any
) -> dict[str, Any]:
    """Return an XmlMsg; validity 1 unless told otherwise."""
    told = {
        "QualificationValidity": "1",
        "ResultList": {"ResultOfQualificationConfirmation": list(results)},
        **body,
    }
    return {"MessageHeader": header, "MessageBody": told}


def qualified(*results: dict[str, Any], receipt: str = RECEIPT, **more: Any) -> dict[str, Any]:
    """Return a qualification of the person, or of these."""
    return {"receipt": receipt, "XmlMsg": message(*(results or (PERSON,))), **more}


def processing(receipt: str = RECEIPT) -> dict[str, Any]:
    return {
        "receipt": receipt,
        "XmlMsg": {"MessageHeader": header(SegmentOfResult="2"), "MessageBody": {}},
    }


def refused(code: str | None, **more: Any) -> dict[str, Any]:
    told = {} if code is None else {"ErrorCode": code, "ErrorMessage": "理由"}
    return {
        "XmlMsg": {"MessageHeader": header(SegmentOfResult="9", **told), "MessageBody": {}},
        **more,
    }
