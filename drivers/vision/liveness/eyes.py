"""How far eyes are open: Google's face mesh finds them, its eye model draws their lids."""

import math
from collections.abc import Mapping
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision.models import Model
from drivers.vision.pictures import Picture
from drivers.vision.quality import Face, Point

_MESH, _MESH_AROUND = 192, 1.5  # pixels; of the face's longer side: as the mesh was trained
_EYE, _EYE_AROUND = 64, 2.3  # pixels; of the eye's width
_CORNERS = ((33, 133), (362, 263))  # of the 468 points: right eye, left eye, from left to right
_MESH_POINTS, _LID_POINTS = 468, 71
_LIDS = 8  # of the eye's points 0 to 8 run along the lower lid, 9 to 15 along the upper

Points = NDArray[np.float64]


class Eyes:
    """Both models. Not thread-safe.

    The mesh alone hardly notices that eyes are shut; on drawn ones its points moved by a tenth.
    """

    def __init__(self, mesh: bytes, eye: bytes) -> None:
        self._mesh, self._eye = (
            cv2.dnn.readNetFromTFLite(np.frombuffer(model, np.uint8)) for model in (mesh, eye)
        )

    @classmethod
    def load(cls, models: Mapping[str, Model]) -> Self:
        """Return the checked models. Raises `ModelRefusedError` when one is missing or altered."""
        return cls(models["face_mesh"].read(), models["eye_mesh"].read())

    def openness(self, picture: Picture, face: Face) -> float | None:
        """Return how far the eyes are open, height by width, the mean of both.

        About 0.3 when open. None when the mesh sees no face there. 12 ms with one thread.
        """
        side = _MESH_AROUND * max(face.width, face.height)
        there = _square(face.centre, side, math.radians(face.roll), _MESH)
        found = _run(self._mesh, picture, there, _MESH)
        if not float(found[1].item()) > 0:  # the logarithm of the odds that it is a face
            return None
        points = _back(found[3 * _MESH_POINTS].reshape(-1, 3)[:, :2], there)
        one, other = (self._lids(picture, points[left], points[right]) for left, right in _CORNERS)
        return (one + other) / 2

    def see_grey(self) -> None:
        """Run both models on nothing, which overwrites what their layers keep of the last face."""
        grey = np.full((_MESH, _MESH, 3), 127, np.uint8)
        for net, side in ((self._mesh, _MESH), (self._eye, _EYE)):
            _run(net, grey, np.eye(2, 3), side)

    def _lids(self, picture: Picture, left: Points, right: Points) -> float:
        way, middle = right - left, (left + right) / 2
        turn = math.atan2(way[1], way[0])
        side = _EYE_AROUND * math.hypot(*way)
        there = _square((middle[0], middle[1]), side, turn, _EYE)
        found = _run(self._eye, picture, there, _EYE)[3 * _LID_POINTS]
        return opening(found.reshape(-1, 3)[:, :2].astype(np.float64))


def opening(lids: Points) -> float:
    """Return the mean height by the width of an eye's outline, 16 points as the model has them."""
    lower, upper = lids[1:_LIDS], lids[_LIDS + 1 : 2 * _LIDS]
    height = float(np.linalg.norm(upper - lower, axis=1).mean())
    return height / max(float(np.linalg.norm(lids[_LIDS] - lids[0])), 1e-6)


def _square(middle: Point, side: float, turn: float, pixels: int) -> Points:
    """Return the map (2, 3) from the picture to a square around a place, turned upright."""
    scale = pixels / max(side, 1.0)
    c, s = scale * math.cos(turn), scale * math.sin(turn)
    x, y = middle
    return np.array(((c, s, pixels / 2 - c * x - s * y), (-s, c, pixels / 2 + s * x - c * y)))


def _back(points: NDArray[np.float32], there: Points) -> Points:
    """Return points of the square where they lie in the picture."""
    back = cv2.invertAffineTransform(there)
    return np.asarray(points @ back[:, :2].T + back[:, 2], np.float64)


def _run(
    net: cv2.dnn.Net, picture: Picture, there: Points, pixels: int
) -> dict[int, NDArray[np.float32]]:
    """Return a model's outputs by their sizes."""
    crop = cv2.warpAffine(picture, there, (pixels, pixels))
    blob = cv2.dnn.blobFromImage(crop, 1 / 255, swapRB=True)
    net.setInput(blob)
    outputs = net.forward(net.getUnconnectedOutLayersNames())
    crop[:] = blob[:] = 0
    return {np.size(one): np.asarray(one, np.float32) for one in outputs}
