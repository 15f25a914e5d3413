"""Finding a card of ISO ID-1 size in a picture, and straightening it.

Nothing here knows what is printed: a wrong guess shows no print further on and is refused there.
"""

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision.card_front.layout import CARD_MM, DOTS_A_MM
from drivers.vision.pictures import Picture, wipe

Corners = NDArray[np.float32]  # (4, 2): clockwise from the upper left, pixels
Points = NDArray[np.int32]  # (n, 1, 2): an outline

SIZE = (round(CARD_MM[0] * DOTS_A_MM), round(CARD_MM[1] * DOTS_A_MM))  # width, height

_SEARCH_WIDTH = 640  # pixels the picture is reduced to: the card's edges stay
_LEAST_AREA = 0.12  # of the picture: 400 pixels of 1280 across the card are too few to read
_LEAST_FILL = 0.90  # of the four-sided figure by the outline: a hand or a shadow fills less
_PROPORTION = (1.25, 2.05)  # width to height: 1.586 seen straight
_ROUNDED = 0.14  # of a side, at both ends, that rounded corners bend
_EDGES = ((30, 90), (12, 40))  # Canny's thresholds: clear edges and faint ones
_CANDIDATES = 12  # largest outlines looked at, of each way to find them
_LEAST_STEP = 6.0  # levels of grey between card and tray, on the side where they differ least
_ASIDE = 5.0  # pixels from a side to where the step is measured, inside and outside


def find_card(picture: Picture) -> Corners | None:
    """Return the corners of the card lying in a BGR picture, or None.

    Of all that could be a card, the one whose four sides all stand out most from what is around:
    a tray's hollow has the card's shape too, but a fainter rim.
    """
    scale = _SEARCH_WIDTH / picture.shape[1]
    small = cast(
        "Picture", cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    )
    smooth = cast("Picture", cv2.GaussianBlur(small, (5, 5), 0))
    grey = cast("Picture", cv2.cvtColor(smooth, cv2.COLOR_BGR2GRAY))
    try:
        found = [(_least_step(grey, corners), corners) for corners in _candidates(smooth, grey)]
    finally:
        wipe(small, smooth, grey)
    step, corners = max(found, key=lambda one: one[0], default=(0.0, None))
    if corners is None or step < _LEAST_STEP:
        return None
    return (corners / scale).astype(np.float32)


def straighten(picture: Picture, corners: Corners) -> Picture:
    """Return the card alone, seen straight: `SIZE` pixels, BGR."""
    width, height = SIZE
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    return cast("Picture", cv2.warpPerspective(picture, matrix, SIZE, flags=cv2.INTER_CUBIC))


def turned(card: Picture) -> Picture:
    """Return the card the other way up."""
    return cast("Picture", cv2.rotate(card, cv2.ROTATE_180))


def _candidates(smooth: Picture, grey: Picture) -> list[Corners]:
    """Return the corners of everything of a card's shape: by brightness, then by edges."""
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (5, 5))
    masks = [cast("Picture", cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)[1])]
    for low, high in _EDGES:
        edges = cast("Picture", cv2.Canny(smooth, low, high))
        masks.append(cast("Picture", cv2.morphologyEx(edges, cv2.MORPH_CLOSE, kernel)))
    least = _LEAST_AREA * grey.shape[0] * grey.shape[1]
    cards: list[Corners] = []
    for mask in masks:
        outlines, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
        large = [outline for outline in outlines if _hull_area(outline) >= least]
        large.sort(key=_hull_area, reverse=True)
        found = (_card(cast("Points", outline)) for outline in large[:_CANDIDATES])
        cards += [corners for corners in found if corners is not None]
        wipe(mask)
    return cards


def _hull_area(outline: cv2.typing.MatLike) -> float:
    left, top, width, height = cv2.boundingRect(outline)
    del left, top
    return cv2.contourArea(cv2.convexHull(outline)) if width * height else 0.0


