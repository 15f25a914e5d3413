"""A key frame as the sensor delivers it: JPEG bytes, 640 x 480."""

import io
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from simulators.camera.flat_picture import lay_flat
from simulators.camera.lights import MOODS, Mood
from simulators.camera.room import SIZE, waiting_room
from simulators.camera.stills import KeyFrame
from simulators.personas.looks import LOOKS
from simulators.personas.people import Picture, render

SHOTS: Final = 2
"""Pictures of each still: a sensor never delivers the same one twice."""
NOISE: Final = 1.6
"""Standard deviation of the sensor's noise, in levels of 255."""
QUALITY: Final = 88
GLARE: Final = 0.22
"""Share of a bright window's light that the lens scatters over the dark before it."""


def draw(frame: KeyFrame) -> tuple[bytes, ...]:
    """Draw a key frame as JPEG, once for each shot of it."""
    level = _develop(frame)
    return tuple(_jpeg(level, shot) for shot in range(SHOTS))


def _develop(frame: KeyFrame) -> NDArray[np.floating[Any]]:
    """Level of each pixel before the noise: float32 RGB (480, 640, 3)."""
    if frame.covered:
        return np.zeros((SIZE[1], SIZE[0], 3), np.float32)
    mood = MOODS[frame.light]
    picture: Picture = waiting_room(window=mood.window)
    if frame.flat is not None:
        picture = lay_flat(picture, frame.flat)
    picture = _with_people(picture, frame, mood)
    if mood.window:
        picture = _scattered(picture)
    if frame.blur:
        blurred = Image.fromarray(picture).filter(ImageFilter.GaussianBlur(frame.blur))
        picture = np.asarray(blurred)
    return picture * np.float32(mood.exposure ** (1 / 2.2))


def _with_people(picture: Picture, frame: KeyFrame, mood: Mood) -> Picture:
    if not frame.figures:
        return picture
    size = (round(SIZE[0] * frame.detail), round(SIZE[1] * frame.detail))
    seen = np.asarray(Image.fromarray(picture).resize(size))
    for one in frame.figures:
        wears = frozenset(one.wears)
        seen = render(LOOKS[one.name], one.pose, mood.on_people, size, seen, wears)
    return np.asarray(Image.fromarray(seen).resize(SIZE, Image.Resampling.BICUBIC))


def _scattered(picture: Picture) -> Picture:
    """Lay the lens's glare over the picture: what is bright spreads."""
    image = Image.fromarray(picture)
    wide = np.asarray(image.filter(ImageFilter.GaussianBlur(28)), np.float32)
    return np.clip(picture * (1 - GLARE) + wide * GLARE, 0, 255).astype(np.uint8)


def _jpeg(level: NDArray[np.floating[Any]], shot: int) -> bytes:
    out = io.BytesIO()
    exposed = np.clip(level + _noise(shot) + np.float32(0.5), 0, 255).astype(np.uint8)
    Image.fromarray(exposed).save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


@cache
def _noise(shot: int) -> NDArray[np.floating[Any]]:
    """The sensor's noise, the same in every run: float32 (480, 640, 1)."""
    grain = np.random.default_rng(7 + shot).normal(0, NOISE, (SIZE[1], SIZE[0], 1))
    return grain.astype(np.float32)
