"""Holds what the レセコン took of a reception against the table and the insurer's own data."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from kiosk.domain.doubt import DoubtCode
from kiosk.domain.doubt_words import WORDS
from simulators.personas.cast import Persona
from simulators.personas.insured import INFORMATION, Insured
from simulators.qualification.messages import DISEASES
from simulators.qualification.refusals import NOTICES
from simulators.receipt_computer.decoding import Part
from simulators.receipt_computer.display import line_of
from simulators.receipt_computer.reception import Reception
from tests.journeys.on_bench.scenario_table import DISEASE_FLAG, Row

CONSENTED = ("ConsFlg", "ConsTime", "AvailableTime")
CALENDAR = {
    DoubtCode.QUALIFICATION_EXPIRED,
    DoubtCode.QUALIFICATION_NOT_BEGUN,
    DoubtCode.BENEFIT_OUT_OF_TERM,
}
"""Warnings that come and go with the day on which the tests run: the cast's terms are fixed."""
PAY_EVERYTHING = "10割"


def file_says(reception: Reception, row: Row, insured: Insured, *, character_code: str) -> None:
    """The file holds what the insurer told, the patient's answers, and nothing else."""
    assert reception.header["CharacterCodeIdentifier"] == character_code
    assert (reception.validity, reception.segment) == (row.validity, "1")
    assert reception.body.get("ProcessingResultCode", "") == row.notice_from_service
    notice = NOTICES.get(row.notice_from_service, "")
    assert reception.body.get("ProcessingResultMessage", "") == notice
    assert reception.body.get("PrescriptionIssueSelect") == row.options.get("prescription")
    assert len(reception.results) == len(insured.results)
    for read, told in zip(reception.results, insured.results, strict=True):
        flags = {name: value for name, value in read.items() if name.endswith(CONSENTED)}
        left = {name: plain(value) for name, value in read.items() if name not in flags}
        assert left == expected(told, row, insured, diseases=flags[DISEASE_FLAG] == "1")
        asked = {f"{kind}ConsFlg": str(int(kind in row.shared)) for kind in INFORMATION}
        of_information = {name: flags[name] for name in asked if name in flags}
        assert of_information == (asked if row.asked else {})
    for element, value in row.says.items():
        assert _at(reception.results[0], element) == value, element
    assert set(reception.consents) == row.shared


def expected(told: Mapping[str, Any], row: Row, insured: Insured, *, diseases: bool) -> Any:
    """Return a result as the file must hold it, without flags and times."""
    result = {name: plain(one) for name, one in told.items() if diseases or name != DISEASES}
    number = insured.reference_number
    return result | ({"ReferenceNumber": number} if number else {}) | dict(row.lost)


def plain(value: Any) -> Any:
    """Return blocks as dictionaries, and what is repeated once as if it were not."""
    if isinstance(value, Mapping):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        inner = [plain(one) for one in value]
        return inner[0] if len(inner) == 1 else inner
    return value


def sidecar_says(reception: Reception, row: Row, persona: Persona) -> None:
    """The sidecar holds how it was proven, the same consents, the choices, and words for staff."""
    sidecar = reception.sidecar
    assert sidecar is not None
    values = sidecar.values
    assert (sidecar.status, sidecar.method) == ("confirmed", row.by)
    assert values["file"] == reception.file
    consents: Mapping[str, Mapping[str, Any]] = values["consents"]
    assert set(consents) == (set(INFORMATION) if row.asked else set())
    assert {kind for kind, one in consents.items() if one["given"]} == row.shared
    for kind, until in reception.consents.items():
        assert datetime.fromisoformat(consents[kind]["available_until"]) == until
    assert values["options"] == row.options
    used = {one["payer_number"]: one["recipient_number"] for one in values["public_expenses"]}
    assert (*used.keys(), *used.values()) == row.expenses
    told = persona.insured.public_expenses if persona.insured else ()
    in_file = str(reception.message)
    for expense in told:
        assert expense["payer_number"] not in in_file
        assert expense["recipient_number"] not in in_file
    _warnings(values["warnings"], row)
    for_staff = line_of(reception)
    assert all(one["ja"] in for_staff for one in values["warnings"])
    assert NOTICES.get(row.notice_from_service, "") in for_staff


def _warnings(warnings: Sequence[Mapping[str, Any]], row: Row) -> None:
    lasting = [one for one in warnings if one["code"] not in CALENDAR]
    assert tuple(f"{one['code']} {one['element']}" for one in lasting) == row.warnings
    for one in warnings:
        words = WORDS[DoubtCode(one["code"])]
        assert (one["ja"], one["en"]) == (words.ja, words.en)
        assert PAY_EVERYTHING not in one["ja"]


def audit_says(entries: Sequence[tuple[str, dict[str, Any]]], row: Row) -> None:
    """The audit log says by which codes it ended."""
    found = dict(entries)
    if row.ends.startswith("see_staff."):
        assert found["see_staff"]["why"] == row.ends.removeprefix("see_staff.")
        refused = row.validity is None  # then the service's own code goes to the help desk
        assert found["see_staff"].get("code", "").startswith("SIM-") is refused
    if row.validity is None:
        assert "checked_in" not in found
        return
    kept = found["checked_in"]
    assert (kept["by"], kept["validity"]) == (row.by, row.validity)
    doubts = set(kept.get("doubts", "").split()) - CALENDAR
    assert doubts == {warning.split()[0] for warning in row.warnings}
    assert {kind for kind in INFORMATION if kept.get(kind)} == row.shared
    assert {name: kept[name] for name in row.options} == row.options


def _at(result: Part, element: str) -> Any:
    value: Any = result
    for name in element.split("/"):
        value = value.get(name, "") if value else ""
    return value
