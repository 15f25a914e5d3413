"""The portrait from the chip: decoded, found a face in, turned into features, forgotten.

It is grey, some 240x320, and 4 to 8 kB of JPEG 2000, while the frames it is compared with are clear
and in colour. Neither is made more like the other: the rates in `thresholds.toml` were measured
with references as small and as grey and with untouched probes, and the bar is the same for both.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from drivers.vision.detect import Detector
from drivers.vision.jpeg2000 import PortraitRefusedError, announced_size
from drivers.vision.match import Matcher
from drivers.vision.pictures import Feature, Picture, wipe
from drivers.vision.quality import Face, rivals
from drivers.vision.second_opinion import Encoding, SecondOpinion
from drivers.vision.thresholds import Thresholds
from kiosk.domain.refusal import FaceImpossible


@dataclass(frozen=True, repr=False)
class Reference:
    """What live frames are compared with."""

    feature: Feature
    encoding: Encoding | None

    def wipe(self) -> None:
        """Overwrite it."""
        self.feature[:] = 0
        if self.encoding is not None:
            self.encoding[:] = 0


def decode(data: bytes | bytearray) -> Picture:
    """Decode a JPEG 2000 portrait, grey or colour. Raises `PortraitRefusedError`."""
    announced_size(data)
    try:
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        raise PortraitRefusedError("does not decode") from None
    if picture is None:  # pyright: ignore[reportUnnecessaryComparison]  # the stub forgets it
        raise PortraitRefusedError("does not decode")
    return np.asarray(picture, dtype=np.uint8)


def read_portrait(
    data: bytes | bytearray,
    thresholds: Thresholds,
    detector: Detector,
    matcher: Matcher,
    second: SecondOpinion | None,
) -> Reference:
    """Return the portrait's features; the decoded picture is wiped.

    Raises `PortraitRefusedError` with its reason when the portrait does not decode, or does not
    hold exactly one face of usable size. No frame is looked at before.
    """
    picture = decode(data)
    try:
        face = _only_face(picture, detector.find(picture), thresholds)
        crop = matcher.crop(picture, face)
        feature = matcher.feature(crop)
        wipe(crop)
        return Reference(feature, second.encode(picture, face) if second else None)
    finally:
        wipe(picture)


def _only_face(picture: Picture, found: list[Face], thresholds: Thresholds) -> Face:
    height, width = picture.shape[:2]
    faces = rivals(found, (width, height), thresholds.quality)
    if not faces:
        raise PortraitRefusedError("no face", FaceImpossible.PORTRAIT_NO_FACE)
    if len(faces) > 1:
        raise PortraitRefusedError("several faces", FaceImpossible.PORTRAIT_SEVERAL_FACES)
    if faces[0].eye_distance < thresholds.least_portrait_eye_distance:
        raise PortraitRefusedError("too small", FaceImpossible.PORTRAIT_TOO_SMALL)
    return faces[0]
