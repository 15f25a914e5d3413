"""Whether a frame counts, and what the person could change. Pure geometry: no numpy, no cv2."""

import math
from dataclasses import dataclass

from drivers.vision.thresholds import QualityLimits
from kiosk.domain.face import FaceGuidance

Point = tuple[float, float]


@dataclass(frozen=True)
class Face:
    """A face in a picture: box and landmarks in pixels of that picture, YuNet's certainty 0 to 1.

    `eyes` are the person's right and left eye, so the first lies left in an unmirrored picture.
    """

    left: float
    top: float
    width: float
    height: float
    eyes: tuple[Point, Point]
    nose: Point
    mouth: tuple[Point, Point]
    score: float

    @property
    def eye_distance(self) -> float:
        """Pixels between the eyes; never zero, so that it can be divided by."""
        return max(math.dist(*self.eyes), 1e-6)

    @property
    def centre(self) -> Point:
        """Middle of the box."""
        return self.left + self.width / 2, self.top + self.height / 2

    @property
    def roll(self) -> float:
        """Degrees by which the head leans to a shoulder."""
        (x1, y1), (x2, y2) = self.eyes
        return math.degrees(math.atan2(y2 - y1, x2 - x1))

    @property
    def nose_offset(self) -> float:
        """How far the nose is off the eyes' middle along their line, in eye distances."""
        (x1, y1), (x2, y2) = self.eyes
        along = (self.nose[0] - (x1 + x2) / 2) * (x2 - x1)
        along += (self.nose[1] - (y1 + y2) / 2) * (y2 - y1)
        return along / self.eye_distance**2


@dataclass(frozen=True)
class Look:
    """What is known of one face in one frame beside its geometry."""

    face: Face
    picture: tuple[int, int]  # width and height of the frame
    light: float  # mean of the face, 0 to 255
    sharpness: float  # variance of the Laplacian of the aligned crop
    speed: float  # eye distances a second since the frame before


def rivals(faces: list[Face], limits: QualityLimits) -> list[Face]:
    """Return the faces that could be meant: the largest and all nearly as large.

    Smaller ones are bystanders; who stands behind a patient is no reason to stop.
    """
    if not faces:
        return []
    tallest = max(face.height for face in faces)
    return [face for face in faces if face.height >= limits.rival * tallest]


def judge(look: Look, limits: QualityLimits) -> FaceGuidance | None:
    """Return what to change, the most helpful first, or None for a frame that counts."""
    placed = _judge_place(look, limits)
    return placed or _judge_picture(look, limits)


def _judge_place(look: Look, limits: QualityLimits) -> FaceGuidance | None:
    face, (width, height) = look.face, look.picture
    if face.height / height > limits.most_face_height:
        return FaceGuidance.TOO_NEAR
    if abs(face.nose_offset) > limits.most_nose_offset or abs(face.roll) > limits.most_roll:
        return FaceGuidance.TURNED
    if face.eye_distance < limits.least_eye_distance:
        return FaceGuidance.TOO_FAR
    x, y = face.centre
    if max(abs(x / width - 0.5), abs(y / height - 0.5)) > limits.most_off_centre:
        return FaceGuidance.OFF_CENTRE
    return None


def _judge_picture(look: Look, limits: QualityLimits) -> FaceGuidance | None:
    if look.light < limits.darkest:
        return FaceGuidance.TOO_DARK
    if look.light > limits.brightest:
        return FaceGuidance.TOO_BRIGHT
    if look.speed > limits.most_speed:
        return FaceGuidance.HOLD_STILL
    if look.sharpness < limits.least_sharpness:
        return FaceGuidance.BLURRED
    return None


def speed(before: Face | None, now: Face, seconds: float) -> float:
    """Return how fast the face moved, in eye distances a second; 0 without a before."""
    if before is None:
        return 0.0
    return math.dist(before.centre, now.centre) / now.eye_distance / max(seconds, 1e-3)


class Advice:
    """Keeps guidance calm: a new word only after it has held for a moment."""

    SETTLE = 0.3  # seconds

    def __init__(self) -> None:
        self._said: FaceGuidance | None = None
        self._heard: FaceGuidance | None = None
        self._since = 0.0

    def hear(self, guidance: FaceGuidance, now: float) -> FaceGuidance | None:
        """Return the guidance to say now, or None to leave the last one standing."""
        if guidance is not self._heard:
            self._heard, self._since = guidance, now
        settled = self._said is None or now - self._since >= self.SETTLE
        if guidance is self._said or not settled:
            return None
        self._said = guidance
        return guidance
