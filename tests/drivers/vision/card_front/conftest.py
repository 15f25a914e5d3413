"""The real recogniser and the simulated fronts, as a camera above the tray sees them."""

from collections.abc import Iterator
from functools import cache
from typing import Protocol

import pytest

from drivers.vision.card_front.look import FrontLook
from drivers.vision.card_front.recognise import PrintReader
from drivers.vision.detect import Detector
from drivers.vision.models import load_manifest
from drivers.vision.pictures import Picture
from drivers.vision.thresholds import Thresholds
from simulators.front.drawing import Tone, draw_front
from simulators.front.photograph import photograph
from simulators.front.shot import Shot
from simulators.personas.cast import load_cast


class Taken(Protocol):
    """Photographs a persona's card, BGR as a camera hands it over."""

    def __call__(self, name: str, shot: Shot, tone: Tone = Tone.COLOUR) -> Picture: ...


@pytest.fixture(scope="package")
def print_reader() -> PrintReader:
    return PrintReader.load(load_manifest())


@pytest.fixture(scope="package")
def detector() -> Detector:
    return Detector(load_manifest()["detector"].read(), Thresholds.load().quality.least_score)


@pytest.fixture
def look(print_reader: PrintReader, detector: Detector) -> FrontLook:
    return FrontLook(print_reader, detector)


@pytest.fixture(scope="package")
def taken() -> Iterator[Taken]:
    """Photograph a persona's card, BGR as a camera hands it over."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UKETSUKE_PROFILE", "test")
        cast = load_cast()
        front = cache(lambda name, tone: draw_front(cast[name], tone))

        @cache
        def photo(name: str, shot: Shot, tone: Tone) -> Picture:
            return photograph(front(name, tone), shot)[:, :, ::-1]

        def take(name: str, shot: Shot, tone: Tone = Tone.COLOUR) -> Picture:
            return photo(name, shot, tone).copy()

        yield take
