"""Rooms full of straight edges, drawn at random, and people who stand in them."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator

from drivers.vision.pictures import Picture
from drivers.vision.quality import Face

SIZE = (240, 320)


@dataclass(frozen=True)
class CutOut:
    """A person without a background; `cover` is 0 to 1, (height, width, 1)."""

    person: Picture
    cover: np.ndarray
    face: Face

    @classmethod
    def of(cls, on_black: Picture, on_white: Picture, face: Face) -> "CutOut":
        """Return the person of two pictures that differ by their background alone."""
        clear = (on_white.astype(np.float32) - on_black).mean(axis=2, keepdims=True) / 255
        return cls(on_black, np.clip(1 - clear, 0, 1), face)

    def before(self, room: Picture) -> Picture:
        """Return the person before a room."""
        return (self.person + (1 - self.cover) * room).clip(0, 255).astype(np.uint8)


def room(chance: Generator, face: Face) -> Picture:
    """Return windows, doors, shelves, boards, frames, some of them just behind the head."""
    height, width = SIZE
    picture = np.full((height, width, 3), chance.integers(60, 230, 3), np.uint8)
    for _ in range(chance.integers(3, 14)):
        left, right = np.sort(chance.integers(-40, width + 40, 2))
        top, bottom = np.sort(chance.integers(-40, height + 40, 2))
        _box(picture, chance, (left, top, right, bottom))
    for _ in range(chance.integers(0, 3)):  # a window or a board that frames the head
        aside = chance.uniform(0.6, 2.4, 2) * face.width
        up, down = chance.uniform(0.1, 1.2) * face.height, chance.uniform(0.1, 1.6) * face.height
        x = face.centre[0]
        box = (x - aside[0], face.top - up, x + aside[1], face.top + face.height + down)
        _box(picture, chance, box)
    for y in chance.integers(0, height, chance.integers(0, 4)):  # shelves from wall to wall
        cv2.line(picture, (0, int(y)), (width, int(y)), _colour(chance), int(chance.integers(1, 6)))
    return picture


def before_them(picture: Picture, chance: Generator, face: Face) -> Picture:
    """Put before the person what may be there: a counter's edge, a scarf, a strap."""
    height, width = SIZE
    chin = face.top + face.height
    kind = chance.integers(0, 4)
    y = int(chin + chance.uniform(0.15, 1.0) * face.height)
    colour = _colour(chance)
    if kind == 0:
        cv2.rectangle(picture, (0, y), (width, height), colour, -1)
    elif kind == 1:
        half = int(chance.uniform(0.3, 0.75) * face.width)
        x = int(face.centre[0])
        cv2.rectangle(picture, (x - half, y), (x + half, y + int(face.height * 0.3)), colour, -1)
    elif kind == 2:
        half = int(chance.uniform(0.8, 1.8) * face.width)
        x = int(face.centre[0])
        start, end = (x - half, int(chin)), (x + half, height)
        cv2.line(picture, start, end, colour, int(chance.integers(3, 15)))
    return picture


def _box(picture: Picture, chance: Generator, box: tuple[float, ...]) -> None:
    left, top, right, bottom = (int(value) for value in box)
    thick = -1 if chance.random() < 0.5 else int(chance.integers(1, 8))
    cv2.rectangle(picture, (left, top), (right, bottom), _colour(chance), thick)


def _colour(chance: Generator) -> tuple[int, int, int]:
    blue, green, red = (int(value) for value in chance.integers(0, 256, 3))
    return blue, green, red
