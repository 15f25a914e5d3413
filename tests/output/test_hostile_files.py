"""Files made to harm are refused with a code, before they can use memory, time or other files."""

import io
import subprocess
import sys
from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.message_tree import Node
from kiosk.output import message_reader
from kiosk.output.bulk import read_parts
from kiosk.output.encoding import Encoding
from kiosk.output.message_reader import MAX_BYTES, MAX_DEPTH, NodeBuilder, read_message
from kiosk.output.message_text import ResultUnreadable
from kiosk.output.qualification_reader import read_result
from kiosk.output.qualification_xml import render_result
from kiosk.output.xml_tree import Parser
from tests.output.receptions import reception

GOOD: Final = render_result(reception(), Encoding.UTF_8)
GOOD_SHIFT_JIS: Final = render_result(reception(), Encoding.SHIFT_JIS)
BODY: Final = GOOD.split(b"?>", 1)[1]
BOMB: Final = (
    '<!DOCTYPE XmlMsg [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    + "]><XmlMsg>&a9;</XmlMsg>"
)
QUADRATIC: Final = (
    f'<!DOCTYPE XmlMsg [<!ENTITY a "{"x" * 100_000}">]><XmlMsg>{"&a;" * 100_000}</XmlMsg>'
)
EXTERNAL: Final = '<!DOCTYPE XmlMsg SYSTEM "http://127.0.0.1:9/x.dtd"><XmlMsg/>'


def read_by_parts(content: bytes) -> object:
    return list(read_parts(io.BytesIO(content), MAX_BYTES))


READERS: Final = (read_message, read_by_parts)


def refusal(content: bytes, read: Callable[[bytes], object] = read_message) -> str:
    with pytest.raises(ResultUnreadable) as error:
        read(content)
    return str(error.value)


def in_message(inside: bytes) -> bytes:
    return b"<XmlMsg><MessageBody>" + inside + b"</MessageBody></XmlMsg>"


def declared(encoding: str, text: str) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>{text}'


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("document", [BOMB, QUADRATIC, EXTERNAL], ids=["bomb", "quadratic", "dtd"])
@pytest.mark.parametrize(
    ("name", "codec", "code"),
    [
        ("UTF-8", "utf-8", "doctype"),
        ("UTF-8", "utf-8-sig", "doctype"),
        ("Shift_JIS", "cp932", "doctype"),
        ("UTF-16", "utf-16", "bad_encoding"),
        ("UTF-16", "utf-16-le", "not_xml"),
        ("UTF-16", "utf-16-be", "not_xml"),
        ("UTF-32", "utf-32", "bad_encoding"),
        ("UTF-7", "utf-7", "bad_encoding"),
        ("EUC-JP", "euc-jp", "bad_encoding"),
        ("IBM037", "cp037", "bad_encoding"),
    ],
)
def test_a_dtd_is_refused_in_whatever_encoding(
    document: str, name: str, codec: str, code: str, read: Callable[[bytes], object]
) -> None:
    content = declared(name, document).encode(codec)
    found = refusal(content, read)
    assert found == code or (found, code) == ("bad_encoding", "not_xml")


@pytest.mark.parametrize("declaration", [
    "<?xml version='1.0' encoding='UTF-7'?>",
    '<?xml version="1.0" encoding="UTF-7" standalone="no"?>',
    "<?xml\tversion = '1.0'\r\nencoding = 'utf-7' ?>",
])  # fmt: skip
def test_a_dtd_that_only_another_encoding_shows_is_not_looked_for_there(declaration: str) -> None:
    smuggled = b"+ADwAIQ-DOCTYPE a +AFsAPAAh-ENTITY x +ACI-y+ACIAPg-]+AD4-"
    assert smuggled.decode("utf-7") == '<!DOCTYPE a [<!ENTITY x "y">]>'
    content = declaration.encode() + smuggled + b"<XmlMsg>&x;</XmlMsg>"
    assert refusal(content) == "bad_encoding"
    assert refusal(b" " + content) == "not_xml"  # a declaration is one at the very start alone
    assert refusal(GOOD.split(b"?>", 1)[0] + b"?>" + content) == "not_xml"  # and the first alone


@pytest.mark.parametrize("before", range(0, 1 << 16, 8191))
def test_a_dtd_between_two_pieces_is_seen(before: int) -> None:
    for step in range(10):
        comment = b"<!--" + b"x" * (before + step + 57_000) + b"-->"
        assert refusal(comment + BOMB.encode()) == "doctype"


