"""What a face file says, judged by this software's own rules, and what stands in its sidecar."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, cast

from simulators.receipt_computer.decoding import Part, Rejected, decode, section, sections, text

FACE_FILE: Final = re.compile(
    r"OQSsiquc01res_face_(?P<institution>[0-9]{10})[0-9a-f]{20}_(?P<time>[0-9]{14})\.xml"
)
PROVISIONAL_FILE: Final = re.compile(r"UKEprovisional_[0-9]{10}[0-9a-f]{20}_[0-9]{14}\.json")

_TIME: Final = re.compile("[0-9]{14}")
_CONSENT_LASTS: Final = timedelta(hours=24)
_INFORMATION: Final = {
    "PharmacistsInfo": "薬剤",
    "DiagnosisInfo": "診療",
    "OperationInfo": "手術",
    "SpecificHealthCheckupsInfo": "健診",
}
_SIDECAR: Final = "uketsuke-sidecar-1"


@dataclass(frozen=True, repr=False)
class Sidecar:
    """What the kiosk says beside the standard file, or in place of it."""

    reception: str
    status: str  # confirmed, provisional
    method: str
    number: int | None  # of a provisional reception
    warnings: tuple[str, ...]  # Japanese, for staff
    public_expenses: tuple[str, ...]  # names of the 受給者証 (PMH) to be used
    values: Mapping[str, Any]


@dataclass(frozen=True, repr=False)
class Reception:
    """A reception that was taken. Results keep the names of the layout, and every element."""

    file: str
    validity: str  # QualificationValidity, empty where the answer had none
    segment: str  # SegmentOfResult
    results: Sequence[Part]
    consents: Mapping[str, datetime]  # kind → until when it may be looked at
    message: Part
    sidecar: Sidecar | None = None

    @property
    def header(self) -> Part:
        """MessageHeader."""
        return section(self.message, "MessageHeader")

    @property
    def body(self) -> Part:
        """MessageBody."""
        return section(self.message, "MessageBody")

    @property
    def consents_in_words(self) -> str:
        """The kinds consented to, in Japanese."""
        return "・".join(words for kind, words in _INFORMATION.items() if kind in self.consents)


@dataclass(frozen=True, repr=False)
class Provisional:
    """A provisional reception: somebody is there, nobody knows yet how they are insured."""

    file: str
    sidecar: Sidecar


def read_reception(name: str, content: bytes) -> Reception:
    """Read a face file. Raises `Rejected`."""
    named = FACE_FILE.fullmatch(name)
    if named is None:
        raise Rejected("no name of a face file")
    message = decode(content)
    header, body = section(message, "MessageHeader"), section(message, "MessageBody")
    _judge_header(header, named["institution"])
    results = sections(section(body, "ResultList"), "ResultOfQualificationConfirmation")
    for result in results:
        _judge_result(result)
    consents = [_consents(result) for result in results]
    if any(one != consents[0] for one in consents):
        raise Rejected("results differ in their consents")
    validity = text(body, "QualificationValidity")
    if validity not in ("", *"123456"):
        raise Rejected("QualificationValidity")
    return Reception(
        name,
        validity,
        text(header, "SegmentOfResult"),
        results,
        consents[0] if consents else {},
        message,
    )


def read_sidecar(content: bytes, file: str | None = None) -> Sidecar:
    """Read a sidecar; `file` is what it must stand beside. Raises `Rejected`."""
    try:
        values = json.loads(content.decode("utf-8"))
    except ValueError:
        raise Rejected("sidecar: no JSON") from None
    if not isinstance(values, dict) or values.get("schema") != _SIDECAR:
        raise Rejected("sidecar: another schema")
    told = cast("dict[str, Any]", values)
    if told.get("file") != file:
        raise Rejected("sidecar: of another file")
    try:
        warnings = tuple(str(one["ja"]) for one in told.get("warnings", ()))
        expenses = tuple(str(one["name"]) for one in told.get("public_expenses", ()))
        return Sidecar(
            told["reception"],
            told["status"],
            told["method"],
            told.get("number"),
            warnings,
            expenses,
            told,
        )
    except (KeyError, TypeError):
        raise Rejected("sidecar: something is missing") from None


def _judge_header(header: Part, institution: str) -> None:
    in_order = {
        "MedicalInstitutionCode": text(header, "MedicalInstitutionCode") == institution,
        "ProcessExecutionTime": _TIME.fullmatch(text(header, "ProcessExecutionTime")),
        "SegmentOfResult": text(header, "SegmentOfResult") in ("1", "9"),
        "CharacterCodeIdentifier": text(header, "CharacterCodeIdentifier") in ("0", "1"),
    }
    for name, good in in_order.items():
        if not good:
            raise Rejected(name)


def _judge_result(result: Part) -> None:
    insurer = text(result, "InsurerNumber")
    if (insurer and not re.fullmatch(" *[0-9]{6,8}", insurer)) or len(insurer) not in (0, 8):
        raise Rejected("InsurerNumber")
    for name in ("Name", "NameKana", "InsuredCardSymbol", "InsuredIdentificationNumber"):
        text(result, name)
    if not re.fullmatch("([0-9]{8})?", text(result, "Birthdate")):
        raise Rejected("Birthdate")


def _consents(result: Part) -> dict[str, datetime]:
    """Return the consents; a 0 has no times, a 1 has both and serves 24 hours (§2.4)."""
    consents: dict[str, datetime] = {}
    for kind in _INFORMATION:
        flag = text(result, f"{kind}ConsFlg")
        at, until = (text(result, f"{kind}{end}") for end in ("ConsTime", "AvailableTime"))
        if flag not in ("", "0", "1") or (flag != "1" and (at or until)):
            raise Rejected(f"{kind}ConsFlg")
        if flag == "1":
            consents[kind] = _time(until)
            if _time(until) - _time(at) != _CONSENT_LASTS:
                raise Rejected(f"{kind}AvailableTime")
    return consents


def _time(digits: str) -> datetime:
    if not _TIME.fullmatch(digits):
        raise Rejected("a time")
    try:
        return datetime.strptime(f"{digits}+0900", "%Y%m%d%H%M%S%z")
    except ValueError:
        raise Rejected("a time") from None
