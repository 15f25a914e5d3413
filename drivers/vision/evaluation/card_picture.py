"""A picture as a card would hold it: passport crop, small, grey, JPEG 2000 of a few kilobytes.

So that false rejects are measured with what the kiosk meets. Nothing here is used by the kiosk:
the bytes go to the production decoder like a card's.
"""

from typing import Final

import cv2
import numpy as np

from drivers.vision.pictures import Picture
from drivers.vision.quality import Face

SIZE: Final = (240, 320)  # width and height: 3:4
LIMITS: Final = {"8k": 8192, "4k": 4096}  # bytes
LONGEST_SIDE: Final = 1024  # what the production decoder takes
_BOX_HEIGHT: Final = (
    0.56  # of the picture: a head of three quarters, and the box ends at the hairline
)
_BOX_MIDDLE: Final = 0.54  # how far below the upper edge
_CODE: Final = cv2.IMWRITE_JPEG2000_COMPRESSION_X1000
_LOSSLESS: Final = 1000


def subject(faces: list[Face], picture: Picture) -> Face:
    """Return whom the picture is of: the largest face, those far from the middle counting less."""
    height, width = picture.shape[:2]

    def weight(face: Face) -> float:
        x, y = face.centre
        off = max(abs(x / width - 0.5), abs(y / height - 0.5))
        return face.height * (1 - off)

    return max(faces, key=weight)


def passport_crop(picture: Picture, face: Face) -> Picture:
    """Return the face with shoulders and air in 240x320; what is beyond the edge repeats it."""
    width, height = SIZE
    scale = _BOX_HEIGHT * height / face.height
    x, y = face.centre
    placed = np.array(
        [[scale, 0, width / 2 - scale * x], [0, scale, _BOX_MIDDLE * height - scale * y]]
    )
    # cut and shrink in one step would alias: a much larger picture is shrunk by areas first
    if scale < 0.5:
        small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        placed[:, :2] = np.eye(2)
        picture = np.asarray(small, dtype=np.uint8)
    crop = cv2.warpAffine(
        picture, placed, SIZE, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(crop, dtype=np.uint8)


def as_card(picture: Picture, face: Face, limit: int) -> bytes:
    """Return at most `limit` bytes of JPEG 2000, as many of them as fit."""
    grey = np.asarray(cv2.cvtColor(passport_crop(picture, face), cv2.COLOR_BGR2GRAY), np.uint8)
    # the encoder's unit is a thousandth of the uncompressed size, and it keeps to it within a few
    step = 1000 * limit // grey.size + 6
    while len(data := _encode(grey, step)) > limit:
        step -= 1
    return data


def as_portrait(picture: Picture) -> bytes:
    """Return JPEG 2000 without loss, so that any picture can take the portrait's road.

    Larger ones are shrunk to what the production decoder takes.
    """
    scale = LONGEST_SIDE / max(picture.shape[:2])
    if scale < 1:
        size = [max(1, int(side * scale)) for side in picture.shape[1::-1]]
        picture = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    return _encode(picture, _LOSSLESS)


def _encode(picture: Picture, thousandths: int) -> bytes:
    return cv2.imencode(".jp2", picture, [_CODE, thousandths])[1].tobytes()
