"""A message tree as JSON text: ``[name, text]`` or ``[name, [child, …]]``."""

import json
from typing import cast

from kiosk.domain.message_tree import Node

_Plain = list["str | list[_Plain]"]


def to_json(node: Node) -> str:
    """Write a tree down."""
    return json.dumps(_plain(node), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Node:
    """Read what `to_json` wrote."""
    return _node(cast("_Plain", json.loads(text)))


def _plain(node: Node) -> _Plain:
    return [node.name, [_plain(child) for child in node.children] if node.children else node.text]


def _node(plain: _Plain) -> Node:
    name, inside = plain
    if isinstance(inside, str):
        return Node(str(name), inside)
    return Node(str(name), "", tuple(_node(cast("_Plain", child)) for child in inside))
