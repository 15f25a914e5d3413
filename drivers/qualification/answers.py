"""Checks the service's answers and turns them into the kiosk's values.

Whatever does not fit is `MalformedAnswer`, which carries nothing of what was sent: pydantic's own
errors quote their input and never leave this file.
"""

import re
from base64 import b64decode
from datetime import datetime
from typing import Annotated, Any, Final, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
)

from drivers.qualification.json_tree import NotAMessage, node_of
from kiosk.domain.consent import Consents, RecordedConsent
from kiosk.domain.japan_time import NotATime, parse_time
from kiosk.domain.qualification import (
    Qualification,
    QualificationConfirmation,
    Validity,
)
from kiosk.domain.qualification_tree import CONSENT_ELEMENTS, read_block

CHALLENGE_BYTES: Final = 32

_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class MalformedAnswer(Exception):
    """The answer is not what the interface says; says no more than that."""


def _printable(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError
    return text


_Text = Annotated[str, Field(max_length=512), AfterValidator(_printable)]
_Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,32}$")]


class _Part(BaseModel):
    """Part of an answer: names are the standard's, unknown ones are left alone."""

    model_config = ConfigDict(strict=True, frozen=True, hide_input_in_errors=True, extra="ignore")

    @classmethod
    def read(cls, content: bytes) -> Self:
        """Read JSON. Raises `MalformedAnswer`."""
        try:
            return cls.model_validate_json(content)
        except (ValidationError, ValueError, RecursionError):
            raise MalformedAnswer from None


class Header(_Part):
    """MessageHeader (qualification.md §2.1)."""

    process_execution_time: Annotated[str, Field(pattern=r"^[0-9]{14}$")] = Field(
        alias="ProcessExecutionTime"
    )
    confirmation_date: Annotated[str, Field(pattern=r"^[0-9]{8}$")] = Field(
        alias="QualificationConfirmationDate"
    )
    medical_institution_code: Annotated[str, Field(pattern=r"^[0-9]{10}$")] = Field(
        alias="MedicalInstitutionCode"
    )
    arbitrary_file_identifier: Annotated[_Text, Field(max_length=64)] = Field(
        default="", alias="ArbitraryFileIdentifier"
    )
    segment_of_result: Annotated[str, Field(pattern=r"^[1239]$")] = Field(alias="SegmentOfResult")
    error_code: _Code | None = Field(default=None, alias="ErrorCode")


class _ResultList(_Part):
    results: Annotated[list[dict[str, Any]], Field(max_length=20)] = Field(
        default_factory=list[dict[str, Any]], alias="ResultOfQualificationConfirmation"
    )


class _Body(_Part):
    model_config = ConfigDict(extra="allow")

    processing_result_code: _Code | None = Field(default=None, alias="ProcessingResultCode")
    processing_result_message: _Text | None = Field(default=None, alias="ProcessingResultMessage")
    validity: Annotated[str, Field(pattern=r"^[1-6]$")] | None = Field(
        default=None, alias="QualificationValidity"
    )
    result_list: _ResultList = Field(default_factory=_ResultList, alias="ResultList")


class _Message(_Part):
    header: Header = Field(alias="MessageHeader")
    body: _Body = Field(default_factory=_Body, alias="MessageBody")


class Answer(_Part):
    """Answer to a qualification query or to consents."""

    message: _Message = Field(alias="XmlMsg")
    receipt: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{16,128}$")] | None = None

    @property
    def header(self) -> Header:
        """The answer's header."""
        return self.message.header

    def confirmation(self) -> QualificationConfirmation:
        """Return the qualification. Raises `MalformedAnswer`."""
        header, body = self.message.header, self.message.body
        return QualificationConfirmation(
            process_execution_time=header.process_execution_time,
            confirmation_date=header.confirmation_date,
            medical_institution_code=header.medical_institution_code,
            arbitrary_file_identifier=header.arbitrary_file_identifier,
            validity=None if body.validity is None else Validity(body.validity),
            results=tuple(_qualification(result) for result in body.result_list.results),
            processing_result_code=body.processing_result_code,
            processing_result_message=body.processing_result_message,
        )

    def recorded(self, sent: Consents) -> tuple[RecordedConsent, ...]:
        """Return the consents recorded; flags must be those sent. Raises `MalformedAnswer`."""
        told = self.message.body.model_extra or {}
        recorded: list[RecordedConsent] = []
        for information, given in sent.answers.items():
            if told.get(f"{information}ConsFlg") != ("1" if given else "0"):
                raise MalformedAnswer
            if given:
                at, until = (_time(told.get(f"{information}{e}")) for e in _TIMES)
                if until <= at:
                    raise MalformedAnswer
                recorded.append(RecordedConsent(information, at, until))
        return tuple(recorded)


_TIMES: Final = ("ConsTime", "AvailableTime")


class Challenge(_Part):
    """Answer to a request for a challenge."""

    challenge: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{43}=$")]

    @property
    def octets(self) -> bytes:
        """The 32 bytes to be signed."""
        return b64decode(self.challenge)


def _qualification(result: dict[str, Any]) -> Qualification:
    try:
        node = node_of("ResultOfQualificationConfirmation", result)
    except NotAMessage:
        raise MalformedAnswer from None
    return read_block(Qualification, node, CONSENT_ELEMENTS)


def _time(digits: object) -> datetime:
    try:
        return parse_time(digits if isinstance(digits, str) else "")
    except NotATime:
        raise MalformedAnswer from None
