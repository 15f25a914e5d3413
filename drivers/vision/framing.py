"""Which part of the camera's picture the patient sees: a portrait crop that follows the face.

People stand, sit in wheelchairs and are four years old; the camera stays where it is. Pure geometry
in pixels of the camera's picture: no numpy, no cv2.
"""

import math
from dataclasses import dataclass

from drivers.vision.quality import Face

_HEADS = 2.5  # height of the crop in heights of the face: room for hair and chin inside an oval
_HAIR = 0.1  # the head's middle lies this much of the face's height above the face's middle
_CLOSEST = 0.36  # smallest crop, in heights of the picture: closer, it would be a blur
_DEAD_BAND = 0.06  # heights of the crop; what moves less is breathing, and the detector's noise
_AT_REST = 0.02  # heights of the crop; a movement ends this near to where it goes
_EASING = 0.25  # seconds in which a movement covers 63 % of its way
_PATIENCE = 1.0  # seconds without a face until the whole height is shown again


@dataclass(frozen=True)
class Crop:
    """A part of a picture; its proportions are the preview's."""

    left: float
    top: float
    width: float
    height: float

    def towards(self, other: "Crop", part: float) -> "Crop":
        """Return what lies `part` of the way (0 to 1) from this crop to another."""
        return Crop(
            self.left + (other.left - self.left) * part,
            self.top + (other.top - self.top) * part,
            self.width + (other.width - self.width) * part,
            self.height + (other.height - self.height) * part,
        )

    def apart(self, other: "Crop") -> float:
        """Return how far two crops are apart at their worst edge, in heights of this one."""
        across = max(abs(self.left - other.left), abs(self.right - other.right))
        down = max(abs(self.top - other.top), abs(self.bottom - other.bottom))
        return max(across, down) / self.height

    @property
    def right(self) -> float:
        """Where it ends on the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height


def whole(width: int, height: int, proportion: float) -> Crop:
    """Return the largest crop of a picture, in its middle; `proportion` is width by height."""
    high = min(height, width / proportion)
    wide = high * proportion
    return Crop((width - wide) / 2, (height - high) / 2, wide, high)


def around(face: Face, width: int, height: int, proportion: float) -> Crop:
    """Return the crop with the head in its middle, as far as the picture reaches."""
    largest = whole(width, height, proportion)
    high = min(max(face.height * _HEADS, largest.height * _CLOSEST), largest.height)
    wide = high * proportion
    x, y = face.centre
    left = min(max(x - wide / 2, 0.0), width - wide)
    top = min(max(y - face.height * _HAIR - high / 2, 0.0), height - high)
    return Crop(left, top, wide, high)


class Framing:
    """Follows one face smoothly: still while it is still, easing where it goes, by time.

    The first face found is shown at once; a face that is lost keeps its frame for a moment, so that
    a blink of the detector moves nothing.
    """

    def __init__(self, proportion: float) -> None:
        self._proportion = proportion
        self.restart()

    def restart(self) -> None:
        """Forget where the last face was: somebody else comes."""
        self._size = (0, 0)
        self._crop: Crop | None = None
        self._goal: Crop | None = None
        self._time = 0.0
        self._seen = -math.inf

    def follow(self, size: tuple[int, int], face: Face | None, now: float) -> Crop:
        """Return the crop for a picture of `size` taken at `now` (seconds, any origin)."""
        if size != self._size:
            self._size, self._crop, self._goal = size, None, None
        wanted = self._wanted(face, now)
        passed, self._time = max(now - self._time, 0.0), now
        if self._crop is None or (face is not None and self._seen == -math.inf):
            self._crop, self._goal = wanted, None
        elif self._goal is not None or self._crop.apart(wanted) > _DEAD_BAND:
            self._goal = wanted
            self._crop = self._crop.towards(wanted, 1 - math.exp(-passed / _EASING))
            if self._crop.apart(wanted) < _AT_REST:
                self._goal = None
        if face is not None:
            self._seen = now
        return self._crop

    def _wanted(self, face: Face | None, now: float) -> Crop:
        if face is not None:
            return around(face, *self._size, self._proportion)
        if now - self._seen < _PATIENCE:
            return self._goal or self._crop or whole(*self._size, self._proportion)
        return whole(*self._size, self._proportion)
