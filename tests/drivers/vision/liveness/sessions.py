"""A challenge before a camera whose clock the test moves."""

import random
from collections.abc import Sequence

import numpy as np

from drivers.vision.liveness.challenge import Baseline, Challenge, Outcome, Progress, Sight
from drivers.vision.liveness.limits import LivenessLimits
from drivers.vision.liveness.turn import Side
from drivers.vision.pictures import Feature
from drivers.vision.quality import Face
from kiosk.domain.face import FaceGuidance
from tests.drivers.vision.liveness.scenes import head, path

LIMITS = LivenessLimits.load().challenge
FRAME = 1 / 30
ASKED = {FaceGuidance.TURN_LEFT: Side.LEFT, FaceGuidance.TURN_RIGHT: Side.RIGHT}


def feature(towards: float) -> Feature:
    """Return a feature whose cosine with `feature(1)` is `towards`."""
    found = np.zeros((1, 128), np.float32)
    found[0, :2] = towards, (1 - towards**2) ** 0.5
    return found


ME = feature(1.0)
EVEN = [head(yaw) for yaw in (-2.0, -1.0, 0.0, 1.0, 2.0)]


class Session:
    """A challenge, and the clock of the camera before it."""

    def __init__(
        self,
        side: Side | None = None,
        *,
        blink: bool = False,
        seed: int = 0,
        front: Sequence[Face] = EVEN,
    ) -> None:
        baseline = Baseline(front, [ME] * 5, feature(0.6))
        chance = random.Random(seed)
        if side is not None:
            chance.choice = lambda seq: side
        self.challenge = Challenge(LIMITS, baseline, blink=blink, chance=chance)
        self.now = 100.0
        self.last = Progress(FaceGuidance.LOOK_HERE)

    def show(
        self,
        faces: Sequence[Face],
        who: Feature = ME,
        openness: Sequence[float] = (),
        step: float = FRAME,
    ) -> Outcome:
        for i, one in enumerate(faces):
            self.sight([one], who, openness[i] if openness else 0.3, step)
        return self.challenge.outcome

    def sight(
        self, faces: Sequence[Face], who: Feature = ME, openness: float = 0.3, step: float = FRAME
    ) -> None:
        self.now += step
        wants = self.challenge.wants_feature(faces)
        eyes = openness if self.challenge.wants_openness(faces) else None
        self.last = self.challenge.see(Sight(self.now, faces, who if wants else None, eyes))


def turn(side: Side, degrees: float = 38.0) -> list[Face]:
    return path(head, 0, side.sign * degrees)


FRONT = [head(0.1 * i) for i in range(6)]


def held(yaw: float) -> list[Face]:
    return [head(yaw + 0.1 * i) for i in range(6)]


def whole(side: Side) -> list[Face]:
    yaw = side.sign * 38.0
    return [*FRONT, *turn(side), *held(yaw), *path(head, yaw, 0), *FRONT]
