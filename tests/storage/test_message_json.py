"""A message tree survives being written down, whatever its texts are made of."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.message_tree import Node
from kiosk.storage.message_json import from_json, to_json

texts = st.text(st.characters(codec="utf-8"), max_size=8)
leaves = st.builds(Node, texts, texts)
trees = st.recursive(
    leaves,
    lambda inner: st.builds(
        lambda name, children: Node(name, "", tuple(children)),
        texts,
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


@given(trees)
def test_a_tree_is_read_as_it_was_written(tree: Node) -> None:
    assert from_json(to_json(tree)) == tree
