"""Writes the result file of a reception (qualification.md §2), by the standard's element names."""

from collections.abc import Iterator
from dataclasses import replace

from kiosk.domain.check_in import CheckIn
from kiosk.domain.doubt import Doubt, DoubtCode
from kiosk.domain.message_tree import Node
from kiosk.domain.qualification_tree import block_nodes, tree_of
from kiosk.output.bulk import render_message
from kiosk.output.characters import loses_in_cp932
from kiosk.output.encoding import Encoding


def render_result(check_in: CheckIn, encoding: Encoding) -> bytes:
    """Render the face file of a reception.

    A value that is None or empty leaves its element out. Every kind the patient was asked about
    has its flag, 1 only where they agreed and the service recorded it; times only beside a 1.
    Raises `DeviceFault(Device.RECEIPT_COMPUTER, "illegal_character")` when a value holds a
    character that XML cannot, and does not say which.
    """
    tree = tree_of(check_in.confirmation, check_in.consents.answers, encoding.identifier)
    return render_message(tree, encoding)


def substituted(check_in: CheckIn, encoding: Encoding) -> tuple[Doubt, ...]:
    """Return which elements of the face file lose a character to its encoding, each once.

    What is no element of a result has the result 0.
    """
    if encoding is Encoding.UTF_8:
        return ()
    answer = check_in.confirmation
    around = tree_of(replace(answer, results=()), {}, encoding.identifier)
    names = [(name, 0) for name in _losing(around)]
    for index, result in enumerate(answer.results):
        names += [(name, index) for node in block_nodes(result) for name in _losing(node)]
    code = DoubtCode.CHARACTER_SUBSTITUTED
    return tuple(Doubt(code, name, index) for name, index in dict.fromkeys(names))


def _losing(node: Node) -> Iterator[str]:
    if loses_in_cp932(node.text):
        yield node.name
    for child in node.children:
        yield from _losing(child)
