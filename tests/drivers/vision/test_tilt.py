import cv2
import numpy as np
import pytest

from drivers.vision.engine import Engine
from drivers.vision.models import load_manifest
from drivers.vision.pictures import Picture
from drivers.vision.tilt import Tilt
from tests.drivers.vision.conftest import FRAME, Drawn


def leaning(picture: Picture, degrees: float) -> Picture:
    """Turn the whole picture, clockwise as `Face.roll` counts."""
    turn = cv2.getRotationMatrix2D((FRAME[0] / 2, FRAME[1] / 2), -degrees, 1)
    return np.asarray(
        cv2.warpAffine(picture, turn, FRAME, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


@pytest.mark.parametrize("degrees", [-28, -15, 0, 15, 28])
def test_a_lean_is_found_where_the_landmarks_stay_level(
    engine: Engine, drawn: Drawn, degrees: float
) -> None:
    picture = leaning(drawn("taro"), degrees)
    (face,) = engine.detector.find(picture)
    assert engine.tilt is not None
    assert engine.tilt.roll(picture, face) == pytest.approx(degrees, abs=4)


def test_where_there_is_no_face_the_landmarks_stand(engine: Engine, drawn: Drawn) -> None:
    picture = leaning(drawn("taro"), 15)
    (face,) = engine.detector.find(picture)
    assert engine.tilt is not None
    assert engine.tilt.roll(np.full_like(picture, 120), face) == face.roll


def test_it_is_done_without_where_it_is_not_installed() -> None:
    models = load_manifest()
    del models["face_mesh"]
    assert Tilt.load(models) is None
