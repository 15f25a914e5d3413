"""`python -m tests.bench.bulk [--people N] [--runs N]`: a bulk answer of ten thousand people.

Every way to handle the same file, lxml's plain parse into a tree among them, runs in a process of
its own each time, so that the peak memory printed is its own: beyond what the process took before.
Times are the processor's, so that other work on the machine counts for less.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, cast

# lxml is a compiled module without stubs.
from lxml import etree as _untyped  # pyright: ignore[reportAttributeAccessIssue]

from kiosk.domain.message_tree import Node
from kiosk.domain.qualification_tree import CONSENT_ELEMENTS
from kiosk.output.bulk import read_parts, render_message, write_message
from kiosk.output.encoding import Encoding
from kiosk.output.message_reader import Part, read_message
from tests.bench import figures

_etree: Final = cast("Any", _untyped)
MOST: Final = 64 << 20
PERSON: Final = Path(__file__).parents[1] / "fixtures" / "face_result_with_every_block.xml"


def _plain_parse(path: Path) -> None:
    _etree.parse(str(path))


def _plain_parse_and_write(path: Path) -> None:
    _etree.parse(str(path)).write(f"{path}.out", encoding="UTF-8", standalone=False)


def _read_by_parts(path: Path) -> None:
    with path.open("rb") as file:
        for _ in read_parts(file, MOST):
            pass


def _read_and_write_by_parts(path: Path, encoding: Encoding = Encoding.UTF_8) -> None:
    with path.open("rb") as file, Path(f"{path}.out").open("wb") as out:
        write_message(read_parts(file, MOST), encoding, out)


def _read_and_write_shift_jis(path: Path) -> None:
    _read_and_write_by_parts(path, Encoding.SHIFT_JIS)


def _read_whole(path: Path) -> None:
    read_message(path.read_bytes(), MOST)


def _read_and_render_whole(path: Path) -> None:
    render_message(read_message(path.read_bytes(), MOST), Encoding.UTF_8)


WAYS: Final = {
    "lxml: plain parse into a tree": _plain_parse,
    "lxml: plain parse, tree written again": _plain_parse_and_write,
    "read by parts": _read_by_parts,
    "read and written by parts": _read_and_write_by_parts,
    "the same, written in Shift_JIS": _read_and_write_shift_jis,
    "read as one message": _read_whole,
    "read as one message, rendered whole": _read_and_render_whole,
}


def main() -> int:
    """Measure every way in turn, or run one and print what it took."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bulk", description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--way", nargs=2, metavar=("NAME", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        _measure(options.way[0], Path(options.way[1]))
        return 0
    print(figures.machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="uketsuke-bulk-") as folder:
        path = Path(folder) / "OQSmuquc02res_1.xml"
        with path.open("wb") as file:
            write_message(_people(options.people), Encoding.UTF_8, file)
        print(f"{options.people} people, {path.stat().st_size / 1e6:.1f} MB", flush=True)
        for name in WAYS:
            taken = [_in_a_child(name, path) for _ in range(options.runs)]
            figures.row(name, [milliseconds for milliseconds, _ in taken])
            figures.row("  its peak memory", [megabytes for _, megabytes in taken], "MB")
    return 0


def _people(count: int) -> Iterator[Part]:
    """Yield the same invented person again and again, each with a number of their own."""
    header, body = read_message(PERSON.read_bytes()).children[:2]
    yield from (Part(1, header.name, node) for node in header.children)
    content = tuple(_without_consents(node) for node in body.children)
    for number in range(count):
        identifier = Node("ArbitraryIdentifier", f"{number:08}")
        yield Part(2, body.name, Node("BulkConfirmUnit", children=(identifier, *content)))


def _without_consents(node: Node) -> Node:
    """Leave out what only a person in front of a kiosk can have answered."""
    kept = (child for child in node.children if child.name not in CONSENT_ELEMENTS)
    return replace(node, children=tuple(_without_consents(child) for child in kept))


def _in_a_child(name: str, path: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "tests.bench.bulk", "--way", name, str(path)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(said[0]), float(said[1])


def _measure(name: str, path: Path) -> None:
    """Print milliseconds of the processor and megabytes."""
    before, began = _memory("VmRSS"), time.process_time()
    WAYS[name](path)
    print((time.process_time() - began) * 1000, _memory("VmHWM") - before)


def _memory(what: str) -> float:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    found = re.search(rf"{what}:\s+([0-9]+) kB", status)
    assert found is not None
    return int(found[1]) * 1024 / 1e6


if __name__ == "__main__":
    sys.exit(main())
