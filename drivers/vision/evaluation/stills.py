"""Reading what a list names: one picture, a folder of frames, or a film."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from drivers.vision.pictures import Picture

PICTURES: Final = frozenset(
    {
        ".bmp",
        ".gif",
        ".jp2",
        ".jpe",
        ".jpeg",
        ".jpg",
        ".pgm",
        ".png",
        ".ppm",
        ".tif",
        ".tiff",
        ".webp",
    }
)
FILMS: Final = frozenset({".avi", ".m4v", ".mjpeg", ".mkv", ".mov", ".mp4", ".webm"})
_SHORTEST: Final = 32  # pixels: what the portrait's encoder can take, and no face fits into
_LONGEST: Final = 16  # times the shorter side: what remains of it when the longer is shrunk


class UnreadableError(Exception):
    """Missing, or no picture: the fault of the list or the disk, not of a face."""


def picture(path: Path) -> Picture:
    """Return a picture as it is to be looked at (EXIF turns are made). Raises `UnreadableError`."""
    data = contents(path)
    try:
        decoded = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        decoded = None
    if decoded is None:
        raise UnreadableError("does not decode as a picture")
    short, long = sorted(decoded.shape[:2])
    if short < _SHORTEST or long > _LONGEST * short:
        raise UnreadableError("too small or too narrow for a photograph")
    return np.asarray(decoded, dtype=np.uint8)


def contents(path: Path) -> bytes:
    """Return the bytes of a file. Raises `UnreadableError`."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise UnreadableError(fault.strerror or "cannot be read") from None


def frames(path: Path, broken: list[str]) -> Iterator[Picture]:
    """Yield the frames of a picture, a folder or a film in the order of their names or of time.

    Pictures of a folder that do not decode are left out, as a camera leaves out broken frames, and
    their names are added to `broken`. Raises `UnreadableError` when nothing decodes.
    """
    if path.is_dir():
        yield from _folder(path, broken)
    elif path.suffix.lower() in FILMS:
        yield from _film(path)
    else:
        yield picture(path)


def _folder(path: Path, broken: list[str]) -> Iterator[Picture]:
    files = in_order(path)
    if not files:
        raise UnreadableError("a folder without pictures")
    for file in files:
        try:
            yield picture(file)
        except UnreadableError:
            broken.append(file.name)
    if len(broken) == len(files):
        raise UnreadableError("no picture in the folder decodes")


def in_order(folder: Path) -> list[Path]:
    """Return the pictures of a folder, sorted as people count: frame 2 comes before frame 10."""
    files = [
        file
        for file in folder.iterdir()
        if file.suffix.lower() in PICTURES and not file.name.startswith(".")
    ]
    return sorted(files, key=lambda file: _counted(file.name))


def _counted(name: str) -> list[tuple[int, str]]:
    return [
        (int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name)
    ]


def _film(path: Path) -> Iterator[Picture]:
    if not path.is_file():
        raise UnreadableError("No such file or directory")
    film = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
    shown = 0
    try:
        while True:
            whole, frame = film.read()
            if not whole:
                break
            shown += 1
            yield np.asarray(frame, dtype=np.uint8)
    finally:
        film.release()
    if not shown:
        raise UnreadableError("does not play as a film")
