"""YuNet and SFace, as the kiosk loads them, to judge what was drawn."""

import io
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from drivers.vision.detect import Detector
from drivers.vision.liveness.geometry import parallax
from drivers.vision.match import Matcher
from drivers.vision.models import load_manifest
from simulators.camera.picture import draw
from simulators.camera.plans import plan_of
from simulators.camera.scenes import Person, Side
from simulators.camera.stills import KeyFrame
from simulators.camera.turning import SIDES

Embedding = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A face as the models see it; a score of 0 is none at all."""

    score: float = 0.0
    height: float = 0.0
    """Share of the picture's height."""
    embedding: Embedding = field(default_factory=lambda: np.zeros(128, np.float32))
    nose_offset: float = 0.0
    """How far the nose is off the eyes' middle along their line, in eye distances."""
    parallax: float = 0.0
    """Where the nose lies across the frame of eyes and mouth."""


class Judge:
    """Finds the face in a picture and turns it into an embedding of length 1, as the kiosk does."""

    def __init__(self) -> None:
        models = load_manifest()
        self._detector = Detector(models["detector"].read(), least_score=0.6)
        self._matcher = Matcher(models["matcher"].read())

    def look(self, rgb: NDArray[np.uint8]) -> Seen:
        """Find the largest face and describe it."""
        bgr = np.ascontiguousarray(rgb[..., ::-1])
        face = max(self._detector.find(bgr), key=lambda f: f.width * f.height, default=None)
        if face is None:
            return Seen()
        feature = self._matcher.feature(self._matcher.crop(bgr, face)).ravel()
        unit = feature / np.linalg.norm(feature)
        height = face.height / bgr.shape[0]
        return Seen(face.score, height, unit, face.nose_offset, parallax(face))


def as_on_card(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The portrait as a chip keeps it: grey JPEG 2000 of 6 kB, 240 x 320, decoded again."""
    grey = Image.fromarray(rgb).convert("L")
    file = io.BytesIO()
    ratio = grey.width * grey.height / 6_000
    grey.save(file, "JPEG2000", quality_mode="rates", quality_layers=[ratio], irreversible=True)
    assert 3_000 < len(file.getvalue()) < 6_500
    return np.asarray(Image.open(file).convert("RGB"))


def live(name: str, count: int = 5) -> list[NDArray[np.uint8]]:
    """Frames of a person before the camera, spread over its loop, without the blink."""
    stills = plan_of(Person(name, blinks=False))["front"].stills
    chosen = [stills[i * len(stills) // count] for i in range(count)]
    return [shot(still) for still in chosen]


def shot(still: KeyFrame) -> NDArray[np.uint8]:
    """A still as the camera delivers it: RGB (480, 640, 3)."""
    return np.asarray(Image.open(io.BytesIO(draw(still)[0])))


def turned(name: str) -> dict[Side, NDArray[np.uint8]]:
    """A frame of a person who was asked to turn the head, for each side."""
    plan = plan_of(Person(name))
    return {side: shot(plan[side].stills[-2]) for side in SIDES}
