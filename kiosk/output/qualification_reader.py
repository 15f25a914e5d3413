"""Reads result files (qualification.md §2): by element name, in any order, trusting nothing."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from kiosk.domain.consent import Consents, Information, RecordedConsent
from kiosk.domain.qualification import (
    Qualification,
    QualificationConfirmation,
    Validity,
    element_fields,
)
from kiosk.output.qualification_xml import JAPAN, TIME_FORMAT, Encoding
from kiosk.output.xml_tree import Element, NotXml, parse

MAX_BYTES: Final = 1 << 20

_DECLARATION: Final = re.compile(
    rb'<\?xml version="1\.[0-9]"(?: encoding="([A-Za-z0-9_.-]+)")?[^>]*\?>'
)
_CODECS: Final = {"utf-8": Encoding.UTF_8, "shift_jis": Encoding.SHIFT_JIS}
_DIGITS: Final = re.compile("[0-9]{14}")


class ResultUnreadable(Exception):
    """A result file is no result file. Carries a code and element names, never content.

    Codes: ``too_large``, ``bad_encoding``, ``doctype``, ``not_xml``, ``missing NAME``,
    ``bad NAME``.
    """


def read_result(content: bytes) -> QualificationConfirmation:
    """Read a result file. Raises `ResultUnreadable`."""
    return _confirmation(_root(content))


def read_consents(content: bytes) -> Consents:
    """Return what the patient was asked and answered: every flag in the file."""
    root, answers = _root(content), dict[Information, bool]()
    for information in Information:
        flag = _anywhere(root, f"{information}ConsFlg")
        if flag is not None:
            answers[information] = flag == "1"
    return Consents(answers)


def _root(content: bytes) -> Element:
    text = _text(content)
    if "<!DOCTYPE" in text:  # before any parser sees it: no DTD, no entity, no file from outside
        raise ResultUnreadable("doctype")
    try:
        root = parse(text)
    except NotXml:
        raise ResultUnreadable("not_xml") from None
    if root.tag != "XmlMsg":
        raise ResultUnreadable("missing XmlMsg")
    return root


def _text(content: bytes) -> str:
    """Decode as the declaration says, CP932 for Shift_JIS, and take the declaration off."""
    if len(content) > MAX_BYTES:
        raise ResultUnreadable("too_large")
    content = content.removeprefix(b"\xef\xbb\xbf")
    declaration = _DECLARATION.match(content)
    named = declaration[1] if declaration else None
    encoding = _CODECS.get(named.decode("ascii").lower()) if named else Encoding.UTF_8
    if encoding is None:
        raise ResultUnreadable("bad_encoding")
    try:
        return content[declaration.end() if declaration else 0 :].decode(encoding.codec).lstrip()
    except UnicodeDecodeError:
        raise ResultUnreadable("bad_encoding") from None


def _confirmation(root: Element) -> QualificationConfirmation:
    header, body = _child(root, "MessageHeader"), _child(root, "MessageBody")
    return QualificationConfirmation(
        process_execution_time=_required(header, "ProcessExecutionTime"),
        confirmation_date=_required(header, "QualificationConfirmationDate"),
        medical_institution_code=_required(header, "MedicalInstitutionCode"),
        arbitrary_file_identifier=_optional(header, "ArbitraryFileIdentifier") or "",
        validity=_validity(body),
        results=tuple(_qualification(element) for element in _results(body)),
        processing_result_code=_optional(body, "ProcessingResultCode"),
        processing_result_message=_optional(body, "ProcessingResultMessage"),
        consents=tuple(_recorded(root)),
    )


def _results(body: Element) -> Iterator[Element]:
    for results in body.findall("ResultList"):
        yield from results.findall("ResultOfQualificationConfirmation")


def _qualification(element: Element) -> Qualification:
    return Qualification(
        **{field.name: _optional(element, name) for field, name in element_fields()}
    )


def _validity(body: Element) -> Validity | None:
    value = _optional(body, "QualificationValidity")
    if value is None:
        return None
    try:
        return Validity(value)
    except ValueError:
        raise ResultUnreadable("bad QualificationValidity") from None


def _recorded(root: Element) -> Iterator[RecordedConsent]:
    """The consents given, in the order of `Information`, from the first result that has them."""
    for information in Information:
        if _anywhere(root, f"{information}ConsFlg") == "1":
            yield RecordedConsent(
                information,
                _time(root, f"{information}ConsTime"),
                _time(root, f"{information}AvailableTime"),
            )


def _time(root: Element, name: str) -> datetime:
    digits = _anywhere(root, name)
    if digits is None:
        raise ResultUnreadable(f"missing {name}")
    if not _DIGITS.fullmatch(digits):
        raise ResultUnreadable(f"bad {name}")
    try:
        return datetime.strptime(digits, TIME_FORMAT).replace(tzinfo=JAPAN)
    except ValueError:
        raise ResultUnreadable(f"bad {name}") from None


def _child(parent: Element, name: str) -> Element:
    element = parent.find(name)
    if element is None:
        raise ResultUnreadable(f"missing {name}")
    return element


def _optional(parent: Element, name: str) -> str | None:
    return parent.findtext(name) or None


def _required(parent: Element, name: str) -> str:
    value = _optional(parent, name)
    if value is None:
        raise ResultUnreadable(f"missing {name}")
    return value


def _anywhere(root: Element, name: str) -> str | None:
    for result in _results(_child(root, "MessageBody")):
        if value := _optional(result, name):
            return value
    return None