def _card(outline: Points) -> Corners | None:
    hull = cast("Points", cv2.convexHull(outline))
    rough = _four(hull)
    if rough is None or cv2.contourArea(hull) < _LEAST_FILL * cv2.contourArea(rough):
        return None
    corners = _refined(_ordered(rough), hull, outline)
    return corners if corners is not None and _is_card(corners) else None


def _least_step(grey: Picture, corners: Corners) -> float:
    """Return how much inside and outside differ on the side where they differ least, in levels."""
    middle = corners.mean(axis=0)
    along = np.linspace(0.15, 0.85, 25, dtype=np.float32)[:, None]
    steps: list[float] = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        side = (end - start) / np.linalg.norm(end - start)
        inward = np.array([-side[1], side[0]], np.float32)
        if inward @ (middle - start) < 0:
            inward = -inward
        line = start + along * (end - start)
        inside = _levels(grey, line + _ASIDE * inward)
        outside = _levels(grey, line - _ASIDE * inward)
        steps.append(abs(float(np.median(inside - outside))))
    return min(steps)


def _levels(grey: Picture, points: Corners) -> NDArray[np.float32]:
    x = np.clip(np.round(points[:, 0]), 0, grey.shape[1] - 1).astype(int)
    y = np.clip(np.round(points[:, 1]), 0, grey.shape[0] - 1).astype(int)
    return grey[y, x].astype(np.float32)


def _four(hull: Points) -> Corners | None:
    """Reduce a hull to four corners, with as little bending as does it."""
    length = cv2.arcLength(hull, closed=True)
    for bend in (0.02, 0.03, 0.04, 0.06):
        corners = cv2.approxPolyDP(hull, bend * length, closed=True)
        if len(corners) == 4:
            return corners.reshape(4, 2).astype(np.float32)
    return None


def _ordered(corners: Corners) -> Corners:
    """Clockwise from the end of a long side, so that the card lies lengthwise."""
    middle = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    ring = corners[np.argsort(angles)]
    sides = np.linalg.norm(np.roll(ring, -1, axis=0) - ring, axis=1)
    if sides[0] + sides[2] < sides[1] + sides[3]:
        ring = np.roll(ring, -1, axis=0)
    return ring


def _refined(corners: Corners, hull: Points, outline: Points) -> Corners | None:
    """Put straight lines through the sides, rounded corners left out, and cut them."""
    points = np.concatenate([outline.reshape(-1, 2), hull.reshape(-1, 2)]).astype(np.float32)
    lines: list[tuple[NDArray[np.float64], NDArray[np.float64]]] = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        side = end - start
        length = float(np.linalg.norm(side))
        if length < 1:
            return None
        along = (points - start) @ side / length**2
        away = np.abs((points - start) @ np.array([-side[1], side[0]]) / length)
        near = points[(along > _ROUNDED) & (along < 1 - _ROUNDED) & (away < 0.03 * length + 2)]
        if len(near) < 10:
            return None
        vx, vy, x, y = (float(v) for v in cv2.fitLine(near, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel())
        lines.append((np.array([x, y]), np.array([vx, vy])))
    cut = [_cut(lines[number - 1], lines[number]) for number in range(4)]
    if any(point is None for point in cut):
        return None
    return np.array(cut, np.float32)


def _cut(
    one: tuple[NDArray[np.float64], NDArray[np.float64]],
    other: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> NDArray[np.float64] | None:
    (p, d), (q, e) = one, other
    cross = float(d[0] * e[1] - d[1] * e[0])
    if abs(cross) < 0.2:
        return None
    t = float((q[0] - p[0]) * e[1] - (q[1] - p[1]) * e[0]) / cross
    return p + t * d


def _is_card(corners: Corners) -> bool:
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    across, down = (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2
    least, most = _PROPORTION
    return bool(least <= across / down <= most and sides.min() > 0.6 * down)
