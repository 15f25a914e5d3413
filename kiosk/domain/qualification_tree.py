"""資格確認結果 as a message and back, by the element names that the fields carry.

Readers are lenient where the field is: any order, unknown elements (kept, never dropped), empty
ones taken for absent. They are strict where a wrong reading would harm: whose answer, how valid.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import Field, fields
from datetime import datetime
from typing import Any, Final, TypeVar

from kiosk.domain.consent import Information, RecordedConsent
from kiosk.domain.japan_time import NotATime, parse_time, time_digits
from kiosk.domain.message_tree import Node
from kiosk.domain.qualification import Qualification, QualificationConfirmation, Validity

FINISHED: Final = "1"  # SegmentOfResult, OQSCD003: 正常終了
PROCESSING: Final = "2"  # 処理中: ask again
MY_NUMBER_CARD: Final = "1"  # ReferenceClassification, OQSCD002
NO_ERROR: Final = "1"  # ProcessingResultStatus, OQSCD004
ERROR: Final = "2"

_RESULT: Final = "ResultOfQualificationConfirmation"
_BODY: Final = frozenset(
    {
        "ResultList",
        "ProcessingResultStatus",
        "ProcessingResultCode",
        "ProcessingResultMessage",
        "QualificationValidity",
        "PrescriptionIssueSelect",
    }
)
_FLAG, _TIME, _UNTIL = "ConsFlg", "ConsTime", "AvailableTime"
CONSENT_ELEMENTS: Final = frozenset(
    f"{information}{end}" for information in Information for end in (_FLAG, _TIME, _UNTIL)
)
"""Written from the consents, not from the result: what the patient was asked decides."""

T = TypeVar("T")


class MessageMalformed(Exception):
    """A message lacks what it must have. Carries ``missing NAME`` or ``bad NAME``, no content."""


def confirmation_from(root: Node) -> QualificationConfirmation:
    """Read an ``XmlMsg``. Raises `MessageMalformed`."""
    if root.name != "XmlMsg":
        raise MessageMalformed("missing XmlMsg")
    header, body = _child(root, "MessageHeader"), _child(root, "MessageBody")
    results = tuple(results_of(body))
    return QualificationConfirmation(
        process_execution_time=_required(header, "ProcessExecutionTime"),
        confirmation_date=_required(header, "QualificationConfirmationDate"),
        medical_institution_code=_required(header, "MedicalInstitutionCode"),
        arbitrary_file_identifier=header.value("ArbitraryFileIdentifier") or "",
        validity=_validity(body),
        results=tuple(read_block(Qualification, node, CONSENT_ELEMENTS) for node in results),
        processing_result_code=body.value("ProcessingResultCode"),
        processing_result_message=body.value("ProcessingResultMessage"),
        prescription_issue_select=_prescription(body, results),
        consents=tuple(recorded_consents(results)),
        others=tuple(node for node in body.children if node.name not in _BODY),
    )


def tree_of(
    confirmation: QualificationConfirmation,
    answers: Mapping[Information, bool],
    character_code: str,
) -> Node:
    """Return the ``XmlMsg`` of a reception; empty values leave their elements out.

    Every kind in `answers` has its flag. `character_code` is CharacterCodeIdentifier (OQSCD005).
    """
    flags = tuple(consent_nodes(answers, confirmation.consents))
    results = tuple(
        Node(_RESULT, children=(*block_nodes(result), *flags)) for result in confirmation.results
    )
    header = (
        Node("ProcessExecutionTime", confirmation.process_execution_time),
        Node("QualificationConfirmationDate", confirmation.confirmation_date),
        Node("MedicalInstitutionCode", confirmation.medical_institution_code),
        Node("ArbitraryFileIdentifier", confirmation.arbitrary_file_identifier),
        Node("ReferenceClassification", MY_NUMBER_CARD),
        Node("SegmentOfResult", FINISHED),
        Node("CharacterCodeIdentifier", character_code),
    )
    validity = confirmation.validity
    body = (
        Node("ResultList", children=results),
        Node("ProcessingResultStatus", ERROR if validity is None else NO_ERROR),
        Node("ProcessingResultCode", confirmation.processing_result_code or ""),
        Node("ProcessingResultMessage", confirmation.processing_result_message or ""),
        Node("QualificationValidity", validity.value if validity else ""),
        Node("PrescriptionIssueSelect", confirmation.prescription_issue_select or ""),
        *confirmation.others,
    )
    return Node("XmlMsg", children=(_part("MessageHeader", header), _part("MessageBody", body)))


def _part(name: str, nodes: Sequence[Node]) -> Node:
    kept = (node for node in nodes if node.text or node.children or node.name == "ResultList")
    return Node(name, children=tuple(kept))


def results_of(body: Node) -> Iterator[Node]:
    """Yield the results of a MessageBody."""
    for results in body.all("ResultList"):
        yield from results.all(_RESULT)


def recorded_consents(nodes: Sequence[Node]) -> Iterator[RecordedConsent]:
    """Yield the consents given, in the order of `Information`, from the first node that has them.

    Raises `MessageMalformed` where a given one lacks its times.
    """
    for information in Information:
        if _first(nodes, f"{information}{_FLAG}") == "1":
            yield RecordedConsent(
                information,
                _time(nodes, f"{information}{_TIME}"),
                _time(nodes, f"{information}{_UNTIL}"),
            )


def answered_consents(nodes: Sequence[Node]) -> dict[Information, bool]:
    """Return every flag that stands in the nodes."""
    flags = {kind: _first(nodes, f"{kind}{_FLAG}") for kind in Information}
    return {kind: flag == "1" for kind, flag in flags.items() if flag is not None}


def consent_nodes(
    answers: Mapping[Information, bool], recorded: Sequence[RecordedConsent]
) -> Iterator[Node]:
    """Yield flags and times: 1 only where the patient agreed and the service recorded it."""
    times = {consent.information: consent for consent in recorded}
    for information, given in answers.items():
        consent = times.get(information) if given else None
        yield Node(f"{information}{_FLAG}", "0" if consent is None else "1")
        if consent is not None:
            yield Node(f"{information}{_TIME}", time_digits(consent.consented_at))
            yield Node(f"{information}{_UNTIL}", time_digits(consent.available_until))


def read_block(kind: type[T], node: Node, elsewhere: frozenset[str] = frozenset()) -> T:
    """Read a dataclass of element fields; what has no field goes to `others`, but `elsewhere`."""
    values: dict[str, Any] = {}
    known = set(elsewhere)
    for field in fields(kind):  # pyright: ignore[reportArgumentType] - a dataclass, by contract
        if "element" in field.metadata:
            known.add(field.metadata["element"])
            values[field.name] = _read_field(field, node)
    rest = tuple(child for child in node.children if child.name not in known)
    return kind(**values, others=rest)  # pyright: ignore[reportCallIssue] - has them, by contract


def block_nodes(block: object) -> Iterator[Node]:
    """Yield the elements of a dataclass of element fields, absent ones left out."""
    for field in fields(block):  # pyright: ignore[reportArgumentType] - a dataclass, by contract
        value = getattr(block, field.name)
        if "others" in field.metadata:
            yield from value
        elif value:
            yield _field_node(field, value)


def _read_field(field: Field[Any], node: Node) -> object:
    name, kind = field.metadata["element"], field.metadata.get("block")
    if kind is None:
        return node.value(name)
    if each := field.metadata.get("each"):
        inner = (one for container in node.all(name) for one in container.all(each))
        return tuple(read_block(kind, one) for one in inner)
    inner = node.child(name)
    return None if inner is None else read_block(kind, inner)


def _field_node(field: Field[Any], value: Any) -> Node:  # noqa: ANN401 - by the field's kind
    name = field.metadata["element"]
    if "block" not in field.metadata:
        return Node(name, value)
    if each := field.metadata.get("each"):
        inner = (Node(each, children=tuple(block_nodes(one))) for one in value)
        return Node(name, children=tuple(inner))
    return Node(name, children=tuple(block_nodes(value)))


def _validity(body: Node) -> Validity | None:
    value = body.value("QualificationValidity")
    if value is None:
        return None
    try:
        return Validity(value)
    except ValueError:
        raise MessageMalformed("bad QualificationValidity") from None


def _prescription(body: Node, results: Sequence[Node]) -> str | None:
    """Take it from either place: implementations differ (qualification.md §2.4)."""
    name = "PrescriptionIssueSelect"
    return body.value(name) or _first(results, name)


def _time(nodes: Sequence[Node], name: str) -> datetime:
    digits = _first(nodes, name)
    if digits is None:
        raise MessageMalformed(f"missing {name}")
    try:
        return parse_time(digits)
    except NotATime:
        raise MessageMalformed(f"bad {name}") from None


def _first(nodes: Sequence[Node], name: str) -> str | None:
    return next((value for node in nodes if (value := node.value(name))), None)


def _child(parent: Node, name: str) -> Node:
    node = parent.child(name)
    if node is None:
        raise MessageMalformed(f"missing {name}")
    return node


def _required(parent: Node, name: str) -> str:
    value = parent.value(name)
    if value is None:
        raise MessageMalformed(f"missing {name}")
    return value
