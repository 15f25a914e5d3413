"""Frames made into what the patient sees: smaller, mirrored, RGB, written into the ring."""

import cv2
import numpy as np

from drivers.vision.frames import FrameRing
from drivers.vision.pictures import Picture


class Preview:
    """Writes frames that fit into `width` x `height`, the camera's proportions kept."""

    def __init__(self, ring: FrameRing, width: int, height: int) -> None:
        self._ring = ring
        self._width = width
        self._height = height
        self._number = 0

    def show(self, picture: Picture) -> None:
        """Write one BGR frame."""
        height, width = picture.shape[:2]
        scale = min(self._width / width, self._height / height, 1.0)
        size = (int(width * scale), int(height * scale))
        small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)  # a copy, even at 1:1
        cv2.flip(small, 1, small)
        cv2.cvtColor(small, cv2.COLOR_BGR2RGB, small)
        self._number += 1
        self._ring.write(self._number, *size, np.ravel(small).data)
        small[:] = 0

    def wipe(self) -> None:
        """Overwrite all frames in the ring."""
        self._ring.wipe()
