"""A hundred people before the camera, each with the card of another: who is let in?

Cards and people are drawn from the whole cast, the two strangers too; each pair is one match of the
real child, with whatever the simulated camera shows.
"""

import random
from collections.abc import Iterator
from itertools import groupby, product
from pathlib import Path

import pytest

from drivers.vision.process import VisionProcess
from drivers.vision.settings import VisionSettings
from kiosk.domain.face import FaceGuidance, FaceVerdict
from kiosk.ports.vision import FaceResult
from simulators.camera.scenes import Person
from simulators.camera.simulated_camera import SimulatedCamera
from simulators.personas.cast import load_cast
from simulators.personas.looks import names
from tests.contracts.vision.conftest import Kiosk, portrait_of

pytestmark = [pytest.mark.vision, pytest.mark.timeout(600)]
SEED, PAIRS = 20261121, 100
ASKED = {FaceGuidance.TURN_LEFT, FaceGuidance.TURN_RIGHT}
REFUSED = {FaceVerdict.NOT_MATCHED, FaceVerdict.UNSURE}


def holders() -> list[str]:
    """Those with a portrait on a card that a kiosk can read."""
    cast = load_cast().values()
    return [p.key for p in cast if p.card_kind == "my_number" and p.has_photo]


def drawn_pairs() -> list[tuple[str, str]]:
    """(who stands there, whose card it is), drawn by chance, the same in every run."""
    everybody = sorted((person, card) for person, card in product(names(), holders()))
    others = [pair for pair in everybody if pair[0] != pair[1]]
    return sorted(random.Random(SEED).sample(others, PAIRS))


@pytest.fixture
def kiosk(drawings: Path) -> Iterator[Kiosk]:
    """A child whose match ends as soon as a movement is asked for: the face was found alike."""
    with SimulatedCamera(drawings) as camera:
        kiosk = Kiosk(VisionProcess(VisionSettings(camera=camera.url)), camera, obeys=False)
        kiosk.start()

        def stop_when_asked() -> None:
            if kiosk.guidance[-1] in ASKED:
                kiosk.vision.stop_matching()

        kiosk.on_guidance = stop_when_asked
        yield kiosk
        kiosk.vision.stop()


def test_of_a_hundred_with_the_card_of_another_none_is_found_alike(kiosk: Kiosk) -> None:
    alike: list[tuple[str, str]] = []
    for person, pairs in groupby(drawn_pairs(), key=lambda pair: pair[0]):
        kiosk.camera.show(Person(person), draw_ahead=False)
        for _, card in pairs:
            result = kiosk.match(seconds=20.0, of=portrait_of(card))
            if not isinstance(result, FaceResult) or result.verdict not in REFUSED:
                alike.append((person, card))
    assert alike == []
