"""Actors before a camera that is none: scripted faces, features and opinions for a comparison."""

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import cast

import numpy as np
from numpy.typing import NDArray

from drivers.vision.camera import Frame
from drivers.vision.comparison import Comparison, Seen
from drivers.vision.engine import Engine
from drivers.vision.liveness import Liveness
from drivers.vision.liveness.limits import LivenessLimits
from drivers.vision.pictures import Feature, Picture
from drivers.vision.portrait import Reference
from drivers.vision.quality import Face
from drivers.vision.second_opinion import SecondOpinion
from drivers.vision.thresholds import Thresholds
from kiosk.domain.face import FaceGuidance, MatchBand

FPS = 15
SIZE = (320, 240)
_NOISE = np.random.default_rng(1).integers(60, 190, (112, 112, 1), np.uint8).repeat(3, axis=2)


def head(turned: float = 0.0, x: float = 160, y: float = 120, eyes: float = 50) -> Face:
    """Return a head whose nose stands `turned` eye distances off, as when it is turned."""
    return Face(
        left=x - eyes,
        top=y - 1.3 * eyes,
        width=2 * eyes,
        height=2.6 * eyes,
        eyes=((x - eyes / 2, y - eyes / 3), (x + eyes / 2, y - eyes / 3)),
        nose=(x + turned * eyes, y + eyes / 4),
        mouth=((x - eyes / 3, y + eyes * 0.8), (x + eyes / 3, y + eyes * 0.8)),
        score=0.9,
    )


@dataclass(frozen=True)
class Shot:
    """One frame: who is in it, and how like the portrait the one face is."""

    faces: tuple[Face, ...] = (head(),)
    cosine: float = 0.7
    person: int = 1  # two people are no more alike than their likeness to the portrait makes them


def feature_of(shot: Shot) -> Feature:
    """Return a feature with that cosine to the portrait's."""
    feature = np.zeros((1, 128), np.float32)
    feature[0, 0] = shot.cosine
    feature[0, shot.person] = np.sqrt(max(0.0, 1 - shot.cosine**2))
    return feature


@dataclass(frozen=True)
class Second:
    """A second opinion that always finds the same distance."""

    found: float

    def encode(self, picture: Picture, face: Face) -> NDArray[np.float64]:
        del picture, face
        return np.ones(128)

    def distance(self, one: object, other: object) -> float:
        del one, other
        return self.found


@dataclass(frozen=True)
class Leaning:
    """A face mesh that always finds the same lean."""

    degrees: float

    def roll(self, picture: Picture, face: Face) -> float:
        del picture, face
        return self.degrees


@dataclass
class Stage:
    """Stands in for all models: whoever is on stage is what they see."""

    shot: Shot = field(default_factory=Shot)
    liveness_says: Liveness = Liveness.LIVE
    distance: float | None = None
    always_challenge: bool = False
    thresholds: Thresholds = field(default_factory=Thresholds.load)
    limits: LivenessLimits = field(default_factory=LivenessLimits.load)
    features: list[Feature] = field(default_factory=list[Feature])
    asks_blink: bool = False
    eyes: None = None
    tilt: Leaning | None = None

    @property
    def detector(self) -> "Stage":
        return self

    @property
    def matcher(self) -> "Stage":
        return self

    @property
    def liveness(self) -> "Stage":
        return self

    @property
    def second(self) -> "SecondOpinion | None":
        return None if self.distance is None else cast("SecondOpinion", Second(self.distance))

    def find(self, picture: Picture) -> list[Face]:
        del picture
        return list(self.shot.faces)

    def crop(self, picture: Picture, face: Face) -> Picture:
        del picture, face
        return _NOISE.copy()

    def feature(self, crop: Picture) -> Feature:
        del crop
        self.features.append(feature_of(self.shot))
        return self.features[-1]

    def cosine(self, one: Feature, other: Feature) -> float:
        return float(np.dot(one.ravel(), other.ravel()))

    def restart(self) -> None:
        """No silent step remembers anything here."""

    def see(self, picture: Picture, face: Face) -> None:
        """Nor looks at anything."""

    def conclude(self) -> Liveness:
        return self.liveness_says


class Play:
    """A comparison under way, 15 frames a second."""

    def __init__(self, stage: Stage | None = None, band: MatchBand = MatchBand.ORDINARY) -> None:
        stage = stage or Stage()
        portrait = feature_of(Shot(cosine=1.0))
        encoding = None if stage.distance is None else np.zeros(128)
        self.stage = stage
        self.comparison = Comparison(cast("Engine", stage), Reference(portrait, encoding), band)
        self.number = 0

    @property
    def time(self) -> float:
        """Seconds since the beginning, by the camera's clock."""
        return self.number / FPS

    def show(self, shot: Shot) -> Seen:
        """Show one frame."""
        self.stage.shot = shot
        self.number += 1
        return self.comparison.look(
            Frame(self.number, np.full((SIZE[1], SIZE[0], 3), 120, np.uint8), self.time)
        )

    def until_over(self, shots: Iterable[Shot]) -> Seen | None:
        """Show frames until there is a verdict; None when there is none in them."""
        for shot in shots:
            seen = self.show(shot)
            if seen.verdict is not None:
                return seen
        return None

    def acted(self, actor: "Callable[[FaceGuidance], Shot]", seconds: float = 15.0) -> Seen | None:
        """Let an actor hear each guidance and answer with the next frame."""
        guidance = FaceGuidance.LOOK_HERE
        for _ in range(round(seconds * FPS)):
            seen = self.show(actor(guidance))
            if seen.verdict is not None:
                return seen
            guidance = seen.guidance
        return None


class Obedient:
    """Turns as told, and back; `stubborn` turns to the other side."""

    def __init__(self, shot: Shot | None = None, *, stubborn: bool = False) -> None:
        self._shot = shot or Shot()
        self._turned = 0.0
        self._way = -1.0 if stubborn else 1.0

    def __call__(self, guidance: FaceGuidance) -> Shot:
        aim = {FaceGuidance.TURN_LEFT: 0.4, FaceGuidance.TURN_RIGHT: -0.4}.get(guidance, 0.0)
        step = self._way * aim - self._turned
        self._turned += max(-0.06, min(0.06, step))
        return dataclasses.replace(self._shot, faces=(head(self._turned),))
