"""Dataclasses of element fields (`certificates_of_benefit.element`) from nodes and back.

Nothing is dropped on the way: what has no field of its own goes to `others`, an element that came
twice too, and what stands in a list beside what the list is of. Empty elements count as absent.
"""

from collections.abc import Callable, Iterator
from dataclasses import Field, fields
from typing import Any, TypeVar

from kiosk.domain.message_tree import Node

T = TypeVar("T")


class Children:
    """The children of a node, taken one name after the other; what is left is `rest`."""

    def __init__(self, node: Node) -> None:
        self._left = list(node.children)
        self._names = {child.name for child in node.children}

    def text(self, name: str) -> str | None:
        """Take the first text of a name; its empty elements go as well."""
        if name not in self._names:
            return None
        self._left = [one for one in self._left if one.name != name or one.text or one.children]
        first = self._take_first(lambda one: one.name == name and one.text != "")
        return None if first is None else first.text

    def block(self, name: str) -> Node | None:
        """Take the first element of a name that is no text."""
        if name not in self._names:
            return None
        return self._take_first(lambda one: one.name == name and _is_block(one))

    def each(self, name: str, each: str) -> tuple[Node, ...]:
        """Take the elements named `each` out of the lists of a name; empty lists go as well."""
        if name not in self._names:
            return ()
        found: list[Node] = []
        left: list[Node] = []
        for one in self._left:
            if one.name != name or not _is_block(one):
                left.append(one)
                continue
            inner = [child.name == each and _is_block(child) for child in one.children]
            pairs = tuple(zip(one.children, inner, strict=True))
            found += [child for child, is_each in pairs if is_each]
            if beside := tuple(child for child, is_each in pairs if not is_each):
                left.append(Node(name, children=beside))
        self._left = left
        return tuple(found)

    def rest(self, elsewhere: frozenset[str] = frozenset()) -> tuple[Node, ...]:
        """Return what was not taken, in order, but the names that have their place elsewhere."""
        return tuple(one for one in self._left if one.name not in elsewhere)

    def _take_first(self, wanted: Callable[[Node], bool]) -> Node | None:
        for index, one in enumerate(self._left):
            if wanted(one):
                return self._left.pop(index)
        return None


def read_block(kind: type[T], node: Node, elsewhere: frozenset[str] = frozenset()) -> T:
    """Read a dataclass of element fields; what has no field goes to `others`, but `elsewhere`."""
    children = Children(node)
    values: dict[str, Any] = {
        field.name: _read_field(field, children)
        for field in fields(kind)  # pyright: ignore[reportArgumentType] - a dataclass, by contract
        if "element" in field.metadata
    }
    rest = children.rest(elsewhere)
    return kind(**values, others=rest)  # pyright: ignore[reportCallIssue] - has them, by contract


def block_nodes(block: object) -> Iterator[Node]:
    """Yield the elements of a dataclass of element fields, absent ones left out."""
    for field in fields(block):  # pyright: ignore[reportArgumentType] - a dataclass, by contract
        value = getattr(block, field.name)
        if "others" in field.metadata:
            yield from value
        elif value:
            yield _field_node(field, value)


def _is_block(node: Node) -> bool:
    return not node.text.strip()


def _read_field(field: Field[Any], children: Children) -> object:
    name, kind = field.metadata["element"], field.metadata.get("block")
    if kind is None:
        return children.text(name)
    if each := field.metadata.get("each"):
        return tuple(read_block(kind, one) for one in children.each(name, each))
    inner = children.block(name)
    return None if inner is None else read_block(kind, inner)


def _field_node(field: Field[Any], value: Any) -> Node:  # noqa: ANN401 - by the field's kind
    name = field.metadata["element"]
    if "block" not in field.metadata:
        return Node(name, value)
    if each := field.metadata.get("each"):
        inner = (Node(each, children=tuple(block_nodes(one))) for one in value)
        return Node(name, children=tuple(inner))
    return Node(name, children=tuple(block_nodes(value)))
