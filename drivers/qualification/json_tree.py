"""Messages as JSON: a name is a key, a repeated element a list (qualification.md §1.1)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from kiosk.domain.message_tree import Node

MOST_CHARACTERS: Final = 4096  # of one value: remarks are the longest
MOST_DEPTH: Final = 12

_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NAME: Final = re.compile("[A-Za-z][A-Za-z0-9]{0,79}")


class NotAMessage(Exception):
    """JSON that is no message; says nothing of what it is."""


def node_of(name: str, value: object, depth: int = MOST_DEPTH) -> Node:
    """Read an object or a text. Raises `NotAMessage`; no control characters, bounded in all."""
    if isinstance(value, str):
        if len(value) > MOST_CHARACTERS or _CONTROL.search(value):
            raise NotAMessage
        return Node(name, value)
    if not isinstance(value, Mapping) or not depth:
        raise NotAMessage
    return Node(name, children=tuple(_children(value, depth - 1)))  # pyright: ignore[reportUnknownArgumentType] - JSON


def _children(values: Mapping[Any, Any], depth: int) -> Iterator[Node]:
    for name, value in values.items():
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise NotAMessage
        several = isinstance(value, Sequence) and not isinstance(value, str)
        for one in value if several else (value,):
            yield node_of(name, one, depth)


def json_of(node: Node) -> dict[str, Any] | str:
    """Return what `node_of` reads; children of one name become a list where there are several."""
    if not node.children:
        return node.text
    values: dict[str, Any] = {}
    for child in node.children:
        value = json_of(child)
        if child.name not in values:
            values[child.name] = value
        elif isinstance(values[child.name], list):
            values[child.name].append(value)
        else:
            values[child.name] = [values[child.name], value]
    return values
