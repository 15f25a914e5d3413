"""Faces as five points: heads that turn, flat pictures that are moved, tilted, bent."""

import math
from collections.abc import Callable, Iterable
from itertools import pairwise

from drivers.vision.quality import Face, Point

Space = tuple[float, float, float]

# Five points of a head in eye distances: right eye, left eye, nose, corners of the mouth; x to the
# picture's right, y down, z to the camera. After Google's canonical face (468 points, Apache-2.0):
# middle of the eyes' corners 33 and 133, nose between 1 and 4, corners of the mouth 61 and 291.
HEAD: tuple[Space, ...] = (
    (-0.50, 0.00, 0.00),
    (0.50, 0.00, 0.00),
    (0.00, 0.54, 0.64),
    (-0.39, 1.10, 0.13),
    (0.39, 1.10, 0.13),
)
FLAT: tuple[Space, ...] = tuple((x, y, 0.0) for x, y, _ in HEAD)


def face(points: Iterable[Point], at: Point = (320, 240), eyes: float = 70) -> Face:
    """Return a face with landmarks at `points` (in eye distances) around a place in the picture."""
    right, left, nose, *mouth = ((at[0] + eyes * x, at[1] + eyes * y) for x, y in points)
    return Face(
        left=at[0] - eyes,
        top=at[1] - 1.0 * eyes,
        width=2 * eyes,
        height=2.6 * eyes,
        eyes=(right, left),
        nose=nose,
        mouth=(mouth[0], mouth[1]),
        score=0.9,
    )


def turned(
    points: Iterable[Space], yaw: float, pitch: float = 0.0, near: float = 0.0
) -> list[Point]:
    """Return points turned by degrees and seen from `1 / near` eye distances (0: from afar)."""
    cy, sy = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))
    cp, sp = math.cos(math.radians(pitch)), math.sin(math.radians(pitch))
    seen: list[Point] = []
    for x, y, z in points:
        across, deep = x * cy + z * sy, z * cy - x * sy
        down, deep = y * cp - deep * sp, deep * cp + y * sp
        scale = 1 / (1 - near * deep)
        seen.append((across * scale, down * scale))
    return seen


def head(yaw: float = 0.0, pitch: float = 0.0, near: float = 0.07) -> Face:
    """Return a head turned by `yaw` degrees, as somebody at arm's length looks."""
    return face(turned(HEAD, yaw, pitch, near))


def bent(radius: float, slant: float = 0.0, off: float = 0.0) -> tuple[Space, ...]:
    """Return the flat face on a cylinder of `radius` eye distances (negative: hollow).

    The axis leans by `slant` degrees and lies `off` eye distances beside the middle of the face.
    """
    c, s = math.cos(math.radians(slant)), math.sin(math.radians(slant))

    def roll(x: float, y: float) -> Space:
        across, along = x * c - y * s - off, x * s + y * c
        bow = radius * math.sin(across / radius), radius * (math.cos(across / radius) - 1)
        return bow[0] * c + along * s, along * c - bow[0] * s, bow[1]

    return tuple(roll(x, y) for x, y, _ in FLAT)


def folded(slope: float) -> tuple[Space, ...]:
    """Return the flat face folded along its middle line, each half sloping by degrees."""
    c, s = math.cos(math.radians(slope)), math.sin(math.radians(slope))
    return tuple((x * c, y, -abs(x) * s) for x, y, _ in FLAT)


def path(view: Callable[[float], Face], *stops: float, step: float = 5.0) -> list[Face]:
    """Return faces on the way through `stops`, `step` degrees a frame."""
    found = [view(stops[0])]
    for start, end in pairwise(stops):
        steps = max(1, math.ceil(abs(end - start) / step))
        found += [view(start + (end - start) * i / steps) for i in range(1, steps + 1)]
    return found
