"""1:1 照合 of the live face with the chip's portrait, in words (face.md)."""

from dataclasses import dataclass
from enum import StrEnum


class FaceVerdict(StrEnum):
    """What a face match can end in."""

    MATCHED = "matched"
    NOT_MATCHED = "not_matched"
    UNSURE = "unsure"  # middle band: another try or staff, never accepted


class FaceGuidance(StrEnum):
    """What the person before the camera could change; from the same frames as the match."""

    LOOK_HERE = "look_here"
    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    TOO_FAR = "too_far"
    TOO_NEAR = "too_near"
    OFF_CENTRE = "off_centre"
    TURNED = "turned"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    BLURRED = "blurred"
    HOLD_STILL = "hold_still"


@dataclass(frozen=True)
class MatchScore:
    """Mean cosine similarity of the best frames with the portrait, -1 to 1. Staff only."""

    value: float
