"""Finding rows of print in an area of the straightened card."""

from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np

from drivers.vision.card_front.layout import DOTS_A_MM, Area
from drivers.vision.pictures import Picture, wipe

_CALM = 2.0  # pixels of blur that quieten a dark picture's noise; for finding, not for reading
_STROKE = round(1.6 * DOTS_A_MM)  # pixels; dark things thinner than this are print
_LETTER = round(1.6 * DOTS_A_MM)  # gap within a row that is bridged
_HEIGHT = (1.3 * DOTS_A_MM, 4.2 * DOTS_A_MM)  # of a row's ink
_LEAST_WIDTH = 2.5 * DOTS_A_MM
_MARGIN = 0.45  # of the row's height, left around the ink: the model was trained with some
_INK = 0.35  # of the darkest print's depth: paler is the card's own pattern
_LEAST_DEPTH = 8.0  # levels of grey; paler than this is no print


@dataclass(frozen=True)
class Row:
    """Where a row of print lies on the straightened card, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


def find_rows(card: Picture, area: Area) -> list[Row]:
    """Return the rows of print in an area, from the top."""
    left, top, right, bottom = area.pixels()
    grey = cast("Picture", cv2.cvtColor(card[top:bottom, left:right], cv2.COLOR_BGR2GRAY))
    cv2.GaussianBlur(grey, (0, 0), _CALM, grey)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_STROKE, _STROKE))
    ink = cast("Picture", cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, kernel))
    depth = float(np.percentile(ink, 99))
    dark = (ink > max(_INK * depth, _LEAST_DEPTH)).astype(np.uint8)
    joined = cv2.morphologyEx(
        dark, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (_LETTER, 3))
    )
    boxes = cv2.connectedComponentsWithStats(cast("Picture", joined), connectivity=8)[2][1:]
    wipe(grey, ink, dark, cast("Picture", joined))
    rows = [
        Row(left + x, top + y, left + x + w, top + y + h)
        for x, y, w, h in (tuple(int(v) for v in box[:4]) for box in boxes)
        if _HEIGHT[0] <= h <= _HEIGHT[1] and w >= _LEAST_WIDTH
    ]
    return sorted(_joined(rows), key=lambda row: (row.top, row.left))


def cut(card: Picture, row: Row, wider: float = 0.0) -> Picture:
    """Return a copy of a row with its margin, `wider` heights more on every side."""
    margin = round((row.bottom - row.top) * (_MARGIN + wider))
    height, width = card.shape[:2]
    return card[
        max(row.top - margin // 2, 0) : min(row.bottom + margin // 2, height),
        max(row.left - margin, 0) : min(row.right + margin, width),
    ].copy()


def _joined(rows: list[Row]) -> list[Row]:
    """Join what stands side by side on one line."""
    done: list[Row] = []
    for row in sorted(rows, key=lambda row: row.left):
        for number, other in enumerate(done):
            shared = min(row.bottom, other.bottom) - max(row.top, other.top)
            if shared > 0.5 * min(row.bottom - row.top, other.bottom - other.top):
                done[number] = Row(
                    min(row.left, other.left),
                    min(row.top, other.top),
                    max(row.right, other.right),
                    max(row.bottom, other.bottom),
                )
                break
        else:
            done.append(row)
    return done
