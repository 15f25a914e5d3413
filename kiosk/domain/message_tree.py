"""A message of the service, whatever it is written in: names, texts and what stands within.

XML and JSON carry the same messages (qualification.md §1.1, §2). Readers and writers of both turn
them into nodes and back, so that what a name means is said once, in `qualification_tree`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.domain.secret import Private


@dataclass(frozen=True, slots=True, repr=False)
class Node(Private):
    """An element: a text, or other elements; never both. Repeated elements keep their order."""

    name: str
    text: str = ""
    children: tuple["Node", ...] = ()

    def child(self, name: str) -> "Node | None":
        """Return the first child of a name."""
        return next(self.all(name), None)

    def all(self, name: str) -> "Iterator[Node]":
        """Yield the children of a name, in order."""
        return (node for node in self.children if node.name == name)

    def value(self, name: str) -> str | None:
        """Return the text of the first child of a name; None where it is absent or empty."""
        node = self.child(name)
        return (node.text or None) if node else None
