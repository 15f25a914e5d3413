"""Pictures made into what is seen on the screen, RGB, put into the ring.

The patient's own frames are cropped to the face and mirrored; the chip's portrait is shown whole.
"""

import cv2
import numpy as np

from drivers.vision.frames import FrameRing
from drivers.vision.framing import Crop, Framing
from drivers.vision.pictures import Picture, wipe
from drivers.vision.quality import Face


class Preview:
    """Writes portraits of `width` x `height` pixels, whatever the camera's proportions are.

    Shows each frame as it comes, on the camera's thread: the picture moves also while a face is
    being compared. Where the face is follows when it is known.
    """

    def __init__(self, ring: FrameRing, width: int, height: int) -> None:
        self._ring = ring
        self._framing = Framing(width / height)
        self._small = np.zeros((height, width, 3), np.uint8)  # its only copy on the way
        self._number = 0
        self._face: Face | None = None

    def follow(self, face: Face | None) -> None:
        """Tell where the one face was in the newest frame looked at. From any thread."""
        self._face = face

    def show(self, picture: Picture, now: float) -> None:
        """Write one BGR frame taken at `now` (seconds)."""
        height, width = picture.shape[:2]
        part = _cut(picture, self._framing.follow((width, height), self._face, now))
        high, wide = self._small.shape[:2]
        smaller = part.shape[0] > high
        way = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
        cv2.resize(part, (wide, high), self._small, interpolation=way)
        cv2.flip(self._small, 1, self._small)
        cv2.cvtColor(self._small, cv2.COLOR_BGR2RGB, self._small)
        self._number += 1
        self._ring.write(self._number, wide, high, self._small.reshape(-1).data)

    def keep(self, portrait: Picture) -> None:
        """Write a BGR portrait as a still: whole and not mirrored, as large as the ring's frames.

        It is enlarged here, where the better way to do so is; no copy of it is left.
        """
        whole = _fitted(portrait, self._small.shape[:2])
        cv2.cvtColor(whole, cv2.COLOR_BGR2RGB, whole)
        high, wide = whole.shape[:2]
        self._number += 1
        self._ring.write(self._number, wide, high, whole.reshape(-1).data, still=True)
        wipe(whole)

    def wipe(self) -> None:
        """Overwrite all frames, once no more are shown; whoever comes next is framed anew."""
        self._face = None
        wipe(self._small)
        self._ring.wipe()
        self._framing.restart()


def _cut(picture: Picture, crop: Crop) -> Picture:
    left, top = round(crop.left), round(crop.top)
    return picture[top : top + round(crop.height), left : left + round(crop.width)]


def _fitted(picture: Picture, room: tuple[int, int]) -> Picture:
    height, width = picture.shape[:2]
    scale = min(room[0] / height, room[1] / width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, size, interpolation=way), dtype=np.uint8)
