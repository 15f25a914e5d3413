"""One picture through the real models: drawn people only, so this shows the road, not the rates."""

import cv2
import numpy as np
import pytest

from drivers.vision.engine import Engine
from drivers.vision.examine import Candidate, examine
from drivers.vision.pictures import Picture
from drivers.vision.quality import Tier
from kiosk.domain.face import FaceGuidance
from tests.drivers.vision.conftest import Drawn

CAST = ("hanako", "ume", "jiro")


def said(engine: Engine, picture: Picture) -> FaceGuidance | None:
    with examine(engine, picture) as seen:
        return seen.complaint


def candidate(engine: Engine, picture: Picture) -> Candidate:
    with examine(engine, picture) as seen:
        assert seen.candidate is not None
        return seen.candidate


@pytest.mark.parametrize("name", CAST)
def test_somebody_who_looks_at_the_kiosk_is_told_nothing(
    engine: Engine, drawn: Drawn, name: str
) -> None:
    found = candidate(engine, drawn(name))
    assert found.tier is Tier.COMFORTABLE
    assert found.quality > 1.0


def test_an_empty_room_and_a_dark_one_are_told_apart(engine: Engine) -> None:
    assert said(engine, np.full((240, 320, 3), 120, np.uint8)) is FaceGuidance.NO_FACE
    assert said(engine, np.zeros((240, 320, 3), np.uint8)) is FaceGuidance.TOO_DARK


def test_two_people_are_not_chosen_between(engine: Engine, drawn: Drawn) -> None:
    both = np.hstack([drawn("taro")[:, 80:240], drawn("hanako")[:, 80:240]])
    with examine(engine, both) as seen:
        assert len(seen.rivals) == 2
        assert seen.candidate is None
        assert seen.complaint is FaceGuidance.SEVERAL_FACES


def test_pose_distance_and_blur_are_told_by_name(engine: Engine, drawn: Drawn) -> None:
    assert said(engine, drawn("taro", yaw=25.0)) is FaceGuidance.TURNED
    assert said(engine, drawn("taro", head=0.12)) is FaceGuidance.TOO_FAR
    blurred = np.asarray(cv2.GaussianBlur(drawn("taro"), (0, 0), 4.0), np.uint8)
    assert said(engine, blurred) is FaceGuidance.BLURRED


def test_light_is_told_by_name(engine: Engine, drawn: Drawn) -> None:
    face = drawn("taro")
    assert said(engine, (face * 0.25).astype(np.uint8)) is FaceGuidance.TOO_DARK
    wall = np.all(np.abs(face.astype(int) - face[2, 2]) < 12, axis=2)
    backlit = np.where(wall[..., None], 250, face * 0.35).astype(np.uint8)
    assert said(engine, backlit) is FaceGuidance.BACKLIT


@pytest.mark.parametrize("name", CAST)
def test_sunglasses_and_masks_are_seen_and_glasses_are_nothing_to_say(
    engine: Engine, drawn: Drawn, name: str
) -> None:
    assert said(engine, drawn(name, "glasses")) is None
    for picture, guidance in (
        (drawn(name, "sunglasses"), FaceGuidance.EYES_COVERED),
        (drawn(name, "mask"), FaceGuidance.MOUTH_COVERED),
    ):
        with examine(engine, picture) as seen:
            assert seen.complaint is guidance
            assert seen.candidate is not None
            assert seen.candidate.tier is Tier.USABLE


def test_nothing_of_the_crop_is_left_afterwards(engine: Engine, drawn: Drawn) -> None:
    picture = drawn("taro")
    with examine(engine, picture) as seen:
        assert seen.candidate is not None
        assert seen.candidate.crop.any()
    assert not seen.candidate.crop.any()
    assert "Candidate(" not in repr(seen)
