"""Writes the result file of a reception (qualification.md §2), by the standard's element names."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.domain.check_in import CheckIn
from kiosk.domain.consent import Consents, RecordedConsent
from kiosk.domain.fault import Device
from kiosk.domain.qualification import (
    Qualification,
    QualificationConfirmation,
    element_fields,
)
from kiosk.output.characters import in_cp932, is_xml_text
from kiosk.output.xml_tree import Element, add, new_root, to_text
from kiosk.ports.faults import DeviceFault

JAPAN: Final = ZoneInfo("Asia/Tokyo")
TIME_FORMAT: Final = "%Y%m%d%H%M%S"

_FINISHED: Final = "1"  # SegmentOfResult, OQSCD003: 正常終了
_MY_NUMBER_CARD: Final = "1"  # ReferenceClassification, OQSCD002
_NO_ERROR, _ERROR = "1", "2"  # ProcessingResultStatus, OQSCD004


class Encoding(StrEnum):
    """How a result file is encoded; the value is what its declaration says."""

    UTF_8 = "UTF-8"
    SHIFT_JIS = "Shift_JIS"

    @property
    def codec(self) -> str:
        """The codec of the bytes: Shift_JIS means CP932 in the field."""
        return "cp932" if self is Encoding.SHIFT_JIS else "utf-8"

    @property
    def identifier(self) -> str:
        """CharacterCodeIdentifier (OQSCD005)."""
        return "1" if self is Encoding.SHIFT_JIS else "0"


def render_result(check_in: CheckIn, encoding: Encoding) -> bytes:
    """Render the face file of a reception.

    A value that is None or empty leaves its element out. Every kind the patient was asked about
    has its flag, 1 only where they agreed and the service recorded it; times only beside a 1.
    Raises `DeviceFault(Device.RECEIPT_COMPUTER, "illegal_character")` when a value holds a
    character that XML cannot, and does not say which.
    """
    root = new_root("XmlMsg")
    header = add(root, "MessageHeader")
    for name, value in _header(check_in.confirmation, encoding):
        _add(header, name, value)
    body = add(root, "MessageBody")
    results = add(body, "ResultList")
    for result in check_in.confirmation.results:
        _add_result(results, result, check_in)
    for name, value in _body(check_in.confirmation):
        _add(body, name, value)
    return _encode(root, encoding)


def _header(
    confirmation: QualificationConfirmation, encoding: Encoding
) -> Iterator[tuple[str, str | None]]:
    yield "ProcessExecutionTime", confirmation.process_execution_time
    yield "QualificationConfirmationDate", confirmation.confirmation_date
    yield "MedicalInstitutionCode", confirmation.medical_institution_code
    yield "ArbitraryFileIdentifier", confirmation.arbitrary_file_identifier
    yield "ReferenceClassification", _MY_NUMBER_CARD
    yield "SegmentOfResult", _FINISHED
    yield "CharacterCodeIdentifier", encoding.identifier


def _body(confirmation: QualificationConfirmation) -> Iterator[tuple[str, str | None]]:
    validity = confirmation.validity
    yield "ProcessingResultStatus", _ERROR if validity is None else _NO_ERROR
    yield "ProcessingResultCode", confirmation.processing_result_code
    yield "ProcessingResultMessage", confirmation.processing_result_message
    yield "QualificationValidity", None if validity is None else validity.value


def _add_result(parent: Element, result: Qualification, check_in: CheckIn) -> None:
    element = add(parent, "ResultOfQualificationConfirmation")
    for field, name in element_fields():
        _add(element, name, getattr(result, field.name))
    for name, value in _consents(check_in.consents, check_in.confirmation.consents):
        _add(element, name, value)


def _consents(asked: Consents, recorded: tuple[RecordedConsent, ...]) -> Iterator[tuple[str, str]]:
    times = {consent.information: consent for consent in recorded}
    for information, given in asked.answers.items():
        consent = times.get(information) if given else None
        yield f"{information}ConsFlg", "0" if consent is None else "1"
        if consent is not None:
            yield f"{information}ConsTime", _time(consent.consented_at)
            yield f"{information}AvailableTime", _time(consent.available_until)


def _time(time: datetime) -> str:
    return time.astimezone(JAPAN).strftime(TIME_FORMAT)


def _add(parent: Element, name: str, value: str | None) -> None:
    if not value:
        return
    if not is_xml_text(value):
        raise DeviceFault(Device.RECEIPT_COMPUTER, "illegal_character")
    add(parent, name, value)


def _encode(root: Element, encoding: Encoding) -> bytes:
    text = to_text(root)
    if encoding is Encoding.SHIFT_JIS:
        text = in_cp932(text)
    declaration = f'<?xml version="1.0" encoding="{encoding}" standalone="no"?>\n'
    return (declaration + text).encode(encoding.codec)
