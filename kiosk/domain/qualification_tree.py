"""資格確認結果 as a message and back, by the element names that the fields carry.

Readers are lenient where the field is: any order, unknown elements (kept, never dropped), empty
ones taken for absent. They are strict where a wrong reading would harm: whose answer, how valid.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from kiosk.domain.consent import Information, RecordedConsent
from kiosk.domain.element_fields import Children, block_nodes, read_block
from kiosk.domain.japan_time import NotATime, parse_time, time_digits
from kiosk.domain.message_tree import Node
from kiosk.domain.qualification import Qualification, QualificationConfirmation, Validity

FINISHED: Final = "1"  # SegmentOfResult, OQSCD003: 正常終了
PROCESSING: Final = "2"  # 処理中: ask again
MY_NUMBER_CARD: Final = "1"  # ReferenceClassification, OQSCD002

_RESULT: Final = "ResultOfQualificationConfirmation"
_OWN: Final = frozenset({"ReferenceClassification", "CharacterCodeIdentifier"})
"""Of the header, what is written as the reception and the file are."""
_FLAG, _TIME, _UNTIL = "ConsFlg", "ConsTime", "AvailableTime"
CONSENT_ELEMENTS: Final = frozenset(
    f"{information}{end}" for information in Information for end in (_FLAG, _TIME, _UNTIL)
)
"""Written from the consents, not from the result: what the patient was asked decides."""


class MessageMalformed(Exception):
    """A message lacks what it must have. Carries ``missing NAME`` or ``bad NAME``, no content."""


def confirmation_from(root: Node) -> QualificationConfirmation:
    """Read an ``XmlMsg`` of a finished query. Raises `MessageMalformed`."""
    if root.name != "XmlMsg":
        raise MessageMalformed("missing XmlMsg")
    parts = Children(root)
    header, body = _part_of(parts, "MessageHeader"), _part_of(parts, "MessageBody")
    if _required(header, "SegmentOfResult") != FINISHED:
        raise MessageMalformed("bad SegmentOfResult")
    results = body.each("ResultList", _RESULT)
    return QualificationConfirmation(
        process_execution_time=_required(header, "ProcessExecutionTime"),
        confirmation_date=_required(header, "QualificationConfirmationDate"),
        medical_institution_code=_required(header, "MedicalInstitutionCode"),
        arbitrary_file_identifier=header.text("ArbitraryFileIdentifier") or "",
        validity=_validity(body),
        results=tuple(read_block(Qualification, node, CONSENT_ELEMENTS) for node in results),
        processing_result_status=body.text("ProcessingResultStatus"),
        processing_result_code=body.text("ProcessingResultCode"),
        processing_result_message=body.text("ProcessingResultMessage"),
        prescription_issue_select=_prescription(body, results),
        consents=tuple(recorded_consents(results)),
        others=body.rest(),
        header_others=header.rest(_OWN),
        message_others=parts.rest(),
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
        Node("ProcessingResultStatus", confirmation.processing_result_status or ""),
        Node("ProcessingResultCode", confirmation.processing_result_code or ""),
        Node("ProcessingResultMessage", confirmation.processing_result_message or ""),
        Node("QualificationValidity", validity.value if validity else ""),
        Node("PrescriptionIssueSelect", confirmation.prescription_issue_select or ""),
    )
    parts = (
        _part("MessageHeader", header, confirmation.header_others),
        _part("MessageBody", body, confirmation.others),
    )
    return Node("XmlMsg", children=(*parts, *confirmation.message_others))


def _part(name: str, nodes: Sequence[Node], others: Sequence[Node]) -> Node:
    kept = (node for node in nodes if node.text or node.name == "ResultList")
    return Node(name, children=(*kept, *others))


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


def _validity(body: Children) -> Validity | None:
    value = body.text("QualificationValidity")
    if value is None:
        return None
    try:
        return Validity(value)
    except ValueError:
        raise MessageMalformed("bad QualificationValidity") from None


def _prescription(body: Children, results: Sequence[Node]) -> str | None:
    """Take it from either place: implementations differ (qualification.md §2.4)."""
    name = "PrescriptionIssueSelect"
    return body.text(name) or _first(results, name)


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


def _part_of(message: Children, name: str) -> Children:
    node = message.block(name)
    if node is None:
        raise MessageMalformed(f"missing {name}")
    if any(one.name == name for one in message.rest()):
        raise MessageMalformed(f"bad {name}")  # of two only one is this patient's
    return Children(node)


def _required(part: Children, name: str) -> str:
    value = part.text(name)
    if value is None:
        raise MessageMalformed(f"missing {name}")
    return value
