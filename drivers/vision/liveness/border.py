"""The rim of a sheet or a screen close around a face: four straight edges that end in corners.

Precision goes before everything: a living person before a window, a door or a board must never be
refused. What tells a sheet from those: its lower edge runs where somebody who stands there has neck
and shoulders, and its edges end where they meet, while those of a room go on or are hidden.
"""

import math
from itertools import product
from typing import NamedTuple, cast

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from drivers.vision.liveness.limits import BorderLimits
from drivers.vision.pictures import Picture, wipe
from drivers.vision.quality import Face

Mask = NDArray[np.uint8]
Spot = NDArray[np.float64]  # (2,), x and y

_CANNY = (40, 110)  # of 8-bit grey, blurred: a printed sheet's rim and its shadow lie above
_SAMPLES = 48  # looked at along a side
_ALONG = np.linspace(0.04, 0.96, _SAMPLES)[:, None]
_LINES = 4  # looked at for each side
_PIXEL = np.ones((3, 3), np.uint8)  # an edge one pixel beside a line supports it
_MARGIN = 1.2  # face widths beyond the furthest side: where its edges must have ended
_VOTES = 0.5  # of a face width: shorter edges are no side
_CORNER = 0.15  # of a side's length: where it comes to its corner
_BEYOND = (0.06, 0.26)  # of a side's length: where its prolongation is looked at


class _Line(NamedTuple):
    """All points p with p · (cos, sin) = rho."""

    rho: float
    theta: float

    @property
    def normal(self) -> tuple[float, float]:
        """Direction across the line."""
        return math.cos(self.theta), math.sin(self.theta)

    def meets(self, other: "_Line") -> Spot:
        """Return where two lines meet that are far from parallel."""
        (a, b), (c, d) = self.normal, other.normal
        area = a * d - b * c
        x, y = self.rho * d - other.rho * b, other.rho * a - self.rho * c
        return np.array((x / area, y / area))


class _Edges(NamedTuple):
    """Edges around a face in a picture scaled so that all faces are as wide, and where it is."""

    upright: Mask
    level: Mask
    face: tuple[float, float, float, float]  # left, top, width, height


def border_around(picture: Picture, face: Face, limits: BorderLimits) -> bool:
    """Return whether a sheet's or a screen's rim is seen close around the face."""
    edges = _edges(picture, face, limits)
    try:
        sides = _sides(edges, limits)
        if not all(sides):
            return False
        cv2.dilate(edges.upright, _PIXEL, dst=edges.upright)
        cv2.dilate(edges.level, _PIXEL, dst=edges.level)
        return _has_rim(edges, sides, limits)
    finally:
        wipe(edges.upright, edges.level)


def _edges(picture: Picture, face: Face, limits: BorderLimits) -> _Edges:
    height, width = picture.shape[:2]
    x, _ = face.centre
    aside = (limits.most_aside + _MARGIN) * face.width
    left, right = max(0, int(x - aside)), min(width, int(x + aside) + 1)
    top = max(0, int(face.top - (limits.most_above + 0.4) * face.height))
    bottom = min(height, int(face.top + (1.5 + limits.most_below) * face.height) + 1)
    scale = limits.face_width / max(face.width, 1.0)
    size = (max(2, round((right - left) * scale)), max(2, round((bottom - top) * scale)))
    small = cv2.resize(picture[top:bottom, left:right], size, interpolation=cv2.INTER_AREA)
    upright, level = _by_direction(small)
    small[:] = 0
    place = ((face.left - left) * scale, (face.top - top) * scale)
    return _Edges(upright, level, (*place, face.width * scale, face.height * scale))


def _by_direction(small: MatLike) -> tuple[Mask, Mask]:
    """Return upright and level edges, each pixel judged by the colour that changes most there.

    In grey alone a counter's edge is lost before a wall of another colour and the same lightness.
    """
    soft = cv2.GaussianBlur(small, (3, 3), 0)
    slopes = [cv2.Sobel(soft, cv2.CV_16S, dx, 1 - dx) for dx in (1, 0)]
    most = np.argmax(np.abs(slopes[0]) + np.abs(slopes[1]), axis=2)[..., None]
    across, down = (np.take_along_axis(slope, most, axis=2)[..., 0].copy() for slope in slopes)
    canny = cv2.Canny(across, down, *_CANNY)
    flat = np.abs(across) < np.abs(down)
    soft[:] = 0
    return np.where(flat, 0, canny).astype(np.uint8), np.where(flat, canny, 0).astype(np.uint8)


class _Sides(NamedTuple):
    """Lines that lie where a sheet's sides would."""

    left: list[_Line]
    right: list[_Line]
    top: list[_Line]
    bottom: list[_Line]


