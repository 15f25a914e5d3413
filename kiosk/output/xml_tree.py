"""The little of lxml that the output needs, with types: lxml ships none of its own."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, Protocol, cast

# lxml is a compiled module without stubs: what leaves this file is typed by `Element`.
from lxml import etree as _untyped  # pyright: ignore[reportAttributeAccessIssue]

_etree: Final = cast("Any", _untyped)


class Element(Protocol):
    """An XML element as lxml knows it."""

    @property
    def tag(self) -> str: ...
    @property
    def text(self) -> str | None: ...
    def __iter__(self) -> "Iterator[Element]": ...
    def find(self, path: str) -> "Element | None": ...
    def findall(self, path: str) -> "Iterable[Element]": ...
    def findtext(self, path: str) -> str | None: ...
    def iter(self) -> "Iterable[Element]": ...


class NotXml(Exception):
    """Text that is no well-formed XML; says nothing of what it is."""


def new_root(name: str) -> Element:
    """Make a root element."""
    return _etree.Element(name)


def add(parent: Element, name: str, text: str | None = None) -> Element:
    """Append a child; raises ValueError for text that XML cannot hold."""
    child = _etree.SubElement(parent, name)
    child.text = text
    return child


def to_text(root: Element) -> str:
    """Serialise without a declaration."""
    return _etree.tostring(root, encoding="unicode", pretty_print=True)


def parse(text: str) -> Element:
    """Parse without DTD, entities, network or huge trees. Raises `NotXml`."""
    parser = _etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return _etree.fromstring(text.encode("utf-8"), parser)
    except (_etree.XMLSyntaxError, ValueError):
        raise NotXml from None
