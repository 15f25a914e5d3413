"""Reads any message, from XML into nodes; `bulk` reads large ones part by part.

Bounded in every direction, for nobody knows who writes into a shared folder. Comments, processing
instructions and attributes, which no message of the standard has, are passed over.
"""

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, NamedTuple

from kiosk.domain.message_tree import Node
from kiosk.output.characters import is_element_name
from kiosk.output.message_text import ResultUnreadable, pieces
from kiosk.output.xml_tree import NotXml, Parser

MAX_BYTES: Final = 1 << 20
MAX_DEPTH: Final = 16
MAX_ELEMENTS: Final = 1 << 20
"""Of a whole message, or of one part of a large one."""

ROOT: Final = "XmlMsg"
_PARTS: Final = 2  # elements around a part: the message and a section


class Part(NamedTuple):
    """An element of a large message, and the section that it stands in, by number and name.

    The message itself is section 0.
    """

    section: int
    name: str
    node: Node


def read_message(content: bytes, most: int = MAX_BYTES) -> Node:
    """Read a message of at most so many bytes. Raises `ResultUnreadable`."""
    builder = NodeBuilder()
    for _ in parsed(io.BytesIO(content), builder, most):
        pass
    return builder.root()


def parsed(file: BinaryIO, builder: "NodeBuilder", most: int) -> Iterator[None]:
    """Parse a file of at most so many bytes; stops after each piece.

    Raises `ResultUnreadable`.
    """
    parser = Parser(builder)
    try:
        parser.feed("\n")  # so that a second declaration is none
        for text in pieces(file, most):
            parser.feed(text)
            yield
        parser.close()
    except NotXml:
        raise ResultUnreadable("not_xml") from None
    yield


class _Open:
    """An element that has begun."""

    __slots__ = ("children", "handed_over", "name", "texts")

    def __init__(self, name: str) -> None:
        self.name = name
        self.texts: list[str] = []
        self.children: list[Node] = []
        self.handed_over = False  # had children that are not kept

    def closed(self) -> Node:
        text = "".join(self.texts)
        if not self.children and not self.handed_over:
            return Node(self.name, text)
        if text.strip():
            raise ResultUnreadable("bad_structure")  # a node has a text or children, never both
        return Node(self.name, children=tuple(self.children))


class NodeBuilder:
    """Is told by the parser what there is, and makes nodes of it.

    With `hand_over`, what stands in the parts of the message is handed over and not kept.
    """

    def __init__(self, hand_over: Callable[[Part], None] | None = None) -> None:
        self._hand_over = hand_over
        self._open: list[_Open] = []
        self._names: dict[str, str] = {}  # each kept once
        self._elements = 0
        self._sections = 0
        self._root: Node | None = None

    def root(self) -> Node:
        """Return the whole message."""
        if self._root is None:
            raise ResultUnreadable("not_xml")
        return self._root

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """Refuse it, should one get past `pieces`: before anything that it declares is read."""
        del name, public, system
        raise ResultUnreadable("doctype")

    def start(self, tag: str, attrib: object) -> None:
        """Begin an element."""
        del attrib
        self._elements += 1
        name = self._names.get(tag) or self._new_name(tag)
        if len(self._open) >= MAX_DEPTH or self._elements > MAX_ELEMENTS:
            raise ResultUnreadable("bad_structure")
        if not self._open and name != ROOT:
            raise ResultUnreadable(f"missing {ROOT}")
        self._open.append(_Open(name))
        self._sections += len(self._open) == _PARTS

    def data(self, data: str) -> None:
        """Take text, perhaps a part of it, but not what lies between elements to be seen well."""
        inner = self._open[-1]
        if not inner.children or not data.isspace():
            inner.texts.append(data)

    def end(self, tag: str) -> None:
        """End the innermost element."""
        del tag
        ended = self._open.pop()
        node = ended.closed()
        if not self._open:
            self._root = node
        elif self._hand_over is not None and self._is_part(ended):
            self._hand_over(Part(self._section(), self._open[-1].name, node))
            self._open[-1].handed_over = True
            self._elements = 0
        else:
            self._open[-1].children.append(node)

    def close(self) -> None:
        """End the message."""

    def _section(self) -> int:
        return self._sections if len(self._open) == _PARTS else 0

    def _is_part(self, ended: _Open) -> bool:
        depth = len(self._open)
        return depth == _PARTS or (depth == 1 and not ended.handed_over)  # body without elements

    def _new_name(self, tag: str) -> str:
        if not is_element_name(tag):
            raise ResultUnreadable("bad_structure")  # another namespace or script
        return self._names.setdefault(tag, tag)
