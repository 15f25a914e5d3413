"""Checks the service's answers and turns them into the kiosk's values.

Whatever does not fit is `MalformedAnswer`, which carries nothing of what was sent: pydantic's own
errors quote their input and never leave this file. Elements that nobody knows are kept.
"""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from drivers.qualification.json_tree import (
    MOST_NODES,
    NotAMessage,
    load,
    node_of,
    printable,
)
from drivers.qualification.line import Reply
from kiosk.domain.consent import Information
from kiosk.domain.japan_time import NotATime, parse_date, parse_time
from kiosk.domain.message_tree import Node
from kiosk.domain.offer import Offer
from kiosk.domain.optional_questions import PublicExpense
from kiosk.domain.qualification import Qualification, QualificationConfirmation
from kiosk.domain.qualification_tree import (
    CONSENT_ELEMENTS,
    FINISHED,
    PROCESSING,
    MessageMalformed,
    confirmation_from,
    results_of,
)
from kiosk.domain.secret import Private

MOST_RESULTS: Final = 20
MOST_CERTIFICATES: Final = 100  # 公費受給者証 of one patient: far more than there are kinds
_FLAGS: Final = MappingProxyType({"0": False, "1": True})

_CODE: Final = re.compile("[A-Za-z0-9-]{1,32}")
_DIRECTION: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn what follows around: beside them a question could be read as another one."""

_ONE_TEXT: Final = CONSENT_ELEMENTS | {
    field.metadata["element"]
    for field in fields(Qualification)
    if "element" in field.metadata and "block" not in field.metadata
}
"""Elements that stand once in a result and have a text: of two names only one is the patient's."""


class MalformedAnswer(Exception):
    """The answer is not what the interface says; says no more than that."""


def _printable(text: str) -> str:
    if not printable(text):
        raise ValueError
    return text


def _one_way(text: str) -> str:
    if _DIRECTION.search(text):
        raise ValueError
    return text


_Text = Annotated[str, Field(max_length=128), AfterValidator(_printable)]
_OnScreen = Annotated[_Text, AfterValidator(_one_way)]
_Token = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{16,128}$")]


class _Part(Private, BaseModel):
    """Part of an envelope; names that nobody knows are left alone."""

    model_config = ConfigDict(strict=True, frozen=True, hide_input_in_errors=True, extra="ignore")

    @classmethod
    def read(cls, content: bytes | bytearray) -> Self:
        """Read JSON. Raises `MalformedAnswer`."""
        try:
            return cls.model_validate(load(content))
        except (ValidationError, NotAMessage):
            raise MalformedAnswer from None


class _Offer(_Part):
    # A hint of last time's answers: one that is not understood is none, and turns nobody away.
    previous: dict[str, Any] = Field(default_factory=dict[str, Any])
    specific_diseases: bool = False
    public_expenses: Annotated[list[_OnScreen], Field(max_length=MOST_CERTIFICATES)] = Field(
        default_factory=list[str]
    )


class _PublicExpense(_Part):
    name: _Text
    # Whether these are well formed is for staff to see: no patient is turned away for it.
    payer_number: _Text
    recipient_number: _Text
    valid_start_date: _Text | None = None
    valid_end_date: _Text | None = None


class _Envelope(_Part):
    message: dict[str, Any] = Field(alias="XmlMsg")
    receipt: _Token | None = None
    registration: _Token | None = None
    offer: _Offer = Field(default_factory=_Offer)
    public_expenses: Annotated[list[_PublicExpense], Field(max_length=MOST_CERTIFICATES)] = Field(
        default_factory=list[_PublicExpense]
    )


class _Document(_Part):
    message: dict[str, Any] = Field(alias="XmlMsg")
    document: str | None = None
    media: Literal["pdf", "xml", ""] = ""


class Challenge(_Part):
    """Answer to a request for a challenge."""

    challenge: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{43}=$")]

    @property
    def octets(self) -> bytes:
        """The 32 bytes to be signed."""
        return b64decode(self.challenge)


