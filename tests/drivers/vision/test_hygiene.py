import gc
import logging
import mmap
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.vision import hygiene
from drivers.vision.frames import FrameRing
from tests.drivers.vision.test_frames import pixels

ROOT = Path(__file__).resolve().parents[3]
ALL = """
import ctypes, logging, sys
from drivers.vision import hygiene
logging.basicConfig(stream=sys.stdout, format="%(message)s", level=logging.INFO)
hygiene.forbid_dumps()
before = hygiene.locked_bytes()
done = hygiene.lock_all()
later = bytearray(4 << 20)
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), done, hygiene.locked_bytes() - before)
"""


FREED = """
import ctypes, os, sys
from drivers.vision import hygiene
if sys.argv[1] == "overwritten":
    hygiene.overwrite_freed()
portrait = os.urandom(6000)
piece, place = portrait[3000:3072], id(portrait) + bytes.__basicsize__ - 1 + 3000
del portrait
print(ctypes.string_at(place, 72) == piece)
"""


@pytest.fixture
def ring() -> Iterator[FrameRing]:
    ring = FrameRing.create(64, 48)
    yield ring
    ring.close()


def flags_of(memory: mmap.mmap) -> set[str]:
    """What the kernel says of the mapping that a buffer lies in."""
    place, _ = hygiene._span(memory)
    lines = Path("/proc/self/smaps").read_text().splitlines()
    inside = False
    for line in lines:
        edges = line.split()[0].split("-")
        if len(edges) == 2 and not line.startswith("VmFlags"):
            inside = int(edges[0], 16) <= place < int(edges[1], 16)
        if inside and line.startswith("VmFlags:"):
            return set(line.split()[1:])
    raise AssertionError("no such mapping")


def may_lock() -> bool:
    return resource.getrlimit(resource.RLIMIT_MEMLOCK)[0] != 0


def test_a_process_of_its_own_is_not_dumped_and_says_whether_it_is_locked() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ALL], cwd=ROOT, capture_output=True, text=True, check=True
    )
    said, figures = done.stdout.splitlines()
    dumpable, locked, grown = figures.split()
    assert dumpable == "0"
    if locked == "True":
        assert said == "memory is locked: no face reaches swap space"
        assert int(grown) > 4 << 20  # also what was allocated afterwards
    else:
        assert "LimitMEMLOCK" in said


def test_with_a_limit_nothing_is_locked_in_advance_and_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object) -> None:
        raise ValueError("not allowed to raise maximum limit")

    monkeypatch.setattr(hygiene.resource, "setrlimit", refuse)
    monkeypatch.setattr(hygiene.resource, "getrlimit", lambda _: (8 << 20, 8 << 20))
    monkeypatch.setattr(hygiene, "_status", lambda name: {"CapEff": "0000000000003fff"}[name])
    with caplog.at_level(logging.WARNING):
        assert not hygiene.lock_all()
    [said] = [record.getMessage() for record in caplog.records]
    assert "LimitMEMLOCK" in said
    assert "swap" in said


@pytest.mark.skipif(not may_lock(), reason="this user may lock no memory at all")
def test_one_buffer_can_be_locked_by_itself_and_stays_as_it_is() -> None:
    before, portrait = hygiene.locked_bytes(), bytearray(b"portrait" * 1000)
    assert hygiene.lock(portrait)
    assert hygiene.locked_bytes() >= before + len(portrait)
    portrait.extend(b"more")  # nothing holds on to it
    assert hygiene.lock(bytearray())


@pytest.mark.skipif(not may_lock(), reason="this user may lock no memory at all")
def test_the_ring_is_locked_and_no_part_of_a_dump(ring: FrameRing) -> None:
    assert {"dd", "lo"} <= flags_of(ring._memory)


@pytest.mark.parametrize(("how", "left"), [("overwritten", "False"), ("as usual", "True")])
def test_a_portrait_as_bytes_is_overwritten_when_it_is_freed(how: str, left: str) -> None:
    command = [sys.executable, "-c", FREED, how]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == left


def test_a_frame_is_copied_once_however_often_it_is_asked_for(ring: FrameRing) -> None:
    ring.write(1, 4, 3, pixels(1))
    first = ring.newest()
    assert ring.newest() is first
    ring.write(2, 4, 3, pixels(2))
    second = ring.newest()
    assert second is not None
    assert second is not first
    assert second.rgb == pixels(2)


def test_the_ring_keeps_no_copy_that_nobody_shows(ring: FrameRing) -> None:
    ring.write(1, 4, 3, pixels(1))
    ring.newest()
    gc.collect()
    assert ring._shown() is None


def test_after_wiping_a_copy_still_shown_is_not_handed_out_again(ring: FrameRing) -> None:
    ring.write(1, 4, 3, pixels(1))
    shown = ring.newest()
    ring.wipe()
    assert shown is not None
    assert ring.newest() is None
