"""Messages as JSON: a name is a key, a repeated element a list (qualification.md §1.1).

Bounded in every direction, for nobody knows what comes over a line: the length is the reader's of
the line, the depth, the number of elements and their lengths are judged here.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from kiosk.domain.message_tree import Node

MOST_CHARACTERS: Final = 4096  # of one value: remarks are the longest
MOST_DEPTH: Final = 12
MOST_NODES: Final = 20_000  # of one answer; a qualification has some hundred
MOST_NODES_IN_BULK: Final = 4_000_000

_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NAME: Final = re.compile("[A-Za-z][A-Za-z0-9]{0,79}")


class NotAMessage(Exception):
    """JSON that is no message; says nothing of what it is."""


def load(content: bytes | bytearray) -> dict[str, Any]:
    """Read an object of JSON in UTF-8. Raises `NotAMessage`, also where a key stands twice.

    Readers differ in which of two equal keys they take: of two names only one is the patient's.
    """
    try:
        value = json.loads(content.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise NotAMessage from None
    if not isinstance(value, dict):
        raise NotAMessage
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise NotAMessage
    return values


def printable(text: str) -> bool:
    """Whether a text has nothing in it that no XML may carry or that moves a terminal's cursor."""
    return not _CONTROL.search(text)


def node_of(name: str, value: object, most: int = MOST_NODES) -> Node:
    """Read an object or a text, of at most so many elements. Raises `NotAMessage`."""
    return _Reading(most).node(name, value, MOST_DEPTH)


class _Reading:
    """Reads one message; counts while it reads."""

    def __init__(self, most: int) -> None:
        self._left = most

    def node(self, name: str, value: object, depth: int) -> Node:
        self._left -= 1
        if self._left < 0 or not depth:
            raise NotAMessage
        if isinstance(value, dict):
            return Node(name, children=tuple(self._children(value, depth - 1)))  # pyright: ignore[reportUnknownArgumentType] - JSON
        if not isinstance(value, str) or len(value) > MOST_CHARACTERS or not printable(value):
            raise NotAMessage
        return Node(name, value)

    def _children(self, values: dict[str, Any], depth: int) -> Iterator[Node]:
        for name, value in values.items():
            if not _NAME.fullmatch(name):
                raise NotAMessage
            for one in value if isinstance(value, list) else (value,):
                yield self.node(name, one, depth)


def json_of(node: Node) -> dict[str, Any] | str:
    """Return what `node_of` reads; children of one name become a list where there are several."""
    if not node.children:
        return node.text
    grouped: dict[str, list[dict[str, Any] | str]] = {}
    for child in node.children:
        grouped.setdefault(child.name, []).append(json_of(child))
    return {name: values if len(values) > 1 else values[0] for name, values in grouped.items()}
