"""How far a head leans to a shoulder, by the face mesh, where it is installed.

The detector's eyes stay level on leaning heads of the drawn cast (not measured on people), and a
crop aligned by them is not what SFace was trained on. The mesh finds the corners of the eyes.
"""

import math
from collections.abc import Mapping
from typing import Self

import cv2
import numpy as np

from drivers.vision.models import Model
from drivers.vision.pictures import Picture, wipe
from drivers.vision.quality import Face

_SIDE = 192
_AROUND = 1.5  # of the face's longer side: the square the mesh was trained on
_POINTS = 468
_CORNERS = (33, 263)  # the outer ones: the person's right eye, left eye
_PASSES = 3  # it sees less than all of a lean, and the rest when the square leans along


class Tilt:
    """FaceMesh, asked for one angle. Not thread-safe."""

    def __init__(self, mesh: bytes) -> None:
        self._net = cv2.dnn.readNetFromTFLite(np.frombuffer(mesh, np.uint8))
        self._outputs = self._net.getUnconnectedOutLayersNames()

    @classmethod
    def load(cls, models: Mapping[str, Model]) -> Self | None:
        """Return it, or None where it is not installed. Raises `ModelRefusedError` if altered."""
        model = models.get("face_mesh")
        return cls(model.read()) if model is not None and model.is_intact() else None

    def roll(self, picture: Picture, face: Face) -> float:
        """Return the degrees as `Face.roll` has them; those of the landmarks if it sees no face.

        3 ms for each of three passes with one thread; an upright head takes one.
        """
        roll = face.roll
        for _ in range(_PASSES):
            more = self._roll_in(picture, face, roll)
            roll += more or 0.0
            if more is None or abs(more) < 3.0:
                break
        return roll

    def _roll_in(self, picture: Picture, face: Face, roll: float) -> float | None:
        """Return the lean that is left in a square turned by `roll`; None without a face."""
        scale = _SIDE / max(_AROUND * max(face.width, face.height), 1.0)
        there = cv2.getRotationMatrix2D(face.centre, roll, scale)
        there[:, 2] += np.subtract(_SIDE / 2, face.centre)
        crop = np.asarray(cv2.warpAffine(picture, there, (_SIDE, _SIDE)), np.uint8)
        blob = cv2.dnn.blobFromImage(crop, 1 / 255, swapRB=True)
        self._net.setInput(blob)
        found = {out.size: np.asarray(out, np.float32) for out in self._net.forward(self._outputs)}
        wipe(crop)
        blob[:] = 0
        if not float(found[1].item()) > 0:  # the logarithm of the odds that it is a face
            return None
        right, left = found[3 * _POINTS].reshape(_POINTS, 3)[list(_CORNERS), :2]
        return math.degrees(math.atan2(left[1] - right[1], left[0] - right[0]))
