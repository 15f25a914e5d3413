"""Messages as JSON and back, and what is no message."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.qualification.json_tree import (
    MOST_CHARACTERS,
    MOST_DEPTH,
    NotAMessage,
    json_of,
    load,
    node_of,
)
from kiosk.domain.message_tree import Node

NAMES = st.from_regex("[A-Z][A-Za-z0-9]{0,8}", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=12)
NODES = st.recursive(
    st.builds(Node, NAMES, TEXTS),
    lambda inner: st.builds(
        lambda name, children: Node(name, children=tuple(children)),
        NAMES,
        st.lists(inner, min_size=1, max_size=4),
    ),
    max_leaves=12,
)


def in_groups(node: Node) -> Node:
    """Return a node whose children of one name stand together: all that JSON can say."""
    names = dict.fromkeys(child.name for child in node.children)
    children = (in_groups(child) for name in names for child in node.all(name))
    return Node(node.name, node.text, tuple(children))


@given(node=NODES)
def test_what_is_written_is_read_again(node: Node) -> None:
    content = json.dumps(json_of(node)).encode()
    value = json.loads(content)
    assert node_of(node.name, value) == in_groups(node)


@given(content=st.binary(max_size=40))
def test_whatever_comes_is_an_object_or_no_message(content: bytes) -> None:
    try:
        assert isinstance(load(content), dict)
    except NotAMessage as error:
        assert error.args == ()  # noqa: PT017 - or an object


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b'"XmlMsg"',
        b"{",
        b'{"A": "1", "A": "2"}',
        b'{"A": {"Name": "1", "Name": "2"}}',
        "\ufeff{}".encode(),
        '{"A": "秘密"}'.encode("cp932"),
        '{"A": "1"}'.encode("utf-16"),
        b'{"A": ' + b"[" * 100_000,
    ],
)
def test_what_is_no_object_in_utf8_is_no_message(content: bytes) -> None:
    with pytest.raises(NotAMessage):
        load(content)


def nested(depth: int) -> Any:
    value: Any = "deep"
    for _ in range(depth):
        value = {"A": value}
    return value


@pytest.mark.parametrize(
    "value",
    [
        None,
        1,
        True,
        1.5,
        [],
        ["text"],
        {"A": None},
        {"A": [["text"]]},
        {"": "text"},
        {"1A": "text"},
        {"A b": "text"},
        {"秘密": "text"},
        {"A": "\x1b[31m"},
        {"A": "\x00"},
        {"A": "\ud800"},
        {"A": "秘" * (MOST_CHARACTERS + 1)},
        nested(MOST_DEPTH),
    ],
)
def test_what_no_element_can_hold_is_no_message(value: object) -> None:
    with pytest.raises(NotAMessage):
        node_of("XmlMsg", value)


def test_a_message_as_deep_as_allowed_is_read() -> None:
    assert node_of("XmlMsg", nested(MOST_DEPTH - 1)).name == "XmlMsg"


def test_elements_are_counted_over_the_whole_message() -> None:
    value = {"A": [{"B": ["1", "2"]}, {"B": "3"}]}  # with the root six
    assert len(list(node_of("XmlMsg", value, 6).all("A"))) == 2
    with pytest.raises(NotAMessage):
        node_of("XmlMsg", value, 5)
