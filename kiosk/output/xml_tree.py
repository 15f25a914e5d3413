"""The little of lxml that the output needs, with types: lxml ships none of its own."""

from typing import Any, Final, Protocol, cast

# lxml is a compiled module without stubs: what leaves this file is typed by its protocols.
from lxml import etree as _untyped  # pyright: ignore[reportAttributeAccessIssue]

_etree: Final = cast("Any", _untyped)


class Target(Protocol):
    """Is told what a parser finds; what it raises ends the parsing."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None: ...
    def start(self, tag: str, attrib: object) -> None: ...
    def data(self, data: str) -> None: ...
    def end(self, tag: str) -> None: ...
    def close(self) -> None: ...


class NotXml(Exception):
    """Text that is no well-formed XML; says nothing of what it is."""


class Parser:
    """Parses piece by piece without DTD, entities, network or huge trees.

    Its methods raise `NotXml`, and what the target raises.
    """

    def __init__(self, target: Target) -> None:
        self._parser = _etree.XMLParser(
            target=target,
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )

    def feed(self, text: str) -> None:
        """Parse a piece."""
        try:
            self._parser.feed(text.encode("utf-8"))
        except _etree.XMLSyntaxError:
            raise NotXml from None

    def close(self) -> None:
        """Say that there is no more."""
        try:
            self._parser.close()
        except _etree.XMLSyntaxError:
            raise NotXml from None
