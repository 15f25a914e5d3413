"""What the service answered to staff: read leniently, for whatever came is shown (§2.1, §2.2)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kiosk.domain.desk_query import Insured
from kiosk.domain.message_tree import Node
from kiosk.domain.qualification import Qualification, QualificationConfirmation
from kiosk.domain.qualification_tree import (
    FINISHED,
    PROCESSING,
    MessageMalformed,
    confirmation_from,
    results_of,
)
from kiosk.domain.secret import Private

_NORMAL: Final = "1"  # ProcessingResultStatus
_REGISTRATION: Final = "ReferenceNumberRegistrationInfo"


@dataclass(frozen=True, repr=False)
class ServiceError(Private):
    """The service's own code and words for the help desk; either may be empty."""

    code: str
    message: str


def is_processing(message: Node) -> bool:
    """Tell whether it is to be asked for again (処理中)."""
    return _header(message, "SegmentOfResult") == PROCESSING


def error_in(message: Node) -> ServiceError | None:
    """Return what the service could not do, or None: it did what it was asked."""
    if _header(message, "SegmentOfResult") != FINISHED:
        return ServiceError(_header(message, "ErrorCode"), _header(message, "ErrorMessage"))
    if _body(message, "ProcessingResultStatus") in {"", _NORMAL}:
        return None
    code, words = "ProcessingResultCode", "ProcessingResultMessage"
    return ServiceError(_body(message, code), _body(message, words))


def confirmation_in(message: Node) -> QualificationConfirmation | None:
    """Return the qualification of an answer about one person; None where there is none."""
    if error_in(message) is not None:
        return None
    try:
        return confirmation_from(message)
    except MessageMalformed:
        return None


def receipt_in(message: Node) -> str:
    """Return the ReceptionNumber of a first step that was accepted, else an empty text."""
    return "" if error_in(message) else _body(message, "ReceptionNumber")


def registered_in(message: Node) -> str:
    """Return the 照会番号 that was registered, else an empty text."""
    body = message.child("MessageBody")
    if body is None or error_in(message) or _body(message, "ProcessingResultStatus") != _NORMAL:
        return ""
    inner = body.child(_REGISTRATION)
    return body.value("ReferenceNumber") or (inner and inner.value("ReferenceNumber")) or ""


def people_in(message: Node) -> tuple[QualificationConfirmation, ...]:
    """Return the people of an answer about many, each as an answer of its own."""
    return tuple(_each(message))


def answer_of_one(message: Node, index: int) -> Node:
    """Return an answer with one of its records alone: the one that staff chose."""
    results = [one for part in message.all("MessageBody") for one in results_of(part)]
    chosen = Node("ResultList", children=(results[index],))
    return replace(message, children=tuple(_with(part, chosen) for part in message.children))


def _with(part: Node, chosen: Node) -> Node:
    if part.name != "MessageBody":
        return part
    rest = tuple(child for child in part.children if child.name != chosen.name)
    return replace(part, children=(*rest, chosen))


def insured_of(record: Qualification) -> Insured:
    """Return whom a record is of, as another request names them."""
    return Insured(
        (record.insurer_number or "").strip(),
        record.insured_card_symbol or "",
        record.insured_identification_number or "",
        record.insured_branch_number or "",
    )


def _each(message: Node) -> Iterator[QualificationConfirmation]:
    header, body = message.child("MessageHeader"), message.child("MessageBody")
    if header is None or body is None or error_in(message):
        return
    # What every person has in common: a bulk header says no day of confirmation of its own.
    time = header.value("ProcessExecutionTime") or ""
    if header.value("QualificationConfirmationDate") is None:
        day = Node("QualificationConfirmationDate", time[:8])
        header = Node("MessageHeader", children=(*header.children, day))
    for unit in body.all("BulkConfirmUnit"):
        one = Node("XmlMsg", children=(header, Node("MessageBody", children=unit.children)))
        if (found := confirmation_in(one)) is not None:
            yield found


def _header(message: Node, name: str) -> str:
    part = message.child("MessageHeader")
    return (part.value(name) if part else None) or ""


def _body(message: Node, name: str) -> str:
    part = message.child("MessageBody")
    return (part.value(name) if part else None) or ""
