"""Writes the simulated service's answers: a coder of its own, so that mistakes are not shared."""

import secrets
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from simulators.qualification.certificates import JAPAN
from simulators.qualification.refusals import NOTICES, Refusal

FLAGS: Final = (
    "OperationInfo",
    "DiagnosisInfo",
    "PharmacistsInfo",
    "SpecificHealthCheckupsInfo",
)
CONSENT_LASTS: Final = timedelta(hours=24)
VALIDITY: Final = "qualification_validity"  # a key of the people that belongs to the body


def element_name(key: str) -> str:
    """Turn a persona's key into the standard's element name: insurer_number → InsurerNumber."""
    return "".join(word.capitalize() for word in key.split("_"))


def header(institution: str, now: datetime, refusal: Refusal | None = None) -> dict[str, str]:
    """MessageHeader of any answer; times are Japan's."""
    local = now.astimezone(JAPAN)
    common = {
        "ProcessExecutionTime": f"{local:%Y%m%d%H%M%S}",
        "QualificationConfirmationDate": f"{local:%Y%m%d}",
        "MedicalInstitutionCode": institution,
        "ArbitraryFileIdentifier": b64encode(secrets.token_bytes(11)).decode("ascii"),
        "ReferenceClassification": "1",
        "CharacterCodeIdentifier": "0",
        "SegmentOfResult": "9" if refusal else "1",
    }
    if refusal:
        common |= {"ErrorCode": refusal.value, "ErrorMessage": refusal.message}
    return common


def refused(institution: str, now: datetime, refusal: Refusal) -> dict[str, Any]:
    """Return an answer that refuses."""
    return {"XmlMsg": {"MessageHeader": header(institution, now, refusal), "MessageBody": {}}}


def qualified(
    institution: str, now: datetime, person: Mapping[str, str], notice: str | None
) -> dict[str, Any]:
    """Return the qualification of a person; validity 1 unless the person's data say otherwise."""
    validity = person.get(VALIDITY, "1")
    result = {element_name(key): value for key, value in person.items() if key != VALIDITY}
    body: dict[str, Any] = {
        "ProcessingResultStatus": "1",
        "QualificationValidity": validity,
        "ResultList": {"ResultOfQualificationConfirmation": [result] if result else []},
    }
    if notice:
        body |= {"ProcessingResultCode": notice, "ProcessingResultMessage": NOTICES[notice]}
    return {"XmlMsg": {"MessageHeader": header(institution, now), "MessageBody": body}}


def recorded(
    institution: str, now: datetime, flags: Mapping[str, str], at: datetime
) -> dict[str, Any]:
    """Return the flags as recorded at `at`, with the times of those given."""
    given, until = at.astimezone(JAPAN), (at + CONSENT_LASTS).astimezone(JAPAN)
    body: dict[str, str] = {"ProcessingResultStatus": "1"}
    for name, value in flags.items():
        body[name] = value
        if value == "1":
            kind = name.removesuffix("ConsFlg")
            body[f"{kind}ConsTime"] = f"{given:%Y%m%d%H%M%S}"
            body[f"{kind}AvailableTime"] = f"{until:%Y%m%d%H%M%S}"
    return {"XmlMsg": {"MessageHeader": header(institution, now), "MessageBody": body}}
