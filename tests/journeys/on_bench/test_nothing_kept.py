"""Of portrait and frames nothing is left: in no file, and in no memory once the reception is over.

The kiosk runs in a process of its own, with its own folder for temporary files; what it and its
vision child wrote, or have open to write, is searched for pieces of what the watcher saw.
"""

import os
import signal
from collections.abc import Generator
from itertools import chain
from pathlib import Path

import psutil
import pytest

from kiosk.config import Config
from simulators.bench import Bench
from simulators.camera.scenes import Nobody
from simulators.card.face_of_card import portrait_jp2
from tests.journeys.on_bench.faces_left import (
    Piece,
    Watcher,
    files_below,
    found_in_files,
    found_in_memory,
    of_frame,
    of_portrait,
    written_by,
)
from tests.journeys.on_bench.parts import mended
from tests.persistence.killed import KioskProcess, Shown
from tests.reader import eventually

pytestmark = [pytest.mark.reader, pytest.mark.vision, pytest.mark.timeout(300)]
HOLDER = "hanako"
START_SECONDS = 60.0
SHARED_MEMORY = Path("/dev/shm")
PREVIEWS = 8  # the child has looked at some of these frames by then
SEARCHED_IN_MEMORY = 4  # frames, evenly chosen: memory is large


@pytest.fixture
def shared_parts(one_bench: Bench) -> None:
    """No child is shared here."""
    mended(one_bench)


@pytest.fixture
def shm() -> frozenset[Path]:
    """What lay in shared memory before: others' files."""
    return frozenset(files_below([SHARED_MEMORY]))


@pytest.fixture
def kiosk(
    shm: frozenset[Path], config: Config, folder: Path, tmp_path: Path, bench: Bench
) -> Generator[KioskProcess]:
    """A kiosk that is ready to see people."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    places = {"TMPDIR": str(temporary), "HOME": str(temporary)}
    kiosk = KioskProcess(folder, sees=True, environment=places)
    try:
        bench.prepare((HOLDER,))
        bench.show_person(HOLDER)
        log = folder / "kiosk.log"
        eventually(lambda: "vision is ready" in _text(log), "vision is ready", START_SECONDS)
        performance = bench.camera._performance
        assert performance is not None
        drawing = performance._store
        eventually(lambda: not drawing._wanted, "every movement is drawn", START_SECONDS)
        yield kiosk
    finally:
        kiosk.stop()


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


@pytest.fixture
def portrait(bench: Bench, tmp_path: Path) -> list[Piece]:
    """Pieces of the holder's portrait."""
    drawn = tmp_path.parent / f"{tmp_path.name}-drawn"
    drawn.mkdir()
    return of_portrait(portrait_jp2(HOLDER, drawn))


def vision_child(kiosk: KioskProcess) -> psutil.Process:
    children = psutil.Process(kiosk.pid).children()
    [child] = [one for one in children if "drivers.vision.child" in one.cmdline()]
    return child


def come_with_a_card(kiosk: KioskProcess, bench: Bench) -> None:
    """Lay the card there, again if its front was not read: the child has just begun to read."""
    for _ in range(4):
        bench.place_card(HOLDER)
        shown = kiosk.until(
            lambda shown: shown.get("front") in {"read", "unread"}, "the front is looked at"
        )
        if shown["front"] == "read":
            return
        bench.take_card()
        kiosk.expect("WaitingForCard")
    raise AssertionError("the printed front was never read")


def is_seen(kiosk: KioskProcess, bench: Bench) -> None:
    """Do what the kiosk asks for until the face is known; try again where it took too long."""

    def known(shown: Shown) -> bool:
        if shown["state"] == "MatchingFace":
            bench.obey(shown["guidance"])
        if shown["state"] == "FaceRefused":
            kiosk.do("touch FaceChosen")  # refused after three tries: then the wait ends the test
        return bool(shown["state"] == "GivingConsent")

    kiosk.until(known, "GivingConsent")


