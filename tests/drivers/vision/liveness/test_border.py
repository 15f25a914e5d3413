from collections.abc import Iterator
from typing import cast

import cv2
import numpy as np
import pytest

from drivers.vision.engine import Engine
from drivers.vision.liveness import Liveness
from drivers.vision.liveness.border import border_around
from drivers.vision.liveness.limits import LivenessLimits
from drivers.vision.liveness.presence import Presence
from drivers.vision.pictures import Picture
from simulators.camera.picture import draw
from simulators.camera.plans import plan_of
from simulators.camera.scenes import FlatPicture, Surface
from simulators.personas.look import Pose
from simulators.personas.looks import LOOKS
from simulators.personas.people import render
from tests.drivers.vision.conftest import LIGHT
from tests.drivers.vision.liveness.rooms import SIZE, CutOut, before_them, room
from tests.drivers.vision.liveness.scenes import head

LIMITS = LivenessLimits.load()
ROOMS = 150
"""Thousands were tried once; these are the first."""


@pytest.fixture(scope="module", autouse=True)
def profile() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UKETSUKE_PROFILE", "test")
        yield


def concluded(engine: Engine, scene: FlatPicture) -> Liveness:
    """Return what a presence of one frame amounts to, as the camera delivers it."""
    jpeg = np.frombuffer(draw(plan_of(scene)["front"].stills[0])[0], np.uint8)
    picture = cast("Picture", cv2.imdecode(jpeg, cv2.IMREAD_COLOR))
    presence = Presence(LIMITS, None)
    presence.see(picture, engine.detector.find(picture)[0])
    return presence.conclude()


@pytest.mark.parametrize("on", ["paper", "phone"])
def test_a_sheet_or_a_screen_held_still_is_an_attack(engine: Engine, on: Surface) -> None:
    assert concluded(engine, FlatPicture("hanako", "still", on)) is Liveness.ATTACK


def test_a_picture_so_near_that_no_border_shows_is_left_to_the_movement(engine: Engine) -> None:
    scene = FlatPicture("hanako", "still", "paper", near=1.6)
    assert concluded(engine, scene) is Liveness.NOT_EXAMINED


def test_nobody_is_refused_for_the_room_they_stand_in(engine: Engine) -> None:
    pose = Pose(head=0.262, shift=(0, -0.05))
    grounds = (np.full((*SIZE, 3), level, np.uint8) for level in (0, 255))
    black, white = (
        render(LOOKS["goro"], pose, LIGHT, (SIZE[1], SIZE[0]), g)[:, :, ::-1] for g in grounds
    )
    person = CutOut.of(black, white, engine.detector.find(white.copy())[0])
    refused: list[int] = []
    for seed in range(ROOMS):
        chance = np.random.default_rng(seed)
        picture = before_them(person.before(room(chance, person.face)), chance, person.face)
        if border_around(picture, person.face, LIMITS.border):
            refused.append(seed)
    assert refused == []


def test_a_bare_frame_around_a_face_is_seen_and_one_behind_shoulders_is_not() -> None:
    face = head(0)
    wall = np.full((480, 640, 3), 160, np.uint8)
    box = (220, 130), (420, 420)
    framed = cv2.rectangle(wall.copy(), *box, (30, 30, 30), 6)
    assert border_around(cast("Picture", framed), face, LIMITS.border)
    shoulders = cv2.ellipse(framed.copy(), (320, 470), (190, 110), 0, 0, 360, (90, 60, 50), -1)
    assert not border_around(cast("Picture", shoulders), face, LIMITS.border)
    counter = cv2.rectangle(framed.copy(), (0, 420), (640, 480), (30, 30, 30), -1)
    assert not border_around(cast("Picture", counter), face, LIMITS.border)