def test_the_parser_itself_goes_no_further_than_a_doctype() -> None:
    parser = Parser(NodeBuilder())
    with pytest.raises(ResultUnreadable, match="doctype"):
        parser.feed(BOMB)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<a>" * (MAX_DEPTH + 1), "missing XmlMsg"),
        (b"<XmlMsg>" + b"<a>" * MAX_DEPTH, "bad_structure"),
        (b"<XmlMsg>" + b"<a>" * 300_000, "bad_structure"),
        (in_message(b"<Name>a<b/></Name>"), "bad_structure"),
        (in_message(b"<Name><b/>a</Name>"), "bad_structure"),
        (in_message(b"<Name/>text beside elements"), "bad_structure"),
        (in_message(b'<x:Name xmlns:x="urn:x">a</x:Name>'), "bad_structure"),
        (in_message(b'<Name xmlns="urn:x">a</Name>'), "bad_structure"),
        (in_message("<名前>a</名前>".encode()), "bad_structure"),
        (in_message(b"<" + b"n" * 81 + b"/>"), "bad_structure"),
        (b'<XmlMsg xmlns="urn:x"/>', "bad_structure"),
        (in_message(b"<Name>&x;</Name>"), "not_xml"),
        (in_message(b"<Name>&#0;</Name>"), "not_xml"),
        (in_message(b"<Name>&#x1f;</Name>"), "not_xml"),
        (in_message(b"<Name>&#xd800;</Name>"), "not_xml"),
        (in_message(b"<Name>\x0b</Name>"), "not_xml"),
        (in_message(b"<Name>a</Nome>"), "not_xml"),
        (in_message(b'<Name a="1" a="2"/>'), "not_xml"),
        (in_message(b"") * 2, "not_xml"),
        (in_message(b"") + b"x", "not_xml"),
        (b"x" + in_message(b""), "not_xml"),
        (b"\xef\xbb\xbf" * 2 + BODY, "not_xml"),
        (b"\xff\xfe" + BODY, "bad_encoding"),
        (b"\xed\xa0\x80", "bad_encoding"),  # a surrogate
        (b"\xc0\xbc", "bad_encoding"),  # "<", too long
        (b'<?xml version="1.0" encoding="">' + BODY, "bad_encoding"),
        (b'<?xml version="1.0" encoding="Latin-1"?>' + BODY, "bad_encoding"),
        (b'<?xml encoding="UTF-8"?>' + BODY, "bad_encoding"),
        (b'<?xml version="1.0" encoding="UTF-8"' + b" " * 2000 + b"?>" + BODY, "bad_encoding"),
        (b"\xef\xbb\xbf" + GOOD_SHIFT_JIS, "bad_encoding"),
        (GOOD_SHIFT_JIS.replace(b"Shift_JIS", b"UTF-8"), "bad_encoding"),
        (GOOD.replace(b"UTF-8", b"Shift_JIS"), "bad_encoding"),
        (b"", "not_xml"),
        (b"<XmlMsg>", "not_xml"),
        (b"<XmlMsg>\xff</XmlMsg>", "bad_encoding"),
        (b" " * (MAX_BYTES + 1), "too_large"),
        (in_message(b"x" * MAX_BYTES), "too_large"),
    ],
)
def test_each_has_its_code(content: bytes, code: str, read: Callable[[bytes], object]) -> None:
    assert refusal(content, read) == code


@pytest.mark.parametrize("octet", [b"\x80", b"\xa0", b"\xfd", b"\xff", b"\x81\xad"])
def test_octets_that_are_no_characters_of_cp932_are_refused(octet: bytes) -> None:
    content = GOOD_SHIFT_JIS.replace("花子".encode("cp932"), octet)
    assert refusal(content) == "bad_encoding"


@pytest.mark.parametrize("content", [GOOD, GOOD_SHIFT_JIS], ids=["utf8", "shift_jis"])
def test_no_part_of_a_file_is_taken_for_the_whole(content: bytes) -> None:
    for end in range(len(content.rstrip())):
        refusal(content[:end])


@pytest.mark.parametrize("content", [GOOD, GOOD_SHIFT_JIS], ids=["utf8", "shift_jis"])
def test_a_nul_is_refused_wherever_it_stands(content: bytes) -> None:
    for place in range(len(content) + 1):
        refusal(content[:place] + b"\0" + content[place:])


@given(st.binary(max_size=40), st.integers(0, len(GOOD)), st.integers(0, 60), st.booleans())
def test_both_ways_of_reading_refuse_the_same(
    rubbish: bytes, where: int, cut: int, shift_jis: bool
) -> None:
    good = GOOD_SHIFT_JIS if shift_jis else GOOD
    damaged = good[:where] + rubbish + good[where + cut :]
    codes: list[str] = []
    for read in READERS:
        try:
            read(damaged)
            codes.append("")
        except ResultUnreadable as unreadable:
            codes.append(str(unreadable))
    assert codes[0] == codes[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("秘密　花子", "秘密<!-- 佐藤 -->　花子"),
        ("秘密　花子", "<![CDATA[秘密　]]>花子"),
        ("秘密　花子", "秘密<?say 佐藤?>　花子"),
        ("秘密　花子", "&#x79d8;密　花子"),
        ("<MessageBody>", "<!-- <Name>佐藤</Name> --><MessageBody>"),
        ("<MessageBody>", '<?x y?><MessageBody a="1">'),
        ("<Name>", '<Name xml:lang="ja" of="佐藤">'),
        ("<Name>秘密　花子</Name>", "<unbound:Name>秘密　花子</unbound:Name>"),
    ],
)
def test_comments_instructions_and_attributes_change_no_value(old: str, new: str) -> None:
    changed = GOOD.decode().replace(old, new).encode()
    assert changed != GOOD
    assert read_result(changed) == read_result(GOOD)


