"""Writes the result file of a reception (qualification.md §2), by the standard's element names."""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from kiosk.domain.check_in import CheckIn
from kiosk.domain.doubt import Doubt, DoubtCode
from kiosk.domain.fault import Device
from kiosk.domain.message_tree import Node
from kiosk.domain.qualification_tree import block_nodes, tree_of
from kiosk.output.characters import encode_cp932, in_cp932, is_xml_text, loses_in_cp932
from kiosk.output.xml_tree import Element, add, new_root, to_text
from kiosk.ports.faults import DeviceFault


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
    tree = tree_of(check_in.confirmation, check_in.consents.answers, encoding.identifier)
    return render_message(tree, encoding)


def substituted(check_in: CheckIn, encoding: Encoding) -> tuple[Doubt, ...]:
    """Return which elements of the face file lose a character to its encoding, each once.

    What is no element of a result has the result 0.
    """
    if encoding is Encoding.UTF_8:
        return ()
    answer = check_in.confirmation
    around = tree_of(replace(answer, results=()), {}, encoding.identifier)
    names = [(name, 0) for name in _losing(around)]
    for index, result in enumerate(answer.results):
        names += [(name, index) for node in block_nodes(result) for name in _losing(node)]
    code = DoubtCode.CHARACTER_SUBSTITUTED
    return tuple(Doubt(code, name, index) for name, index in dict.fromkeys(names))


def _losing(node: Node) -> Iterator[str]:
    if loses_in_cp932(node.text):
        yield node.name
    for child in node.children:
        yield from _losing(child)


def render_message(message: Node, encoding: Encoding) -> bytes:
    """Render any message; raises as `render_result`."""
    root = new_root(message.name)
    for node in message.children:
        _add(root, node)
    return _encode(root, encoding)


def _add(parent: Element, node: Node) -> None:
    if not is_xml_text(node.text):
        raise DeviceFault(Device.RECEIPT_COMPUTER, "illegal_character")
    element = add(parent, node.name, node.text or None)
    for child in node.children:
        _add(element, child)


def _encode(root: Element, encoding: Encoding) -> bytes:
    text = f'<?xml version="1.0" encoding="{encoding}" standalone="no"?>\n{to_text(root)}'
    return encode_cp932(in_cp932(text)) if encoding is Encoding.SHIFT_JIS else text.encode()
