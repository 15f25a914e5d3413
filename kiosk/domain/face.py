"""1:1 照合 of the live face with the chip's portrait, in words (face.md)."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.secret import Private


class FaceVerdict(StrEnum):
    """What a face match can end in."""

    MATCHED = "matched"
    NOT_MATCHED = "not_matched"
    UNSURE = "unsure"  # middle band: another try or staff, never accepted
    NOT_LIVE = "not_live"  # the movement that was asked for was not seen in time
    ATTACK = "attack"  # a picture, a screen, a jump to another face: not a person who stands there


class MatchBand(StrEnum):
    """By which band a match is decided; a stricter one never accepts what the ordinary refuses."""

    ORDINARY = "ordinary"
    MINOR = "minor"  # the portrait was taken of a minor: faces change, staff look sooner


class FaceGuidance(StrEnum):
    """What the person before the camera could change, or is asked to do; from the same frames.

    Left and right are the person's own.
    """

    LOOK_HERE = "look_here"
    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    TOO_FAR = "too_far"
    TOO_NEAR = "too_near"
    MOVE_LEFT = "move_left"
    MOVE_RIGHT = "move_right"
    MOVE_UP = "move_up"
    MOVE_DOWN = "move_down"
    TURNED = "turned"
    TILTED = "tilted"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    BACKLIT = "backlit"
    BLURRED = "blurred"
    EYES_COVERED = "eyes_covered"
    MOUTH_COVERED = "mouth_covered"
    HOLD_STILL = "hold_still"
    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"
    BLINK = "blink"
    ONE_MOMENT = "one_moment"  # the vision child is being replaced; the match goes on by itself


ASKED_MOVEMENTS = frozenset({FaceGuidance.TURN_LEFT, FaceGuidance.TURN_RIGHT, FaceGuidance.BLINK})
"""Asked only of somebody who was compared already and found like enough."""


@dataclass(frozen=True, repr=False)
class MatchScore(Private):
    """Mean cosine similarity of the best frames with the portrait, -1 to 1.

    For who measures the match alone: no screen, no event and no log holds one, for whoever sees how
    near a try came learns how to come nearer.
    """

    value: float
