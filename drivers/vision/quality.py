"""Whether a frame counts, and what the person could change. Pure geometry: no numpy, no cv2."""

import math
from dataclasses import dataclass
from enum import IntEnum

from drivers.vision.thresholds import Limits, QualityLimits
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


class Tier(IntEnum):
    """How well a frame serves, best last."""

    NO_USE = 0
    USABLE = 1  # there is something to say, but SFace copes
    COMFORTABLE = 2  # there is nothing to say


@dataclass(frozen=True)
class Look:
    """What is known of one face in one frame beside its geometry."""

    face: Face
    picture: tuple[int, int]  # width and height of the frame
    light: float  # mean of the aligned crop, 0 to 255
    around: float  # mean of the whole frame, 0 to 255
    sharpness: float  # variance of the Laplacian of the aligned crop
    covered: FaceGuidance | None = None  # EYES_COVERED or MOUTH_COVERED
    speed: float = 0.0  # eye distances a second since the frame before; 0 for a still picture
    leaning: float | None = None  # degrees, where measured better than by the landmarks

    @property
    def roll(self) -> float:
        """Degrees by which the head leans to a shoulder."""
        return self.face.roll if self.leaning is None else self.leaning

    @property
    def margin(self) -> float:
        """From the face's box to the frame's nearest edge, in eye distances; negative: cut off."""
        return min(self._room.values()) / self.face.eye_distance

    @property
    def aside(self) -> FaceGuidance:
        """Where the person would have to move, away from the frame's nearest edge.

        By their own left and right: in an unmirrored picture their right side lies left.
        """
        return min(self._room, key=self._room.__getitem__)

    @property
    def _room(self) -> dict[FaceGuidance, float]:
        face, (width, height) = self.face, self.picture
        return {
            FaceGuidance.MOVE_LEFT: face.left,
            FaceGuidance.MOVE_RIGHT: width - face.left - face.width,
            FaceGuidance.MOVE_DOWN: face.top,
            FaceGuidance.MOVE_UP: height - face.top - face.height,
        }


def rivals(faces: list[Face], picture: tuple[int, int], limits: QualityLimits) -> list[Face]:
    """Return the faces that could be meant: the largest and all nearly as large.

    Smaller ones are bystanders, and so is who is cut off by the frame while another is whole:
    who stands behind or beside a patient is no reason to stop. `picture` is width and height.
    """
    whole = [face for face in faces if _inside(face, picture) >= limits.rival_inside]
    meant = whole or faces
    tallest = max((face.height for face in meant), default=0.0)
    return [face for face in meant if face.height >= limits.rival * tallest]


def _inside(face: Face, picture: tuple[int, int]) -> float:
    """Return the share of a face's box that lies within the picture."""
    width, height = picture
    across = min(face.left + face.width, width) - max(face.left, 0)
    down = min(face.top + face.height, height) - max(face.top, 0)
    return max(across, 0) * max(down, 0) / max(face.width * face.height, 1e-6)


def grade(look: Look, limits: QualityLimits) -> tuple[Tier, FaceGuidance | None]:
    """Return the tier a frame lies in and what to change, None for a comfortable one."""
    complaint = _judge(look, limits.comfortable)
    if complaint is None and look.covered is None:
        return Tier.COMFORTABLE, None
    hopeless = _judge(look, limits.usable)
    if hopeless is not None:
        return Tier.NO_USE, hopeless
    return Tier.USABLE, complaint or look.covered


def quality(look: Look, limits: QualityLimits) -> float:
    """Return how good a frame is among those of its tier, 0 to 1; knows nothing of any score.

    Turned, leaning, small, dark or blurred frames rank lower. The pace at which each costs is set
    by hand; only the order counts.
    """
    usable, face = limits.usable, look.face
    frontal = 1 - abs(face.nose_offset) / usable.most_nose_offset
    upright = 1 - abs(look.roll) / (2 * usable.most_roll)
    size = face.eye_distance / (2 * limits.comfortable.least_eye_distance)
    sharp = look.sharpness / (4 * limits.comfortable.least_sharpness)
    light = min(look.light, 255 - look.light) / limits.comfortable.darkest
    return math.prod(min(max(part, 0.0), 1.0) for part in (frontal, upright, size, sharp, light))


def speed(before: Face | None, now: Face, seconds: float) -> float:
    """Return how fast the face moved, in eye distances a second; 0 without a before."""
    if before is None:
        return 0.0
    return math.dist(before.centre, now.centre) / now.eye_distance / max(seconds, 1e-3)


def _judge(look: Look, limits: Limits) -> FaceGuidance | None:
    """Return what to change first to lie within these limits, or None."""
    return _judge_place(look, limits) or _judge_pose(look, limits) or _judge_picture(look, limits)


def _judge_place(look: Look, limits: Limits) -> FaceGuidance | None:
    if look.face.height / look.picture[1] > limits.most_face_height:
        return FaceGuidance.TOO_NEAR
    turned_away = abs(look.face.nose_offset) > limits.most_nose_offset  # eyes close up by turning
    if look.face.eye_distance < limits.least_eye_distance and not turned_away:
        return FaceGuidance.TOO_FAR
    return look.aside if look.margin < limits.least_margin else None


def _judge_pose(look: Look, limits: Limits) -> FaceGuidance | None:
    if not abs(look.face.nose_offset) <= limits.most_nose_offset:
        return FaceGuidance.TURNED
    if not abs(look.roll) <= limits.most_roll:
        return FaceGuidance.TILTED
    return None


def _judge_picture(look: Look, limits: Limits) -> FaceGuidance | None:
    if look.light < limits.dim and look.around > limits.backlight * look.light:
        return FaceGuidance.BACKLIT
    if look.light < limits.darkest:
        return FaceGuidance.TOO_DARK
    if look.light > limits.brightest:
        return FaceGuidance.TOO_BRIGHT
    if look.speed > limits.most_speed:
        return FaceGuidance.HOLD_STILL
    if look.sharpness < limits.least_sharpness:
        return FaceGuidance.BLURRED
    return None
