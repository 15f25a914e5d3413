"""What five landmarks tell of a head in space. Pure geometry: no numpy, no cv2."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Self

from drivers.vision.quality import Face, Point


def parallax(face: Face) -> float:
    """Return where the nose lies across the face, measured by the face's own eyes and mouth.

    The nose is written as middle of the eyes + x * (from eye to eye) + y * (from eyes to mouth);
    this is x. Whatever turning, tilting, moving or stretching does to a flat picture is an affine
    map (as long as perspective is weak), and an affine map leaves x as it is; a nose that stands
    before the plane of eyes and mouth moves across it when the head turns. Positive as
    `Face.nose_offset` is. Not a number when eyes and mouth lie on one line.
    """
    (rx, ry), (lx, ly) = face.eyes
    middle = (rx + lx) / 2, (ry + ly) / 2
    ux, uy = lx - rx, ly - ry
    vx, vy = _minus(_mouth(face), middle)
    nx, ny = _minus(face.nose, middle)
    area = ux * vy - uy * vx
    if abs(area) < 1e-6 * face.eye_distance**2:
        return math.nan
    return (nx * vy - ny * vx) / area


def stretch(face: Face) -> float:
    """Return eyes to mouth in eye distances: changes when a picture is tilted, not by a blink."""
    (rx, ry), (lx, ly) = face.eyes
    return math.dist(_mouth(face), ((rx + lx) / 2, (ry + ly) / 2)) / face.eye_distance


def size(face: Face) -> float:
    """Return eye distance or eyes to mouth, the longer, in pixels: a turn shortens only one."""
    return face.eye_distance * max(1.0, stretch(face))


def jumped(before: Face, now: Face, most_jump: float, most_ratio: float) -> bool:
    """Return True when no head moves so between two frames: another face stands there.

    `most_jump` is in sizes, `most_ratio` a ratio of sizes. What is not a number is a jump.
    """
    scale = max(size(before), size(now), 1e-6)
    moved = math.dist(before.centre, now.centre) / scale
    ratio = scale / max(min(size(before), size(now)), 1e-6)
    return not (moved <= most_jump and ratio <= most_ratio)


@dataclass(frozen=True)
class Front:
    """How one person's landmarks lie when they look at the camera: nobody's nose is quite even."""

    offset: float
    parallax: float
    stretch: float

    @classmethod
    def of(cls, faces: Sequence[Face]) -> Self:
        """Return the medians over frontal faces of one presence. Raises `ValueError` for none."""
        if not faces:
            raise ValueError("no frontal face")
        return cls(
            offset=median(face.nose_offset for face in faces),
            parallax=median(parallax(face) for face in faces),
            stretch=median(stretch(face) for face in faces),
        )


def _mouth(face: Face) -> Point:
    (rx, ry), (lx, ly) = face.mouth
    return (rx + lx) / 2, (ry + ly) / 2


def _minus(one: Point, other: Point) -> Point:
    return one[0] - other[0], one[1] - other[1]
