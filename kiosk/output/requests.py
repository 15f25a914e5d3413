"""Reads the receipt computer's requests and renders what it is answered; implements the port."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from kiosk.domain.message_tree import Node
from kiosk.output.message_reader import read_message
from kiosk.output.message_text import ResultUnreadable
from kiosk.output.qualification_xml import Encoding
from kiosk.output.request_answers import render_answer, render_refusal, substituted
from kiosk.output.request_checks import INSURER_WIDTH, SEARCH, fault_of, named
from kiosk.output.request_interfaces import (
    INTERFACES,
    Form,
    Interface,
    answer_stem,
    interface_of,
    is_again,
    name_again,
)
from kiosk.ports.qualification import Exchanged
from kiosk.ports.records import KeptRequest, ResultFile
from kiosk.ports.requests import Arrival, Rendered, Request, RequestFault, RequestRefused

_SHIFT_JIS: Final = re.compile(
    rb"""<\?xml[^>]{0,100}encoding\s*=\s*["'](?:shift[_-]jis|windows-31j)["']""", re.IGNORECASE
)
_THREE_BYTES: Final = re.compile("[\u0800-\uffff]")  # kanji, kana, full width in UTF-8
_HEAD: Final = 256  # bytes in which a declaration stands
_UNREADABLE: Final = {
    "too_large": RequestFault.SIZE,
    "bad_encoding": RequestFault.ENCODING,
    "doctype": RequestFault.DOCTYPE,
    "not_xml": RequestFault.NOT_XML,
    "bad_structure": RequestFault.NOT_XML,
}


class StandardRequests:
    """Implements `ports.requests.RequestForms` for one clinic.

    `medical_institution_code` (ten digits) is the only one that requests may be made for.
    """

    def __init__(self, medical_institution_code: str) -> None:
        self._institution = medical_institution_code

    def read(self, kept: KeptRequest) -> Request | RequestRefused:
        """Read and check a request. Raises ValueError for what is no name of a request."""
        name = interface_of(kept.name)
        if name is None:
            raise ValueError("not the name of a request")
        if is_again(kept.name):
            return RequestRefused(RequestFault.NAME_USED)
        interface = INTERFACES.get(name)
        if interface is None:
            return RequestRefused(RequestFault.UNKNOWN_INTERFACE)
        message = _message(kept.content, interface)
        if isinstance(message, RequestRefused):
            return message
        if fault := fault_of(message, interface, self._institution):
            return fault
        return Request(
            name,
            _padded(message),
            interface.repeatable,
            interface.urgent,
            _reception(message, interface),
        )

    def answer(self, kept: KeptRequest, exchanged: Exchanged) -> Rendered:
        """Render the service's answer in the request's encoding."""
        encoding = encoding_of(kept.content)
        files = render_answer(kept.name, exchanged, encoding)
        return Rendered(files, substituted(exchanged.message, encoding))

    def refuse(
        self, kept: KeptRequest, refused: RequestRefused, at: datetime
    ) -> Sequence[ResultFile]:
        """Render an error file; it quotes the request's own identifier where that can be read."""
        try:
            header = read_message(kept.content).child("MessageHeader")
        except ResultUnreadable:
            header = None
        identifier = header.value("ArbitraryFileIdentifier") if header else None
        encoding = encoding_of(kept.content)
        return render_refusal(kept.name, refused, (self._institution, identifier), at, encoding)

    def answer_name(self, name: str) -> str:
        return f"{answer_stem(name)}.xml"

    def again(self, arrival: Arrival) -> str:
        """Return a name that no request has had."""
        return name_again(arrival.name, arrival.mark)


def encoding_of(content: bytes) -> Encoding:
    """Return what a request declares; UTF-8 for one that declares nothing that is known."""
    declared = _SHIFT_JIS.match(content[:_HEAD].removeprefix(b"\xef\xbb\xbf"))
    return Encoding.SHIFT_JIS if declared else Encoding.UTF_8


def _message(content: bytes, interface: Interface) -> Node | RequestRefused:
    if not content.strip():
        return RequestRefused(RequestFault.SIZE)
    if encoding_of(content) is Encoding.SHIFT_JIS and _is_utf_8(content):
        return RequestRefused(RequestFault.ENCODING)
    try:
        return read_message(content, interface.most_bytes)
    except ResultUnreadable as unreadable:
        fault = _UNREADABLE.get(str(unreadable), RequestFault.NO_MESSAGE)
        return RequestRefused(fault, "XmlMsg" if fault is RequestFault.NO_MESSAGE else "")


def _is_utf_8(content: bytes) -> bool:
    """Say whether a file is UTF-8, whatever it declares.

    Such bytes are often characters of CP932 too: 記号 would be read as others, and the patient be
    該当資格なし. Two bytes may well be katakana of half width; that a whole file with kanji or kana
    in it reads as UTF-8 by chance does not happen.
    """
    try:
        return _THREE_BYTES.search(content.decode("utf-8")) is not None
    except UnicodeDecodeError:
        return False


def _padded(node: Node) -> Node:
    """Return the message with every insurer number at its full width, as the service wants it."""
    if node.name == "InsurerNumber" and not node.children:
        return replace(node, text=node.text.strip().rjust(INSURER_WIDTH))
    return replace(node, children=tuple(_padded(child) for child in node.children))


def _reception(message: Node, interface: Interface) -> str:
    if interface.form is not Form.QUERY or not interface.urgent:
        return ""
    found = (person.value("ArbitraryIdentifier") for person in named(SEARCH, message))
    return next(found, None) or ""
