"""Reads messages as strict software does: what is declared must be what is there.

A decoder of its own, on Python's own parser: a mistake that the kiosk makes in writing and in
reading must not pass here.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias
from xml.etree import ElementTree as ET

Part: TypeAlias = Mapping[str, Any]
"""An element with elements in it: a text, a `Part`, or a list of either where it is repeated."""

MOST_BYTES: Final = 64 * 1024 * 1024
_DECLARATION: Final = re.compile(
    rb'<\?xml version="1\.0" encoding="(?P<encoding>[A-Za-z0-9_-]+)"( standalone="(yes|no)")?\s*\?>'
)
_CODECS: Final = {"utf-8": ("utf-8", "0"), "shift_jis": ("cp932", "1")}


class Rejected(Exception):
    """A file that this software does not take; says why in a word, nothing of what is in it."""


def decode(content: bytes) -> Part:
    """Return an ``XmlMsg``. Raises `Rejected`.

    Elements are read by name, in any order (qualification.md §2); spaces are kept where there is
    a text, for numbers are padded with them.
    """
    if len(content) > MOST_BYTES:
        raise Rejected("too large")
    declaration = _DECLARATION.match(content)
    if declaration is None:
        raise Rejected("no declaration")
    declared = declaration["encoding"].decode("ascii").lower()
    if declared not in _CODECS:
        raise Rejected("unknown encoding")
    codec, identifier = _CODECS[declared]
    try:
        text = content[declaration.end() :].decode(codec)
    except UnicodeDecodeError:
        raise Rejected("not in the declared encoding") from None
    message = _part(_root(text))
    told = section(message, "MessageHeader").get("CharacterCodeIdentifier", identifier)
    if told != identifier:
        raise Rejected("CharacterCodeIdentifier is not that of the declaration")
    return message


def section(parent: Part, name: str) -> Part:
    """Return a child that has elements in it, empty where it is absent. Raises `Rejected`."""
    value = parent.get(name, "")
    if value == "":
        return MappingProxyType({})
    if not isinstance(value, Mapping):
        raise Rejected(f"{name} is no single block")
    return value


def sections(parent: Part, name: str) -> list[Part]:
    """Return the children of a name that may be repeated. Raises `Rejected`."""
    value = parent.get(name, [])
    several = value if isinstance(value, list) else [value]
    return [section({name: one}, name) for one in several]


def text(parent: Part, name: str) -> str:
    """Return a child's text, empty where it is absent. Raises `Rejected`."""
    value = parent.get(name, "")
    if not isinstance(value, str):
        raise Rejected(f"{name} is no single text")
    return value


def _root(content: str) -> ET.Element:
    if "<!" in content.replace("<!--", ""):  # DOCTYPE, entities, CDATA: no message has any
        raise Rejected("a document type")
    try:
        root = ET.fromstring(content.strip())  # noqa: S314 - nothing that expands is left in it
    except ET.ParseError:
        raise Rejected("no XML") from None
    if root.tag != "XmlMsg":
        raise Rejected("no XmlMsg")
    return root


def _part(element: ET.Element) -> Part:
    values: dict[str, Any] = {}
    for child in element:
        value = _part(child) if len(child) else (child.text or "")
        if child.tag not in values:
            values[child.tag] = value
        elif isinstance(values[child.tag], list):
            values[child.tag].append(value)
        else:
            values[child.tag] = [values[child.tag], value]
    return MappingProxyType(values)
