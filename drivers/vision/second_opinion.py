"""face_recognition (dlib) as a second opinion that can veto a match and never make one.

For East Asian faces it cannot decide: at its default tolerance of 0.6 it takes 33.7 % of pairs of
different people for the same (222 people of LFW). What is left is a contradiction so gross that a
match becomes an unsure one (`veto_above` in thresholds.toml). Its 68-point model is never loaded:
it is trained on pictures that may not be used commercially, it costs 60 MB and most of the time the
import takes, and the five-point one, put in its place here, is all that the small encoder needs.
Nor is its detector made, which costs half of what is left: the boxes come from YuNet.
"""

import logging
from collections.abc import Mapping
from types import ModuleType
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision.models import Model
from drivers.vision.pictures import Picture, wipe
from drivers.vision.quality import Face

log = logging.getLogger(__name__)

Encoding = NDArray[np.float64]  # (128,)
_USES = ("second_opinion", "second_opinion_landmarks")


class SecondOpinion:
    """face_recognition's encoder, fed with YuNet's boxes. Some 65 ms a face; holds the GIL."""

    def __init__(self, library: ModuleType) -> None:
        self._library = library

    @classmethod
    def load(cls, models: Mapping[str, Model]) -> Self | None:
        """Return it, or None where library or weights are not installed.

        Raises `ModelRefusedError` when its weights are altered.
        """
        if not all(models[name].is_intact() for name in _USES if name in models):
            return None
        try:
            import dlib  # noqa: PLC0415  # only in the child, after SFace is warm
            import face_recognition_models  # noqa: PLC0415  # as above

            dlib.__dict__["get_frontal_face_detector"] = lambda: None
            face_recognition_models.pose_predictor_model_location = (
                face_recognition_models.pose_predictor_five_point_model_location
            )
            import face_recognition  # noqa: PLC0415  # as above: its quit() is caught here
        except (ImportError, SystemExit, RuntimeError):  # it calls quit() without its weights
            log.warning("face_recognition cannot be loaded: no second opinion")
            return None
        return cls(face_recognition)

    def encode(self, picture: Picture, face: Face) -> Encoding | None:
        """Return the face's encoding, or None."""
        x, y = face.centre
        half = face.width / 2  # dlib was trained on square boxes from brow to chin
        box = tuple(round(edge) for edge in (y - half, x + half, y + half, x - half))
        rgb = np.ascontiguousarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), dtype=np.uint8)
        found = self._library.face_encodings(rgb, [box], num_jitters=1, model="small")
        wipe(rgb)
        return found[0] if found else None

    def distance(self, one: Encoding, other: Encoding) -> float:
        """Return the Euclidean distance; 0.6 is the library's idea of the same person."""
        return float(np.linalg.norm(one - other))
