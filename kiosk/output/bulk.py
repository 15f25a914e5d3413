"""Writes messages, and reads large ones, part by part: of ten thousand people one at a time.

A part is what stands in the header or the body of a message. In bulk answers each person's is a
BulkConfirmUnit of the body (qualification.md §2.2).
"""

import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from kiosk.domain.fault import Device
from kiosk.domain.message_tree import Node
from kiosk.output.characters import encode_cp932, in_cp932, is_element_name, is_xml_text
from kiosk.output.encoding import Encoding
from kiosk.output.message_reader import ROOT, NodeBuilder, Part, parsed
from kiosk.output.xml_tree import Element, add, new_root, to_text
from kiosk.ports.faults import DeviceFault

_INDENT: Final = "  "


def read_parts(file: BinaryIO, most: int) -> Iterator[Part]:
    """Yield the parts of a message of at most so many bytes, in order, holding few at a time.

    A header or body without elements is a part of the message itself. Raises `ResultUnreadable`,
    perhaps after some were yielded.
    """
    ready: list[Part] = []
    for _ in parsed(file, NodeBuilder(ready.append), most):
        yield from ready
        ready.clear()


def parts_of(message: Node) -> Iterator[Part]:
    """Take a message apart as `read_parts` does."""
    for section, node in enumerate(message.children, 1):
        if node.children:
            yield from (Part(section, node.name, child) for child in node.children)
        else:
            yield Part(0, ROOT, node)


def render_message(message: Node, encoding: Encoding) -> bytes:
    """Render an ``XmlMsg``; raises as `write_message`."""
    file = io.BytesIO()
    write_message(parts_of(message), encoding, file)
    return file.getvalue()


def write_message(parts: Iterable[Part], encoding: Encoding, file: BinaryIO) -> None:
    """Write an ``XmlMsg`` in its parts' order, truthfully declared and encoded.

    Raises `DeviceFault(Device.RECEIPT_COMPUTER, "illegal_character")` for a name or text that XML
    cannot hold, and does not say which; something may have been written by then.
    """
    _write(f'<?xml version="1.0" encoding="{encoding}" standalone="no"?>\n<{ROOT}>', encoding, file)
    inside, name = 0, ROOT
    for part in parts:
        if part.section != inside:
            _write(_end(inside, name) + _start(part), encoding, file)
            inside, name = part.section, part.name
        _write(_text(part.node, 2 if inside else 1), encoding, file)
    _write(f"{_end(inside, name)}\n</{ROOT}>\n", encoding, file)


def _start(part: Part) -> str:
    if not is_element_name(part.name):
        raise _illegal()
    return f"\n{_INDENT}<{part.name}>" if part.section else ""


def _end(section: int, name: str) -> str:
    return f"\n{_INDENT}</{name}>" if section else ""


def _text(node: Node, level: int) -> str:
    _check(node)
    root = new_root(node.name, node.text)
    for child in node.children:
        _add(root, child)
    return f"\n{_INDENT * level}{to_text(root, level)}"


def _add(parent: Element, node: Node) -> None:
    _check(node)
    element = add(parent, node.name, node.text)
    for child in node.children:
        _add(element, child)


def _check(node: Node) -> None:
    if not is_element_name(node.name) or not is_xml_text(node.text):
        raise _illegal()


def _illegal() -> DeviceFault:
    return DeviceFault(Device.RECEIPT_COMPUTER, "illegal_character")


def _write(text: str, encoding: Encoding, file: BinaryIO) -> None:
    shift_jis = encoding is Encoding.SHIFT_JIS
    file.write(encode_cp932(in_cp932(text)) if shift_jis else text.encode())
