"""Writes requests as such software does: Shift_JIS, CRLF, padded numbers (qualification.md §1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from xml.sax.saxutils import escape

_SHIFT_JIS: Final = ("Shift_JIS", "cp932", "1")
_UTF_8: Final = ("UTF-8", "utf-8", "0")

Fields = Mapping[str, str]
"""Elements with a text; what is empty is left out."""


@dataclass(frozen=True, repr=False)
class Patient:
    """Somebody as the clinic has them in its charts."""

    insurer: str
    number: str
    birthdate: str = ""  # YYYYMMDD
    symbol: str = ""
    branch: str = ""


@dataclass(frozen=True, repr=False)
class Request:
    """One request: its interface, what stands in its header and, once or more often, its body."""

    interface: str  # OQSsiquc01, …
    header: Fields
    block: str  # name of the element around each of `fields`; empty: they stand in the body
    fields: Sequence[Fields]

    def identified(self, institution: str, identifier: str) -> "Request":
        """Return the request as this clinic's, with an identifier of its own."""
        common = {"MedicalInstitutionCode": institution, "ArbitraryFileIdentifier": identifier}
        return replace(self, header={**common, **self.header})

    def encode(self, *, utf_8: bool = False) -> bytes:
        """Return the file. Raises UnicodeEncodeError for what Shift_JIS cannot write."""
        declared, codec, identifier = _UTF_8 if utf_8 else _SHIFT_JIS
        lines = [
            f'<?xml version="1.0" encoding="{declared}" standalone="no"?>',
            "<XmlMsg>",
            "<MessageHeader>",
            *_elements({**self.header, "CharacterCodeIdentifier": identifier}),
            "</MessageHeader>",
            "<MessageBody>",
            *self._body(),
            "</MessageBody>",
            "</XmlMsg>",
            "",
        ]
        return "\r\n".join(lines).encode(codec)

    def _body(self) -> Iterable[str]:
        for fields in self.fields:
            if self.block:
                yield f"<{self.block}>"
            yield from _elements(fields)
            if self.block:
                yield f"</{self.block}>"


def _elements(fields: Fields) -> Iterable[str]:
    return (f"<{name}>{escape(value)}</{name}>" for name, value in fields.items() if value)


def query(patient: Patient, on: date, *, reception: str = "") -> Request:
    """資格確認 of one patient; `reception` is that of a provisional reception which it settles."""
    return Request("OQSsiquc01", _on(on), _SEARCH, [_search(patient, reception)])


def bulk_query(patients: Iterable[Patient], on: date) -> Request:
    """一括照会: upload; the answer has a ReceptionNumber."""
    searches = [_search(patient, f"{number:06}") for number, patient in enumerate(patients, 1)]
    return Request("OQSmuquc01", _on(on), _SEARCH, searches)


def home_visits(first: date, last: date) -> Request:
    """訪問診療: everybody who consented on these days; upload."""
    fields = {
        "MedicalTreatmentFlag": "2",
        "ConsentDateFrom": _day(first),
        "ConsentDateTo": _day(last),
    }
    return Request("OQSmuhvq01", {}, _SEARCH, [fields])


def register(patient: Patient, reference_number: str) -> Request:
    """照会番号 of one patient."""
    fields = _registration(patient, reference_number)
    return Request("OQSsiimm01", {}, _REGISTRATION, [fields])


def bulk_register(numbers: Iterable[tuple[Patient, str]]) -> Request:
    """照会番号 of many; upload."""
    fields = [_registration(patient, number) for patient, number in numbers]
    return Request("OQSmuimm01", {}, _REGISTRATION, fields)


def result(interface: str, reception_number: str) -> Request:
    """Ask for the result of an upload: second step, of the same interface."""
    return Request(f"{interface[:-2]}02", {}, "", [{"ReceptionNumber": reception_number}])


def medicines(patient: Patient, first: date, last: date, category: str = "1") -> Request:
    """薬剤 (1 PDF, 2 XML), or 薬剤・診療・手術 (3 PDF, 4 XML), of these months."""
    fields = {
        "StartDate": f"{first:%Y%m}",
        "EndDate": f"{last:%Y%m}",
        "FileCategory": category,
        "PrDiInfClassification": "1",
        "MedicalTreatmentFlag": "1",
    }
    return Request("YZKsiquc01", _medical(patient), "", [fields])


def checkups(patient: Patient, category: str = "1") -> Request:
    """特定健診 (1 PDF, 2 XML)."""
    fields = {"FileCategory": category, "MedicalTreatmentFlag": "1"}
    return Request("TKKsiquc01", _medical(patient), "", [fields])


_SEARCH: Final = "QualificationConfirmSearchInfo"
_REGISTRATION: Final = "ReferenceNumberRegistrationInfo"


def _search(patient: Patient, identifier: str) -> Fields:
    return {
        **_insured(patient),
        "Birthdate": patient.birthdate,
        "LimitApplicationCertificateRelatedConsFlg": "1",
        "ArbitraryIdentifier": identifier,
    }


def _registration(patient: Patient, reference_number: str) -> Fields:
    return {"ReferenceNumber": reference_number, **_insured(patient)}


def _insured(patient: Patient) -> Fields:
    return {
        "InsurerNumber": patient.insurer.rjust(8),
        "InsuredCardSymbol": patient.symbol,
        "InsuredIdentificationNumber": patient.number,
        "InsuredBranchNumber": patient.branch,
    }


def _medical(patient: Patient) -> Fields:
    """Name the insured in the header, by the names that these two interfaces have (§2.5)."""
    return {
        "InsurerNumber": patient.insurer.rjust(8),
        "InsuranceCardSymbol": patient.symbol,
        "InsuredPersonIdentificationNumber": patient.number,
        "BranchNumber": patient.branch,
    }


def _on(day: date) -> Fields:
    return {"QualificationConfirmationDate": _day(day)}


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"