@pytest.mark.parametrize(
    "declaration",
    [
        b"<?xml version='1.0' encoding='shift_jis'?>",
        b"<?xml version=\"1.0\" encoding='Windows-31J' standalone='yes' ?>",
        b'<?xml version="1.1"\r\n encoding="SHIFT-JIS"?>',
    ],
)
def test_other_spellings_of_the_same_declaration_are_read(declaration: bytes) -> None:
    content = declaration + GOOD_SHIFT_JIS.split(b"?>", 1)[1]
    assert read_message(content) == read_message(GOOD_SHIFT_JIS)


@pytest.mark.parametrize("length", range(1020, 1029))
def test_a_declaration_may_end_where_the_first_piece_does(length: int) -> None:
    if length > 1024:  # the bytes in which it must have ended
        assert refusal(padded(length)) == "bad_encoding"
    else:
        assert read_message(padded(length)) == read_message(GOOD_SHIFT_JIS)


def padded(length: int) -> bytes:
    """Fill the declaration of a good file up to so many bytes."""
    declaration, rest = GOOD_SHIFT_JIS.split(b"?>", 1)
    return declaration + b" " * (length - len(declaration) - 2) + b"?>" + rest


def test_the_largest_of_everything_is_still_read() -> None:
    leaf = b"<a>" * (MAX_DEPTH - 2) + b"</a>" * (MAX_DEPTH - 2)
    long = b"<" + b"n" * 80 + b">" + b"x" * 500_000 + b"</" + b"n" * 80 + b">"
    content = in_message(leaf + long)
    content += b" " * (MAX_BYTES - len(content))
    [body] = read_message(content).children
    assert body.children[1] == Node("n" * 80, "x" * 500_000)
    assert read_by_parts(content) == [(1, "MessageBody", node) for node in body.children]


_IN_A_CHILD: Final = """
import io, re, sys
from pathlib import Path
from kiosk.output import message_reader
from kiosk.output.bulk import read_parts
from kiosk.output.message_reader import MAX_BYTES, read_message
from kiosk.output.message_text import ResultUnreadable

def most():
    return int(re.search(r"VmHWM:\\s+([0-9]+) kB", Path("/proc/self/status").read_text())[1])

def attempt(content):
    for read in (read_message, lambda content: list(read_parts(io.BytesIO(content), MAX_BYTES))):
        try:
            read(content)
        except ResultUnreadable:
            pass

attempt(b"<XmlMsg/>")
before, room = most(), MAX_BYTES - 100
for repeated in b"<a/> <a> <a_b='c'> &#65; <!----> <![CDATA[]]> x <?x?> &lt; _".split():
    repeated = repeated.replace(b"_", b" ")
    attempt(b"<XmlMsg>" + repeated * (room // len(repeated)))
attempt(b"<XmlMsg " + b" ".join(b"a%d=''" % n for n in range(80_000)) + b"/>")
attempt(b"<XmlMsg " + b" ".join(b"xmlns:a%d='u%d'" % (n, n) for n in range(40_000)) + b"/>")
attempt(b"<XmlMsg>" + b"".join(b"<a%d/>" % n for n in range(90_000)))
attempt(sys.stdin.buffer.read())
print(most() - before)
"""


def test_no_file_of_the_largest_size_takes_much_memory() -> None:
    child = subprocess.run(
        [sys.executable, "-c", _IN_A_CHILD],
        input=QUADRATIC.encode(),
        capture_output=True,
        check=True,
        timeout=100,
    )
    assert int(child.stdout) < 64 * 1024  # kilobytes


def test_a_file_of_nothing_but_elements_is_refused_by_their_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(message_reader, "MAX_ELEMENTS", 1000)
    for read in READERS:
        read(b"<XmlMsg>" + b"<a/>" * 999 + b"</XmlMsg>")
    assert refusal(b"<XmlMsg>" + b"<a/>" * 1000 + b"</XmlMsg>") == "bad_structure"
    one = b"<BulkConfirmUnit>" + b"<a/>" * 900 + b"</BulkConfirmUnit>"
    assert len(list(read_parts(io.BytesIO(in_message(one * 5)), MAX_BYTES))) == 5
    assert refusal(in_message(one * 5)) == "bad_structure"  # the bound is a part's, or the whole's