def _sides(edges: _Edges, limits: BorderLimits) -> _Sides:
    left, top, wide, high = edges.face
    x, y = left + wide / 2, top + high / 2
    sides = _Sides([], [], [], [])
    # a mask on its side, so that angles do not run over half a turn
    for rho, theta in _lines(edges.upright.T.copy(), limits):
        line = _Line(rho, math.pi / 2 - theta)
        aside = (line.rho - y * math.sin(line.theta)) / math.cos(line.theta) - x
        if 0.5 * wide < abs(aside) < limits.most_aside * wide:
            (sides.left if aside < 0 else sides.right).append(line)
    for line in _lines(edges.level, limits):
        down = (line.rho - x * math.cos(line.theta)) / math.sin(line.theta) - top
        if -limits.most_above * high < down < 0.05 * high:
            sides.top.append(line)
        if limits.least_below * high < down - high < limits.most_below * high:
            sides.bottom.append(line)
    return _Sides(*(found[:_LINES] for found in sides))


def _lines(mask: Mask, limits: BorderLimits) -> list[_Line]:
    """Return the nearly level lines of a mask, the longest first, near doubles left out."""
    lean = math.radians(limits.most_lean)
    votes = int(_VOTES * limits.face_width)
    level = math.pi / 2
    found = cv2.HoughLines(
        mask, 1, math.pi / 180, votes, min_theta=level - lean, max_theta=level + lean
    )
    rows = cast("NDArray[np.float32] | None", found)  # the stub forgets the None
    kept: list[_Line] = []
    for rho, theta in [] if rows is None else rows.reshape(-1, 2).tolist():
        if not any(abs(rho - one.rho) < 4 and abs(theta - one.theta) < 0.06 for one in kept):
            kept.append(_Line(rho, theta))
    return kept


def _has_rim(edges: _Edges, sides: _Sides, limits: BorderLimits) -> bool:
    for left, right, top in product(sides.left, sides.right, sides.top):
        if not (_is_square(left, top, limits) and _is_square(right, top, limits)):
            continue
        upper = left.meets(top), right.meets(top)
        if _share(edges.level, *upper) < limits.support:
            continue
        for bottom in sides.bottom:
            if not (_is_square(left, bottom, limits) and _is_square(right, bottom, limits)):
                continue
            if not (_is_level(left, right, limits) and _is_level(top, bottom, limits)):
                continue
            if _is_rim(edges, (*upper, right.meets(bottom), left.meets(bottom)), limits):
                return True
    return False


def _is_square(upright: _Line, level: _Line, limits: BorderLimits) -> bool:
    angle = math.degrees(abs(level.theta - upright.theta))
    return abs(angle - 90) <= limits.most_askew


def _is_level(one: _Line, other: _Line, limits: BorderLimits) -> bool:
    return math.degrees(abs(one.theta - other.theta)) <= limits.most_converging


def _is_rim(edges: _Edges, corners: tuple[Spot, ...], limits: BorderLimits) -> bool:
    """Whether there is an edge along all four sides, in front of the neck, and not beyond."""
    upper_left, upper_right, lower_right, lower_left = corners
    sides = (
        (edges.level, upper_left, upper_right),
        (edges.level, lower_left, lower_right),  # the third and fourth of `goes_on`
        (edges.upright, upper_left, lower_left),
        (edges.upright, upper_right, lower_right),
    )
    if min(_share(*side) for side in sides) < limits.support:
        return False
    neck = _neck(edges, lower_left, lower_right)
    if _share(edges.level, *neck) < limits.neck_support:
        return False
    ends = [_end(*way) for mask, one, two in sides for way in ((mask, one, two), (mask, two, one))]
    if min(corner for corner, _ in ends) < limits.corner_support:
        return False
    goes_on = [beyond > limits.most_beyond for _, beyond in ends]
    is_counter = any(goes_on[2:4]) or not _is_within(edges.level, lower_left, lower_right)
    return not is_counter and sum(goes_on) <= limits.most_open


def _neck(edges: _Edges, left: Spot, right: Spot) -> tuple[Spot, Spot]:
    """Return the part of the lower edge under the face, as wide as it."""
    start, _, wide, _ = edges.face
    slope = (right - left) / (right[0] - left[0])
    return left + slope * (start - left[0]), left + slope * (start + wide - left[0])


def _end(mask: Mask, start: Spot, end: Spot) -> tuple[float, float]:
    """Return the shares of an edge just before the corner `end` and just beyond it."""
    way = end - start
    corner = _share(mask, end - _CORNER * way, end)
    return corner, _share(mask, end + _BEYOND[0] * way, end + _BEYOND[1] * way)


def _is_within(mask: Mask, start: Spot, end: Spot) -> bool:
    """Whether an edge's prolongations lie in the picture: where nothing is seen it may go on."""
    way = _BEYOND[1] * (end - start)
    height, width = mask.shape
    return all(0 <= x < width and 0 <= y < height for x, y in (start - way, end + way))


def _share(mask: Mask, start: Spot, end: Spot) -> float:
    """Return along which share of a stretch there is an edge; none outside the picture."""
    height, width = mask.shape
    spots = start + (end - start) * _ALONG
    x, y = np.rint(spots).astype(np.intp).T
    inside = (x >= 0) & (y >= 0) & (x < width) & (y < height)
    return np.count_nonzero(mask[y[inside], x[inside]]) / _SAMPLES
