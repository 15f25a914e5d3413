"""Writes messages, and reads large ones, part by part: of ten thousand people one at a time.

A part is what stands in the header or the body of a message. In bulk answers each person's is a
BulkConfirmUnit of the body (qualification.md §2.2).
"""

import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final
from xml.sax.saxutils import escape

from kiosk.domain.fault import Device
from kiosk.domain.message_tree import Node
from kiosk.output.characters import encode_cp932, is_element_name, is_xml_text
from kiosk.output.encoding import Encoding
from kiosk.output.message_reader import ROOT, NodeBuilder, Part, parsed
from kiosk.ports.faults import DeviceFault

_INDENT: Final = "  "
_KEPT: Final = {"\r": "&#13;"}  # a reader turns a bare one into a line feed


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
    lines: list[str] = []
    _append(node, f"\n{_INDENT * level}", lines)
    text = "".join(lines)
    if not is_xml_text(text):
        raise _illegal()
    return text


def _append(node: Node, line: str, lines: list[str]) -> None:
    """Append an element's lines; `line` begins each: a line feed and its indentation."""
    name = node.name
    if not is_element_name(name):
        raise _illegal()
    if node.children:
        lines.append(f"{line}<{name}>")
        for child in node.children:
            _append(child, line + _INDENT, lines)
        lines.append(f"{line}</{name}>")
    elif node.text:
        lines.append(f"{line}<{name}>{escape(node.text, _KEPT)}</{name}>")
    else:
        lines.append(f"{line}<{name}/>")


def _illegal() -> DeviceFault:
    return DeviceFault(Device.RECEIPT_COMPUTER, "illegal_character")


def _write(text: str, encoding: Encoding, file: BinaryIO) -> None:
    file.write(encode_cp932(text) if encoding is Encoding.SHIFT_JIS else text.encode())