@dataclass(frozen=True, repr=False)
class Answer(Private):
    """An answer about a patient, whose header is in order."""

    message: Node
    segment: str
    error_code: str
    receipt: str | None
    registration: str | None
    offer: Offer
    public_expenses: tuple[PublicExpense, ...]

    @property
    def finished(self) -> bool:
        """Whether it is a qualification (正常終了)."""
        return self.segment == FINISHED

    @property
    def processing(self) -> bool:
        """Whether it is to be asked for again (処理中)."""
        return self.segment == PROCESSING

    @property
    def results(self) -> tuple[Node, ...]:
        """The results as they came."""
        body = self.message.child("MessageBody")
        return () if body is None else tuple(results_of(body))

    def confirmation(self) -> QualificationConfirmation:
        """Return the qualification. Raises `MalformedAnswer`."""
        results = self.results
        if len(results) > MOST_RESULTS or not all(_well_formed(result) for result in results):
            raise MalformedAnswer
        try:
            confirmation = confirmation_from(self.message)
        except MessageMalformed:
            raise MalformedAnswer from None
        if not _CODE.fullmatch(confirmation.processing_result_code or "-"):
            raise MalformedAnswer
        return confirmation


def read_answer(reply: Reply, institution: str) -> Answer:
    """Read what came back about a patient of this clinic. Raises `MalformedAnswer`."""
    envelope = _Envelope.read(reply.content)
    message = _message(envelope.message, MOST_NODES)
    header = _header(message, institution)
    answer = Answer(
        message,
        header.value("SegmentOfResult") or "",
        header.value("ErrorCode") or "",
        envelope.receipt,
        envelope.registration,
        _offer(envelope.offer),
        tuple(PublicExpense(**expense.model_dump()) for expense in envelope.public_expenses),
    )
    if not reply.accepted and (answer.finished or answer.processing):
        raise MalformedAnswer
    return answer


def read_document(
    reply: Reply, most: int, institution: str, identifier: str | None
) -> tuple[Node, bytes | None, str]:
    """Read an answer of so many elements and its document. Raises `MalformedAnswer`.

    What it says is between the service and the receipt computer; checked is only that it is this
    clinic's, with the identifier of its request where it has one, and a document of one of two
    kinds or none.
    """
    told = _Document.read(reply.content)
    if (told.document is None) is bool(told.media):
        raise MalformedAnswer
    try:
        octets = None if told.document is None else b64decode(told.document, validate=True)
    except (NotBase64, ValueError):
        raise MalformedAnswer from None
    message = _message(told.message, most)
    header = message.child("MessageHeader")
    if header is None or header.value("MedicalInstitutionCode") not in (None, institution):
        raise MalformedAnswer
    echoed = header.value("ArbitraryFileIdentifier")
    if identifier is not None and echoed not in (None, identifier):
        raise MalformedAnswer
    return message, octets, told.media


def _message(value: dict[str, Any], most: int) -> Node:
    try:
        return node_of("XmlMsg", value, most)
    except NotAMessage:
        raise MalformedAnswer from None


def _header(message: Node, institution: str) -> Node:
    """Return a header in order (qualification.md §2.1), of an answer to this very clinic."""
    header = message.child("MessageHeader") or Node("")
    try:
        parse_time(header.value("ProcessExecutionTime") or "")
        parse_date(header.value("QualificationConfirmationDate") or "")
    except NotATime:
        raise MalformedAnswer from None
    in_order = (
        header.value("MedicalInstitutionCode") == institution,
        header.value("SegmentOfResult") in ("1", "2", "3", "9"),
        len(header.value("ArbitraryFileIdentifier") or "") <= 64,
        _CODE.fullmatch(header.value("ErrorCode") or "-") is not None,
    )
    if not all(in_order):
        raise MalformedAnswer
    return header


def _well_formed(result: Node) -> bool:
    single = [child for child in result.children if child.name in _ONE_TEXT]
    return (
        not result.text
        and len({child.name for child in single}) == len(single)
        and not any(child.children for child in single)
    )


def _offer(told: _Offer) -> Offer:
    flags = ((kind, told.previous.get(f"{kind}ConsFlg")) for kind in Information)
    known = ((kind, _FLAGS.get(flag)) for kind, flag in flags if isinstance(flag, str))
    previous = {kind: given for kind, given in known if given is not None}
    return Offer(previous, told.specific_diseases, tuple(told.public_expenses))
