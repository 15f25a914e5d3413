"""The real models in this process, and drawn people as a camera hands them over."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Protocol

import pytest

from drivers.vision.engine import Engine
from drivers.vision.models import load_manifest
from drivers.vision.pictures import Picture
from drivers.vision.thresholds import Thresholds
from simulators.personas.accessories import Accessory, Wears
from simulators.personas.look import Light, Pose
from simulators.personas.looks import LOOKS
from simulators.personas.people import render

LIGHT = Light(direction=(-0.45, 0.65, 1.0), key=0.72, ambient=0.46, warmth=0.25)
FRAME = (320, 240)
"""Width and height of what `Drawn` draws."""


class Drawn(Protocol):
    """Draws one of the cast, BGR as a camera hands it over, and the caller's to spoil."""

    def __call__(self, name: str, *wears: Accessory, **pose: Any) -> Picture: ...


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine.load(load_manifest(), Thresholds.load())


@pytest.fixture(scope="session")
def drawn() -> Iterator[Drawn]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UKETSUKE_PROFILE", "test")

        @cache
        def picture(name: str, wears: Wears, pose: Pose) -> Picture:
            return render(LOOKS[name], pose, LIGHT, FRAME, wears=wears)[:, :, ::-1]

        def draw(name: str, *wears: Accessory, **pose: Any) -> Picture:
            return picture(name, frozenset(wears), Pose(**pose)).copy()

        yield draw
