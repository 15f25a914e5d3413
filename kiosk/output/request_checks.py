"""What must stand in a request, element by element (qualification.md §2.3, §2.5, §2.7)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from kiosk.domain.japan_time import NotATime, parse_date
from kiosk.domain.message_tree import Node
from kiosk.output.request_interfaces import Form, Interface
from kiosk.ports.requests import RequestFault, RequestRefused

INSURER_WIDTH: Final = 8  # characters, the shorter 国保 numbers padded with spaces on the left
_LATER_STAGE: Final = "39"  # 後期高齢者: no 記号, no 枝番
SEARCH: Final = "QualificationConfirmSearchInfo"
_REGISTRATION: Final = "ReferenceNumberRegistrationInfo"
_HOME_VISIT: Final = "2"  # MedicalTreatmentFlag


@dataclass(frozen=True)
class Field:
    """An element: whether it must be there, and what its text may be once there."""

    name: str
    accepts: Callable[[str], bool]
    required: bool = False

    def fault_in(self, node: Node) -> RequestRefused | None:
        """Return what is wrong with this element of a node."""
        found = list(node.all(self.name))
        if len(found) > 1 or any(one.children for one in found):
            return RequestRefused(RequestFault.BAD_VALUE, self.name)
        value = node.value(self.name)
        if value is None:
            return RequestRefused(RequestFault.MISSING, self.name) if self.required else None
        if not self.accepts(value):
            return RequestRefused(RequestFault.BAD_VALUE, self.name)
        return None


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda value: compiled.fullmatch(value) is not None


def _at_most(characters: int) -> Callable[[str], bool]:
    return lambda value: len(value.strip()) > 0 and len(value) <= characters


def _is_date(value: str) -> bool:
    try:
        parse_date(value)
    except NotATime:
        return False
    return True


_INSURER: Final = Field("InsurerNumber", _matches(" {0,2}[0-9]{6}|[0-9]{8}"), required=True)
_SYMBOL: Final = Field("InsuredCardSymbol", _at_most(20))
_NUMBER: Final = Field("InsuredIdentificationNumber", _at_most(20), required=True)
_BRANCH: Final = Field("InsuredBranchNumber", _matches("[0-9]{2}"))
_FLAG: Final = _matches("[01]")

_HEADER: Final = (
    Field("MedicalInstitutionCode", _matches("[0-9]{10}"), required=True),
    Field("ArbitraryFileIdentifier", _at_most(128)),
    Field("QualificationConfirmationDate", _is_date),
    Field("CharacterCodeIdentifier", _FLAG),
)
_DATE: Final = Field("QualificationConfirmationDate", _is_date, required=True)
_SEARCH_FIELDS: Final = (
    _INSURER,
    _SYMBOL,
    _NUMBER,
    _BRANCH,
    Field("Birthdate", _is_date, required=True),
    Field("LimitApplicationCertificateRelatedConsFlg", _FLAG),
    Field("ArbitraryIdentifier", _at_most(128)),
)
_REGISTRATION_FIELDS: Final = (
    Field("ReferenceNumber", _at_most(50), required=True),
    _INSURER,
    _SYMBOL,
    _NUMBER,
    _BRANCH,
)
_RECEPTION_NUMBER: Final = Field("ReceptionNumber", _at_most(64), required=True)
_MEDICAL_HEADER: Final = (
    _INSURER,
    Field("InsuranceCardSymbol", _at_most(20)),
    Field("InsuredPersonIdentificationNumber", _at_most(20), required=True),
    Field("BranchNumber", _matches("[0-9]{2}")),
)
_MONTH: Final = _matches("[0-9]{4}(0[1-9]|1[0-2])")
_MEDICAL_BODY: Final = (
    Field("StartDate", _MONTH),
    Field("EndDate", _MONTH),
    Field("FileCategory", _matches("[1-4]"), required=True),
    Field("MedicalTreatmentFlag", _matches("[123]")),
)
_PERIODS: Final = (
    ("ConsentDateFrom", "ConsentDateTo"),
    ("ExaminationDateFrom", "ExaminationDateTo"),
)


def fault_of(message: Node, interface: Interface, institution: str) -> RequestRefused | None:
    """Return the first thing wrong with a request, or None."""
    header, body = message.child("MessageHeader"), message.child("MessageBody")
    if header is None:
        return RequestRefused(RequestFault.MISSING, "MessageHeader")
    if body is None:
        return RequestRefused(RequestFault.MISSING, "MessageBody")
    if fault := _first(header, _HEADER):
        return fault
    if header.value("MedicalInstitutionCode") != institution:
        return RequestRefused(RequestFault.OTHER_CLINIC, "MedicalInstitutionCode")
    match interface.form:
        case Form.QUERY:
            fault = _DATE.fault_in(header)
            return fault or _fault_of_each(body, SEARCH, _SEARCH_FIELDS, interface)
        case Form.REGISTRATION:
            fault = _fault_of_each(body, _REGISTRATION, _REGISTRATION_FIELDS, interface)
            return fault or (None if interface.many else _missing_branch(body))
        case Form.RESULT:
            return _RECEPTION_NUMBER.fault_in(_holder_of("ReceptionNumber", message))
        case Form.HOME_VISITS:
            return _fault_of_visits(_holder_of("MedicalTreatmentFlag", message))
        case Form.MEDICAL:
            return _in_header(_first(header, _MEDICAL_HEADER)) or _first(body, _MEDICAL_BODY)


def _first(node: Node, fields: tuple[Field, ...]) -> RequestRefused | None:
    return next((fault for field in fields if (fault := field.fault_in(node))), None)


def _in_header(fault: RequestRefused | None) -> RequestRefused | None:
    """Say where the element belongs: in a query, which is written more often, it is elsewhere."""
    return fault and replace(fault, element=f"MessageHeader/{fault.element}")


def _fault_of_each(
    body: Node, name: str, fields: tuple[Field, ...], interface: Interface
) -> RequestRefused | None:
    persons = list(named(name, body))
    if not persons:
        return RequestRefused(RequestFault.MISSING, name)
    if interface.many:
        return None  # the service judges each for itself: one typing error must not stop hundreds
    if len(persons) > 1:
        return RequestRefused(RequestFault.BAD_VALUE, name)
    return _first(persons[0], fields)


def _missing_branch(body: Node) -> RequestRefused | None:
    """Refuse a registration without 枝番, which only 後期高齢者 do without (§2.7)."""
    for person in named(_REGISTRATION, body):
        insurer = (person.value("InsurerNumber") or "").strip()
        later_stage = len(insurer) == INSURER_WIDTH and insurer.startswith(_LATER_STAGE)
        if not later_stage and person.value("InsuredBranchNumber") is None:
            return RequestRefused(RequestFault.MISSING, "InsuredBranchNumber")
    return None


def _fault_of_visits(holder: Node) -> RequestRefused | None:
    flag = Field("MedicalTreatmentFlag", lambda value: value == _HOME_VISIT, required=True)
    if fault := flag.fault_in(holder):
        return fault
    for names in _PERIODS:
        if any(holder.value(name) for name in names):
            return _first(holder, tuple(Field(name, _is_date, required=True) for name in names))
    return RequestRefused(RequestFault.MISSING, _PERIODS[0][0])


def named(name: str, node: Node) -> Iterator[Node]:
    """Yield the elements of a name within a node, in order; how deep is not said anywhere."""
    for child in node.children:
        if child.name == name:
            yield child
        else:
            yield from named(name, child)


def _holder_of(name: str, node: Node) -> Node:
    """Return the element that holds a child of a name, or the node itself."""
    if node.child(name) is not None:
        return node
    held = (_holder_of(name, child) for child in node.children)
    return next((found for found in held if found.child(name) is not None), node)
