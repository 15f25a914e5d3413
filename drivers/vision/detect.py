"""Finding faces: YuNet on a picture scaled to 320 pixels."""

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision.pictures import Picture
from drivers.vision.quality import Face

_SIDE = 320  # a face at arm's length has 60 pixels and more there; 4 ms
# In pictures as narrow as one of the network's coarsest steps (32 pixels) it finds, with certainty,
# what other pictures have left in its memory. Twice that is narrower than any camera or portrait.
_LEAST_SIDE = 64
_OVERLAP = 0.3  # boxes overlapping more are one face
_CANDIDATES = 50

Rows = NDArray[np.float32]  # one face a row: box, five landmarks, score


class Detector:
    """YuNet. Not thread-safe."""

    def __init__(self, model: bytes, least_score: float) -> None:
        nothing = np.empty(0, np.uint8)
        self._yunet = cv2.FaceDetectorYN.create(
            "onnx",
            np.frombuffer(model, np.uint8),
            nothing,
            (_SIDE, _SIDE),
            least_score,
            _OVERLAP,
            _CANDIDATES,
        )

    def find(self, picture: Picture) -> list[Face]:
        """Return all faces, in pixels of `picture`; none in a picture over five times as long."""
        height, width = picture.shape[:2]
        scale = _SIDE / max(height, width)
        size = (round(width * scale), round(height * scale))
        if min(size) < _LEAST_SIDE:
            return []
        small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        self._yunet.setInputSize(size)
        rows = cast("Rows | None", self._yunet.detect(small)[1])  # the stub forgets the None
        small[:] = 0
        return [] if rows is None else [_face(row / scale, float(row[14])) for row in rows]


def _face(row: NDArray[np.float32], score: float) -> Face:
    left, top, width, height, *marks = (float(value) for value in row[:14])
    right_eye, left_eye, nose, *mouth = zip(marks[0::2], marks[1::2], strict=True)
    return Face(
        left=left,
        top=top,
        width=width,
        height=height,
        eyes=(right_eye, left_eye),
        nose=nose,
        mouth=(mouth[0], mouth[1]),
        score=score,
    )
