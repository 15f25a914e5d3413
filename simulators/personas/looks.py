"""The cast's looks (`faces/*.toml`) and their portraits for identity cards.

The numbers were found by search (tests/simulators/personas/search_looks.py) so that everybody
matches themselves and nobody else; tests/simulators/personas/test_cast_apart.py says by how much.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from simulators.guard import require_simulation_allowed
from simulators.personas.look import Clothes, Hair, Light, Look, Pose
from simulators.personas.people import render

FACES = Path(__file__).parent / "faces"
PORTRAIT_POSE = Pose(head=0.285, shift=(0.0, -0.02))
PORTRAIT_LIGHT = Light(direction=(-0.25, 0.5, 1.0), key=0.74, ambient=0.5, warmth=0.1)
PORTRAIT_BACKGROUND = (216, 226, 234)


def _values(table: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}


def load_look(text: str) -> Look:
    """Read a look from TOML. Raises `TypeError` for a word that `Look` does not know."""
    table = _values(tomllib.loads(text))
    hair, clothes = Hair(**_values(table.pop("hair"))), Clothes(**_values(table.pop("clothes")))
    return Look(hair=hair, clothes=clothes, **table)


LOOKS = {file.stem: load_look(file.read_text("utf-8")) for file in sorted(FACES.glob("*.toml"))}
"""Everybody who can be drawn, by name: the cast and two strangers who hold no card."""


def names() -> tuple[str, ...]:
    """Answer who can be drawn."""
    return tuple(LOOKS)


@cache
def _portrait(name: str) -> NDArray[np.uint8]:
    fine = render(LOOKS[name], PORTRAIT_POSE, PORTRAIT_LIGHT, (360, 480), PORTRAIT_BACKGROUND)
    small = Image.fromarray(fine).resize((240, 320), Image.Resampling.LANCZOS)
    picture = np.array(small, np.uint8)
    picture.setflags(write=False)
    return picture


def portrait(name: str) -> NDArray[np.uint8]:
    """Draw the photograph for a card: uint8 RGB (320, 240, 3), frontal before a plain wall.

    The array is read-only. Raises `KeyError` for a name that is not in `names()`,
    `SimulatorRefused` outside the development and test profiles.
    """
    require_simulation_allowed()
    return _portrait(name)


def thumbnail(name: str, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Draw the same picture small, for lists: uint8 RGB (H, W, 3) for a `size` of (W, H).

    Much quicker than `portrait`. Raises as `portrait` does.
    """
    require_simulation_allowed()
    double = (2 * size[0], 2 * size[1])
    fine = render(LOOKS[name], PORTRAIT_POSE, PORTRAIT_LIGHT, double, PORTRAIT_BACKGROUND)
    return np.array(Image.fromarray(fine).resize(size, Image.Resampling.LANCZOS), np.uint8)
