"""`python -m tests.fuzz.files [--files N] [--seed S]`: spoils result files, N of them.

Whatever stands in a file, it is read or refused with a code; both ways of reading agree; and what
was read is written and read again as the same. Ends at the first broken invariant, which names the
seed that --seed begins with again.
"""

import argparse
import io
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Final

from kiosk.domain.check_in import CheckIn, VerifiedBy
from kiosk.domain.message_tree import Node
from kiosk.domain.session import SessionId
from kiosk.output.bulk import parts_of, read_parts, render_message
from kiosk.output.characters import in_cp932
from kiosk.output.encoding import Encoding
from kiosk.output.message_reader import MAX_BYTES, Part, read_message
from kiosk.output.message_text import ResultUnreadable
from kiosk.output.qualification_reader import read_consents, read_result
from kiosk.output.qualification_xml import render_result
from tests.drivers.mynacard.fuzz_judge import must

FIXTURES: Final = Path(__file__).parents[1] / "fixtures"
MOST_CHANGES: Final = 6
MOST_CUT: Final = 80
HALF: Final = 0.5
TOKENS: Final = (
    *(b"<", b">", b"</", b"/>", b"&", b"&#13;", b"&#0;", b"]]>", b"<![CDATA[", b"<!--", b"-->"),
    *(b"<!DOCTYPE a [", b'<!ENTITY x "y">', b"&x;", b"<?xml", b"?>", b"\0", b"\xff", b"\xfb\xfc"),
    *(
        b"\xef\xbb\xbf",
        b"\r\n",
        b"\r",
        b"  ",
        b'encoding="Shift_JIS"',
        b"xmlns='u'",
        b"x:",
        b"a='b'",
    ),
    *(b"<ResultList/>", b"<Name/>", b"<a><b/></a>", b"1", b"2", b"20261320999999", b"<XmlMsg>"),
)


def seeds_to_spoil() -> tuple[bytes, ...]:
    """Return good files, each in both encodings."""
    good = [path.read_bytes() for path in sorted(FIXTURES.glob("face_result*.xml"))]
    messages = [read_message(content) for content in good]
    encoded = [render_message(one, encoding) for one in messages for encoding in Encoding]
    return (*good, *encoded)


def spoil(content: bytes, chance: Random) -> bytes:
    """Change a few places: put in, cut out, double, or turn a bit over."""
    for _ in range(chance.randint(1, MOST_CHANGES)):
        where, length = chance.randrange(len(content) + 1), chance.randint(0, MOST_CUT)
        before, cut, after = (
            content[:where],
            content[where : where + length],
            content[where + length :],
        )
        match chance.randrange(5):
            case 0:
                content = before + chance.choice(TOKENS) + cut + after
            case 1:
                content = before + after
            case 2:
                content = before + cut + cut + after
            case 3:
                content = before + chance.choice(TOKENS) + after
            case _:
                turned = bytes(octet ^ (1 << chance.randrange(8)) for octet in cut[:1])
                content = before + turned + cut[1:] + after
    return content


def rearrange(node: Node, chance: Random) -> Node:
    """Drop, double, rename, empty or move elements of a message, one in thirty of them."""
    children: list[Node] = []
    for child in node.children:
        one = rearrange(child, chance)
        match chance.randrange(180):
            case 0:
                continue
            case 1:
                children.append(one)
            case 2:
                one = replace(one, name=chance.choice(node.children).name)
            case 3:
                one = Node(one.name, chance.choice(("", " ", "1", "2", "秘密", "20261320999999")))
            case 4:
                one = Node(one.name, children=(one, Node("Future", "1")))
            case 5:
                chance.shuffle(children)
            case _:
                pass
        children.append(one)
    return replace(node, children=tuple(children))


def judge(content: bytes) -> str:
    """Read a file every way; return what came of it. Raises `AssertionError`."""
    whole, parts = _whole(content), _parts(content)
    if isinstance(whole, str):
        must(whole == parts, "the two ways of reading do not agree")
        return whole
    must(list(parts_of(whole)) == parts, "the two ways of reading read differently")
    must(read_message(render_message(whole, Encoding.UTF_8)) == whole, "it was written otherwise")
    try:
        consents, confirmation = read_consents(content), read_result(content)
    except ResultUnreadable as unreadable:
        return str(unreadable)
    check_in = CheckIn(SessionId(1), VerifiedBy.FACE, consents, confirmation)
    for encoding in Encoding:
        text = render_result(check_in, Encoding.UTF_8).decode()
        if encoding is Encoding.SHIFT_JIS and in_cp932(text) != text:
            continue
        again = read_result(render_result(check_in, encoding))
        must(again == confirmation, f"it was not read again from {encoding}")
    return "read"


def _whole(content: bytes) -> Node | str:
    try:
        return read_message(content)
    except ResultUnreadable as unreadable:
        return str(unreadable)


def _parts(content: bytes) -> list[Part] | str:
    try:
        return list(read_parts(io.BytesIO(content), MAX_BYTES))
    except ResultUnreadable as unreadable:
        return str(unreadable)


def walk(seed: int, files: int) -> Counter[str]:
    """Spoil so many files from a seed on. Raises `AssertionError`, which names the seed."""
    good, outcomes = seeds_to_spoil(), Counter[str]()
    for one in range(seed, seed + files):
        chance = Random(one)
        try:
            content = chance.choice(good)
            if chance.random() < HALF:
                content = spoil(content, chance)
            else:
                message = rearrange(read_message(content), chance)
                content = render_message(message, chance.choice(list(Encoding)))
            outcomes[judge(content)] += 1
        except Exception as broken:
            raise AssertionError(f"seed {one}: {type(broken).__name__} {broken}") from broken
    return outcomes


def main() -> int:
    """Run what was asked for and print what it came to."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.files", description=__doc__)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.monotonic()
    outcomes = walk(options.seed, options.files)
    print(f"{options.files} files, {time.monotonic() - began:.0f} s; no invariant broken")  # noqa: T201 - a command's output
    for outcome, count in outcomes.most_common():
        print(f"  {count:9}  {outcome}")  # noqa: T201 - as above
    return 0


if __name__ == "__main__":
    sys.exit(main())
