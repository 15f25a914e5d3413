"""One picture of the tray, looked at: the card found, its three fields read, the photo seen."""

from typing import Protocol, cast

import cv2
import numpy as np

from drivers.vision.card_front.find import find_card, straighten, turned
from drivers.vision.card_front.layout import CODE, DATES, PHOTO, PHOTO_PAPER, Area
from drivers.vision.card_front.reading import Birth, Expiry, Reading, birth_in, code_in, expiry_in
from drivers.vision.card_front.recognise import Text
from drivers.vision.card_front.rows import cut, find_rows
from drivers.vision.pictures import Picture, wipe
from drivers.vision.quality import Face

LEAST_SURE = 0.90  # of the least sure character of a row (tests/bench/card_front.py)
_MOST_ROWS = 4  # in an area: more is a pattern, not print
_WIDER = 0.3  # every other picture is cut this much wider: two misreadings then differ
# Standard deviation of an empty photo field, in the card's own span from ink to paper: in the dark
# and on faded print both shrink alike. Drawn cards: empty below 0.08, a photo above 0.28.
_FLAT = 0.12
_INK, _PAPER = 1, 97  # per cent of the card that is as dark, as light
_CALM = 3.0  # pixels of blur: the sensor's noise is no photo


class ReadsRows(Protocol):
    """What reads print."""

    def read(self, rows: list[Picture]) -> list[Text]:
        """Return what each row says."""
        ...


class FindsFaces(Protocol):
    """What finds faces."""

    def find(self, picture: Picture) -> list[Face]:
        """Return all faces."""
        ...


class FrontLook:
    """Reads pictures of one card after the other; remembers which way up the card lies."""

    def __init__(self, rows: ReadsRows, faces: FindsFaces, least: float = LEAST_SURE) -> None:
        self._rows = rows
        self._faces = faces
        self._least = least
        self._turned = False
        self._pictures = 0

    def read(self, picture: Picture) -> Reading | None:
        """Return what a BGR picture shows, or None when anything is missing or unsure."""
        corners = find_card(picture)
        if corners is None:
            return None
        self._pictures += 1
        card = straighten(picture, corners)
        other = turned(card)
        ways = ((other, True), (card, False)) if self._turned else ((card, False), (other, True))
        try:
            for way, is_turned in ways:
                dates = self._dates(way)
                if dates is not None:
                    self._turned = is_turned
                    return self._whole(way, *dates)
            return None
        finally:
            wipe(card, other)

    def _whole(self, card: Picture, birth: Birth, expiry: Expiry) -> Reading | None:
        codes = [code for text in self._read(card, CODE) if (code := code_in(text.text))]
        has_photo = self._photo(card)
        if len(codes) != 1 or has_photo is None:
            return None
        return Reading(birth, expiry, codes[0], has_photo)

    def _dates(self, card: Picture) -> tuple[Birth, Expiry] | None:
        texts = self._read(card, DATES)
        births = [birth for text in texts if (birth := birth_in(text.text))]
        expiries = [expiry for text in texts if (expiry := expiry_in(text.text))]
        if len(births) != 1 or len(expiries) != 1:
            return None
        return births[0], expiries[0]

    def _read(self, card: Picture, area: Area) -> list[Text]:
        """Read the rows of an area; those the model is unsure of are left out."""
        rows = find_rows(card, area)
        if len(rows) > _MOST_ROWS:
            return []
        wider = _WIDER if self._pictures % 2 else 0.0
        pictures = [cut(card, row, wider) for row in rows]
        texts = self._rows.read(pictures)
        wipe(*pictures)
        return [text for text in texts if text.least >= self._least]

    def _photo(self, card: Picture) -> bool | None:
        """Say whether there is a photo; None when the field shows neither a face nor nothing."""
        left, top, right, bottom = PHOTO.pixels()
        photo = card[top:bottom, left:right].copy()
        faces = self._faces.find(photo)
        wipe(photo)
        if faces:
            return True
        return False if _spread(card, PHOTO_PAPER) < _FLAT else None


def _spread(card: Picture, area: Area) -> float:
    left, top, right, bottom = area.pixels()
    grey = cast("Picture", cv2.cvtColor(card, cv2.COLOR_BGR2GRAY))
    cv2.GaussianBlur(grey, (0, 0), _CALM, grey)
    ink, paper = np.percentile(grey, (_INK, _PAPER))
    spread = float(grey[top:bottom, left:right].std()) / max(float(paper - ink), 1.0)
    wipe(grey)
    return spread
