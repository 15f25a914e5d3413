"""The passive models: MiniFASNet V2 and V1SE look at a face and what is around it."""

from collections.abc import Mapping
from typing import Self

import cv2
import numpy as np

from drivers.vision.liveness.crops import around, trained_box
from drivers.vision.models import Model
from drivers.vision.pictures import Picture
from drivers.vision.quality import Face

_SIDE = 80
_LIVE = 1  # of three outputs; the others are kinds of pictures
_SCALES = {"liveness_near": 2.7, "liveness_far": 4.0}  # times the box, as each was trained


class Passive:
    """Both models. Not thread-safe."""

    def __init__(self, nets: Mapping[float, bytes]) -> None:
        self._nets = [
            (scale, cv2.dnn.readNetFromONNX(np.frombuffer(model, np.uint8)))
            for scale, model in nets.items()
        ]

    @classmethod
    def load(cls, models: Mapping[str, Model]) -> Self | None:
        """Return the pair, or None where no folder for it is configured.

        Raises `ModelRefusedError` for a folder in which one of them is missing or altered.
        """
        used = [models[name] for name in _SCALES if name in models]
        intact = [model.is_intact() for model in used]
        if len(used) < len(_SCALES) or not all(intact):
            return None
        return cls({_SCALES[model.name]: model.read() for model in used})

    def live(self, picture: Picture, face: Face) -> float:
        """Return how probable both together hold a living face, 0 to 1; 8 ms with one thread."""
        return sum(self._ask(net, scale, picture, face) for scale, net in self._nets) / len(
            self._nets
        )

    def _ask(self, net: cv2.dnn.Net, scale: float, picture: Picture, face: Face) -> float:
        height, width = picture.shape[:2]
        box = around(trained_box(face), scale, (width, height))
        left, top = int(box.left), int(box.top)
        right, bottom = int(box.left + box.width) + 1, int(box.top + box.height) + 1
        small = cv2.resize(picture[top:bottom, left:right], (_SIDE, _SIDE))
        blob = cv2.dnn.blobFromImage(small)  # BGR, 0 to 255, as trained
        net.setInput(blob)
        found = np.asarray(net.forward(), np.float32)
        small[:] = blob[:] = 0
        return float(found.ravel()[_LIVE])