def what_was_seen(watcher: Watcher, beside: Path) -> list[Piece]:
    """Pieces of every frame and of every preview."""
    frames = chain.from_iterable(of_frame(jpeg, beside) for jpeg in watcher.sent)
    pieces = [*frames, *chain.from_iterable(watcher.previews.values())]
    assert {piece.what for piece in pieces} == {"frame as sent", "frame", "preview"}
    return pieces


def for_memory(watcher: Watcher, beside: Path) -> list[Piece]:
    """One piece each of a few of the frames, unpacked."""
    sent = list(watcher.sent)
    some = sent[:: max(len(sent) // SEARCHED_IN_MEMORY, 1)]
    frames = [[p for p in of_frame(jpeg, beside) if p.what == "frame"] for jpeg in some]
    return [pieces[len(pieces) // 2] for pieces in frames if pieces]


def files_of(tmp_path: Path, shm: frozenset[Path], *processes: int) -> list[Path]:
    """Where they could have written: their folders, shared memory, whatever they have open."""
    new = [path for path in files_below([SHARED_MEMORY]) if path not in shm]
    return [*files_below([tmp_path]), *new, *chain.from_iterable(map(written_by, processes))]


def test_after_a_reception_by_face_nothing_of_the_face_is_left(
    kiosk: KioskProcess,
    bench: Bench,
    portrait: list[Piece],
    shm: frozenset[Path],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    beside = tmp_path_factory.mktemp("beside") / "frame.jpg"
    child = vision_child(kiosk).pid
    with Watcher(bench, kiosk.pid) as watcher:
        come_with_a_card(kiosk, bench)
        kiosk.do("touch FaceChosen")
        kiosk.expect("MatchingFace")
        is_seen(kiosk, bench)
        watcher.stop()
        bench.show(Nobody())
        kiosk.do("answer AllAnswered yes")
        kiosk.expect("Done")
        bench.take_card()
        kiosk.expect("WaitingForCard")
        assert watcher.ring_is_empty()
        seen = what_was_seen(watcher, beside)
        files = files_of(tmp_path, shm, kiosk.pid, child)
        assert {"uketsuke.sqlite3", "kiosk.log"} <= {path.name for path in files}
        assert found_in_files([*portrait, *seen], files) == {}
        looked_for = [*portrait, *for_memory(watcher, beside)]
        for process in (child, kiosk.pid):
            # The camera's library holds the last frame it unpacked until the next one, by design a
            # second later; on a machine with much other work that takes longer.
            eventually(
                lambda searched=process: not found_in_memory(looked_for, searched),
                "no face in memory",
                START_SECONDS,
            )


def test_a_kiosk_killed_while_it_looks_leaves_nothing_on_the_disk(
    kiosk: KioskProcess,
    bench: Bench,
    portrait: list[Piece],
    shm: frozenset[Path],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    beside = tmp_path_factory.mktemp("beside") / "frame.jpg"
    child = vision_child(kiosk)
    with Watcher(bench, kiosk.pid) as watcher:
        come_with_a_card(kiosk, bench)
        bench.show(Nobody())  # so that it goes on looking
        kiosk.do("touch FaceChosen")
        kiosk.expect("MatchingFace")
        eventually(lambda: len(watcher.previews) > PREVIEWS, "the match goes on", START_SECONDS)
        psutil.Process(kiosk.pid).suspend()  # else it would replace a child that falls silent
        child.suspend()
        # the search finds what is there: the portrait is compared with at this moment
        assert "portrait" in found_in_memory(portrait, child.pid)
        files = files_of(tmp_path, shm, kiosk.pid, child.pid)
        seen = [*portrait, *what_was_seen(watcher, beside)]
        assert found_in_files(seen, files) == {}
        os.kill(kiosk.pid, signal.SIGKILL)
        child.resume()
        watcher.stop()
    kiosk.died()
    eventually(lambda: not child.is_running(), "the child ends with the kiosk", START_SECONDS)
    assert found_in_files(seen, files_of(tmp_path, shm)) == {}
