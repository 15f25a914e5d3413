"""Reads result files (qualification.md §2): by element name, in any order, trusting nothing."""

import re
from typing import Final

from kiosk.domain.consent import Consents
from kiosk.domain.message_tree import Node
from kiosk.domain.qualification import QualificationConfirmation
from kiosk.domain.qualification_tree import (
    MessageMalformed,
    answered_consents,
    confirmation_from,
    results_of,
)
from kiosk.output.qualification_xml import Encoding
from kiosk.output.xml_tree import Element, NotXml, parse

MAX_BYTES: Final = 1 << 20

_DECLARATION: Final = re.compile(
    rb'<\?xml version="1\.[0-9]"(?: encoding="([A-Za-z0-9_.-]+)")?[^>]*\?>'
)
_CODECS: Final = {"utf-8": Encoding.UTF_8, "shift_jis": Encoding.SHIFT_JIS}


class ResultUnreadable(Exception):
    """A result file is no result file. Carries a code and element names, never content.

    Codes: ``too_large``, ``bad_encoding``, ``doctype``, ``not_xml``, ``missing NAME``,
    ``bad NAME``.
    """


def read_result(content: bytes) -> QualificationConfirmation:
    """Read a result file. Raises `ResultUnreadable`."""
    try:
        return confirmation_from(read_message(content))
    except MessageMalformed as malformed:
        raise ResultUnreadable(str(malformed)) from None


def read_consents(content: bytes) -> Consents:
    """Return what the patient was asked and answered: every flag in the file."""
    body = read_message(content).child("MessageBody")
    if body is None:
        raise ResultUnreadable("missing MessageBody")
    return Consents(answered_consents(tuple(results_of(body))))


def read_message(content: bytes, most: int = MAX_BYTES) -> Node:
    """Read any message of at most so many bytes. Raises `ResultUnreadable`."""
    text = _text(content, most)
    if "<!DOCTYPE" in text:  # before any parser sees it: no DTD, no entity, no file from outside
        raise ResultUnreadable("doctype")
    try:
        root = parse(text)
    except NotXml:
        raise ResultUnreadable("not_xml") from None
    if root.tag != "XmlMsg":
        raise ResultUnreadable("missing XmlMsg")
    return _node(root)


def _node(element: Element) -> Node:
    children = tuple(_node(child) for child in element)
    return Node(element.tag, "" if children else element.text or "", children)


def _text(content: bytes, most: int) -> str:
    """Decode as the declaration says, CP932 for Shift_JIS, and take the declaration off."""
    if len(content) > most:
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
