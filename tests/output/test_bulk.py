"""Large messages are read and written part by part, and come out as if they were whole."""

import io
import tracemalloc
from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.message_tree import Node
from kiosk.domain.qualification_tree import block_nodes
from kiosk.output.bulk import parts_of, read_parts, render_message, write_message
from kiosk.output.encoding import Encoding
from kiosk.output.message_reader import Part, read_message
from kiosk.output.message_text import ResultUnreadable
from kiosk.ports.faults import DeviceFault
from tests.output.receptions import QUALIFICATION
from tests.output.strategies import CP932_TEXT, unknown

MOST: Final = 64 << 20
HEADER: Final = Part(1, "MessageHeader", Node("SegmentOfResult", "1"))


def unit(number: int) -> Node:
    result = Node("ResultOfQualificationConfirmation", children=tuple(block_nodes(QUALIFICATION)))
    children = (
        Node("ArbitraryIdentifier", str(number)),
        Node("QualificationValidity", "1"),
        Node("ResultList", children=(result,)),
    )
    return Node("BulkConfirmUnit", children=children)


def people(count: int) -> Iterator[Part]:
    yield HEADER
    for number in range(count):
        yield Part(2, "MessageBody", unit(number))


def message(count: int) -> Node:
    body = tuple(unit(number) for number in range(count))
    header = Node("MessageHeader", children=(HEADER.node,))
    return Node("XmlMsg", children=(header, Node("MessageBody", children=body)))


def written(parts: Iterator[Part], encoding: Encoding) -> bytes:
    file = io.BytesIO()
    write_message(parts, encoding, file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", Encoding)
def test_parts_and_the_whole_are_written_alike_and_read_alike(encoding: Encoding) -> None:
    content = written(people(300), encoding)
    assert content == render_message(message(300), encoding)
    assert read_message(content) == message(300)
    assert list(read_parts(io.BytesIO(content), MOST)) == list(people(300))


@given(st.lists(unknown(CP932_TEXT), min_size=1, max_size=4), st.sampled_from(Encoding))
def test_whatever_is_written_reads_back_both_ways(sections: list[Node], encoding: Encoding) -> None:
    whole = Node("XmlMsg", children=tuple(sections))
    content = render_message(whole, encoding)
    assert read_message(content) == whole
    assert list(read_parts(io.BytesIO(content), MOST)) == list(parts_of(whole))


def test_sections_of_one_name_stay_two() -> None:
    section = Node("MessageBody", children=(Node("a", "1"),))
    whole = Node("XmlMsg", children=(section, Node("MessageBody"), section, section))
    content = render_message(whole, Encoding.UTF_8)
    assert read_message(content) == whole
    assert list(read_parts(io.BytesIO(content), MOST)) == list(parts_of(whole))


def test_it_is_indented_as_a_person_would() -> None:
    assert render_message(message(1), Encoding.UTF_8).decode().splitlines()[:9] == [
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>',
        "<XmlMsg>",
        "  <MessageHeader>",
        "    <SegmentOfResult>1</SegmentOfResult>",
        "  </MessageHeader>",
        "  <MessageBody>",
        "    <BulkConfirmUnit>",
        "      <ArbitraryIdentifier>0</ArbitraryIdentifier>",
        "      <QualificationValidity>1</QualificationValidity>",
    ]


def test_reading_by_parts_and_writing_them_again_needs_memory_for_few_people() -> None:
    content = written(people(2000), Encoding.UTF_8)
    out = io.BytesIO(bytes(len(content) + 1000))  # its room is not what is measured
    tracemalloc.start()
    try:
        write_message(read_parts(io.BytesIO(content), MOST), Encoding.UTF_8, out)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert out.getvalue()[: len(content)] == content
    assert len(content) > 2_000_000
    assert most < 1_500_000  # beside the file itself, which BytesIO shares


def test_what_comes_before_the_damage_is_handed_over_then_it_is_refused() -> None:
    content = written(people(1000), Encoding.UTF_8)
    parts = read_parts(io.BytesIO(content[: len(content) // 2]), MOST)
    assert next(parts) == HEADER
    with pytest.raises(ResultUnreadable, match="not_xml"):
        list(parts)


def test_a_file_of_more_bytes_than_agreed_is_refused_while_it_is_read() -> None:
    content = written(people(1000), Encoding.UTF_8)
    assert list(read_parts(io.BytesIO(content), len(content))) == list(people(1000))
    with pytest.raises(ResultUnreadable, match="too_large"):
        list(read_parts(io.BytesIO(content), len(content) - 1))


@pytest.mark.parametrize(
    "node",
    [
        Node("秘密", "1"),
        Node("a b"),
        Node("", "1"),
        Node("{urn:秘密}a"),
        Node("a:b"),
        Node("Name", "秘密\x0b"),
        Node("Block", children=(Node("秘密/", "1"),)),
        Node("Block", children=(Node("Name", "秘密\ud800"),)),
    ],
)
def test_what_xml_cannot_hold_is_a_fault_that_tells_nothing(node: Node) -> None:
    for parts in (Part(1, "MessageBody", node), Part(0, "XmlMsg", node)):
        with pytest.raises(DeviceFault) as error:
            written(iter((parts,)), Encoding.UTF_8)
        assert str(error.value) == "receipt_computer: illegal_character"
        assert error.value.__cause__ is None
    with pytest.raises(DeviceFault):
        written(iter((Part(1, "秘 密", Node("a")),)), Encoding.UTF_8)
