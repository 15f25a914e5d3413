"""The portrait from the chip: decoded, found a face in, turned into features, forgotten."""

from dataclasses import dataclass

import cv2
import numpy as np

from drivers.vision.detect import Detector
from drivers.vision.jpeg2000 import PortraitRefusedError, announced_size
from drivers.vision.match import Matcher
from drivers.vision.pictures import Feature, Picture, wipe
from drivers.vision.second_opinion import Encoding, SecondOpinion


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
    least_eye_distance: float,
    detector: Detector,
    matcher: Matcher,
    second: SecondOpinion | None,
) -> Reference:
    """Return the portrait's features; the decoded picture is wiped.

    Raises `PortraitRefusedError` when it does not decode, or holds no face of usable size.
    """
    picture = decode(data)
    try:
        faces = detector.find(picture)
        if not faces:
            raise PortraitRefusedError("no face")
        face = max(faces, key=lambda found: found.width * found.height)
        if face.eye_distance < least_eye_distance:
            raise PortraitRefusedError("too small")
        crop = matcher.crop(picture, face)
        feature = matcher.feature(crop)
        wipe(crop)
        return Reference(feature, second.encode(picture, face) if second else None)
    finally:
        wipe(picture)
