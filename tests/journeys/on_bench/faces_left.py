"""Pieces of what a face was seen by, and where none of them may be left: files, memory."""

import os
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision.frames import FrameRing
from drivers.vision.settings import VisionSettings
from simulators.bench import Bench
from simulators.camera.simulated_camera import STUDIO

LENGTH = 72  # bytes of a piece: 24 pixels in colour
FEWEST_VALUES = 12  # in a piece: less is a flat wall, or a format's own padding
RING = "/memfd:vision-preview"
_WRITING = os.O_WRONLY | os.O_RDWR


@dataclass(frozen=True)
class Piece:
    """Some bytes, and what they are a piece of."""

    what: str
    data: bytes


def of_bytes(what: str, data: bytes) -> list[Piece]:
    """Pieces of a file as it was sent."""
    return _telling(what, (data[len(data) * i // 4 :][:LENGTH] for i in (1, 2, 3)))


def of_rows(what: str, picture: NDArray[np.uint8]) -> list[Piece]:
    """Pieces of rows of pixels, where faces are."""
    height, width = picture.shape[:2]
    rows = (picture[height * i // 10, width // 2 - 12 :].tobytes() for i in (3, 4, 5, 6))
    return _telling(what, (row[:LENGTH] for row in rows))


def _telling(what: str, found: Iterable[bytes]) -> list[Piece]:
    return [Piece(what, data) for data in found if len(set(data)) >= FEWEST_VALUES]


def of_portrait(jpeg2000: bytes) -> list[Piece]:
    """Pieces of the chip's portrait: as it is sent, and as it is unpacked."""
    picture = cv2.imdecode(np.frombuffer(jpeg2000, np.uint8), cv2.IMREAD_COLOR)
    colour = np.asarray(picture, np.uint8)
    grey = np.ascontiguousarray(colour[..., 0])
    pieces = of_bytes("portrait", jpeg2000) + of_rows("unpacked portrait", colour)
    return pieces + of_rows("grey portrait", grey)


def of_frame(jpeg: bytes, beside: Path) -> list[Piece]:
    """Pieces of a frame: as the camera sends it, and as the library of the child unpacks it.

    `beside` is a file for it that the search leaves out.
    """
    beside.write_bytes(jpeg)
    capture = cv2.VideoCapture(str(beside), cv2.CAP_FFMPEG)  # as it unpacks the video's
    whole, picture = capture.read()
    capture.release()
    assert whole
    return of_bytes("frame as sent", jpeg) + of_rows("frame", np.asarray(picture, np.uint8))


class Watcher:
    """Sees beside the kiosk what its camera and its preview show."""

    def __init__(self, bench: Bench, kiosk: int) -> None:
        self._bench = bench
        settings = VisionSettings()
        size = settings.preview_width, settings.preview_height
        self._ring = FrameRing(os.open(_ring_of(kiosk), os.O_RDWR | os.O_CLOEXEC), *size)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watcher")
        self.sent: dict[bytes, None] = {}  # in order, each once
        self.previews: dict[int, list[Piece]] = {}

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *reason: object) -> None:
        self._ended.set()
        self._thread.join()
        self._ring.close()

    def ring_is_empty(self) -> bool:
        """Whether every byte of the preview's memory is zero."""
        return not any(self._ring._memory[:])

    def stop(self) -> None:
        """See no more."""
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.01):
            frame = self._ring.newest()
            if frame is None:
                continue  # no match: what the camera sees now is nobody's concern
            for shot in range(STUDIO.shots):  # the camera sends them in turn
                self.sent[self._bench.camera.frame(shot)] = None
            shape = (frame.height, frame.width, 3)
            picture = np.frombuffer(frame.rgb, np.uint8).reshape(shape)
            self.previews[frame.number] = of_rows("preview", picture)


def _ring_of(pid: int) -> Path:
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        if str(_target(entry)).startswith(RING):
            return entry
    raise AssertionError("the kiosk has no preview")


def found_in_files(pieces: Iterable[Piece], files: Iterable[Path]) -> dict[str, set[str]]:
    """Return which pieces are in which files."""
    pieces = list(pieces)
    searched = ((path, path.read_bytes()) for path in files)
    found = {str(path): {p.what for p in pieces if p.data in held} for path, held in searched}
    return {path: what for path, what in found.items() if what}


def files_below(folders: Iterable[Path]) -> list[Path]:
    """Every file in folders and in the folders in them."""
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def written_by(pid: int) -> list[Path]:
    """Every file that a process has open to write, also those that have no name any more."""
    entries = Path(f"/proc/{pid}/fd").iterdir()
    return [entry for entry in entries if entry.is_file() and _is_written(pid, entry)]


def _is_written(pid: int, entry: Path) -> bool:
    if str(_target(entry)).startswith(RING):
        return False  # looked at by itself: it must be empty
    info = Path(f"/proc/{pid}/fdinfo/{entry.name}").read_text(encoding="ascii")
    [flags] = (line.split()[1] for line in info.splitlines() if line.startswith("flags:"))
    return bool(int(flags, 8) & _WRITING)


def _target(entry: Path) -> Any:
    try:
        return entry.readlink()
    except OSError:  # closed meanwhile
        return ""


def found_in_memory(pieces: Iterable[Piece], pid: int) -> set[str]:
    """Return which pieces stand in memory that a process can write. Raises `PermissionError`."""
    pieces, found = list(pieces), set[str]()
    for held in _memory(pid):
        found |= {piece.what for piece in pieces if piece.data in held}
    return found


def _memory(pid: int) -> Iterator[bytes]:
    maps = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines()
    with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in maps:
            span, rights, *_ = line.split()
            if "rw" in rights and not line.endswith("[vvar]"):
                start, end = (int(edge, 16) for edge in span.split("-"))
                memory.seek(start)
                try:
                    yield memory.read(end - start)
                except OSError:  # given back meanwhile
                    continue
