"""Writes the simulated service's answers: a coder of its own, so that mistakes are not shared."""

import secrets
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from simulators.personas.insured import INFORMATION
from simulators.qualification.certificates import JAPAN
from simulators.qualification.refusals import NOTICES, Refusal
from simulators.qualification.registry import Consent

SPECIFIC_DISEASES: Final = "SpecificDiseasesCertificateRelated"  # 特定疾病療養受療証
DISEASES: Final = "SpecificDiseasesCertificateList"
CONSENTS: Final = (*INFORMATION, SPECIFIC_DISEASES)
"""What a patient may be asked to share, by the flags' names without ``ConsFlg``."""

_LIMIT: Final = "LimitApplicationCertificateRelated"  # 限度額: never asked since October 2024


def header(
    institution: str, now: datetime, refusal: Refusal | None = None, *, processing: bool = False
) -> dict[str, str]:
    """MessageHeader of any answer; times are Japan's."""
    local = now.astimezone(JAPAN)
    common = {
        "ProcessExecutionTime": _time(now),
        "QualificationConfirmationDate": f"{local:%Y%m%d}",
        "MedicalInstitutionCode": institution,
        "ArbitraryFileIdentifier": b64encode(secrets.token_bytes(11)).decode("ascii"),
        "ReferenceClassification": "1",
        "CharacterCodeIdentifier": "0",
        "SegmentOfResult": "9" if refusal else "2" if processing else "1",
    }
    if refusal:
        common |= {"ErrorCode": refusal.value, "ErrorMessage": refusal.message}
    return common


def refused(institution: str, now: datetime, refusal: Refusal) -> dict[str, Any]:
    """Return an answer that refuses."""
    return {"XmlMsg": {"MessageHeader": header(institution, now, refusal), "MessageBody": {}}}


def processing(institution: str, now: datetime) -> dict[str, Any]:
    """Return an answer that asks for patience (処理中)."""
    head = header(institution, now, processing=True)
    return {"XmlMsg": {"MessageHeader": head, "MessageBody": {}}}


def qualified(
    head: Mapping[str, str],
    validity: str,
    results: Sequence[Mapping[str, Any]],
    notice: str | None,
    prescription: str | None,
) -> dict[str, Any]:
    """Return a qualification: the results as they are, what goes with all of them in the body."""
    body: dict[str, Any] = {
        "ProcessingResultStatus": "1",
        "QualificationValidity": validity,
        "ResultList": {"ResultOfQualificationConfirmation": list(results)},
    }
    if notice:
        body |= {"ProcessingResultCode": notice, "ProcessingResultMessage": NOTICES[notice]}
    if prescription:
        body["PrescriptionIssueSelect"] = prescription
    return {"XmlMsg": {"MessageHeader": head, "MessageBody": body}}


def with_consents(
    result: Mapping[str, Any], consents: Mapping[str, Consent], diseases: str | None
) -> dict[str, Any]:
    """Return a result with its flags, their times, and what they open.

    `diseases` is 特定疾病's flag where it is not among `consents`, None to leave it out. That of
    限度額 says whether there is a certificate; a 特定疾病 is told only where its flag is 1.
    """
    told: dict[str, Any] = {name: one for name, one in result.items() if name != DISEASES}
    told[f"{_LIMIT}ConsFlg"] = "1" if f"{_LIMIT}Info" in result else "0"
    if diseases is not None and SPECIFIC_DISEASES not in consents:
        told[f"{SPECIFIC_DISEASES}ConsFlg"] = diseases
    for kind, consent in consents.items():
        told |= _consent(kind, consent)
    if told.get(f"{SPECIFIC_DISEASES}ConsFlg") == "1" and DISEASES in result:
        told[DISEASES] = result[DISEASES]
    return told


def _consent(kind: str, consent: Consent) -> dict[str, str]:
    elements = {f"{kind}ConsFlg": "1" if consent.given else "0"}
    if consent.given:
        elements[f"{kind}ConsTime"] = _time(consent.at)
        if kind != SPECIFIC_DISEASES:  # the layout has no such element for it
            elements[f"{kind}AvailableTime"] = _time(consent.until)
    return elements


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(JAPAN):%Y%m%d%H%M%S}"
