"""Asked to turn the head: both measures must reach the asked side, along a path a head can take."""

from enum import StrEnum
from statistics import fmean

from drivers.vision.liveness.ask import Moment, Step
from drivers.vision.liveness.geometry import Front, parallax
from drivers.vision.liveness.identity import Identity
from drivers.vision.liveness.limits import IdentityLimits, TurnLimits
from drivers.vision.quality import Face
from kiosk.domain.face import FaceGuidance


class Side(StrEnum):
    """The person's own left and right."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def sign(self) -> int:
        """Which way the nose goes in an unmirrored picture: a person's left is its right."""
        return 1 if self is Side.LEFT else -1


def faces_front(face: Face, front: Front, limits: TurnLimits) -> bool:
    """Return whether somebody looks at the camera as they did while they were compared."""
    offset, moved = face.nose_offset - front.offset, parallax(face) - front.parallax
    return abs(offset) <= limits.front_offset and abs(moved) <= limits.front_parallax


def is_turned(face: Face, side: Side, limits: TurnLimits, share: float = 1.0) -> bool:
    """Return whether a face shows itself turned to a side, by a share of both limits at least."""
    far = side.sign * parallax(face) >= share * limits.parallax
    return far and side.sign * face.nose_offset >= share * limits.offset


class Turn:
    """Front, on the way, turned: in this order, in frames that follow each other.

    The nose offset alone can be reached by a strongly bent picture under strong perspective; the
    parallax cannot be by any flat one. Both must be there, in several frames, after frames on the
    way: two pictures held up in turn have no way. The parallax counts from the person's own front
    and from an even face: a bent picture that was held aslant while it was compared has no start.
    """

    def __init__(
        self, side: Side, front: Front, identity: Identity, limits: TurnLimits, same: IdentityLimits
    ) -> None:
        self._side = side
        self._front = front
        self._identity = identity
        self._limits = limits
        self._same = same
        self.start_over()

    @property
    def wants_openness(self) -> bool:
        """Never: a turn is judged by landmarks."""
        return False

    def start_over(self) -> None:
        """Wait for the front again."""
        self._seen_between = self._seen_turned = self._seen_wrong = 0
        self._fronts: list[float] = []
        self._cosines: list[float] = []

    def guidance(self, face: Face) -> FaceGuidance:
        """Return where to turn; to the front first where a turn has not begun there."""
        if not self._begun and not faces_front(face, self._front, self._limits):
            return FaceGuidance.LOOK_HERE
        left = self._side is Side.LEFT
        return FaceGuidance.TURN_LEFT if left else FaceGuidance.TURN_RIGHT

    def wants_feature(self, face: Face) -> bool:
        """Return whether who this is matters: to the front before a turn, and turned."""
        if not self._begun:
            return faces_front(face, self._front, self._limits)
        return self._on_the_way and self._is_turned(face)

    def see(self, moment: Moment) -> Step:
        """Judge one frame."""
        face = moment.face
        if not self._begun:
            return self._in_front(moment)
        if self._is_wrong(face):
            self._seen_wrong += 1
            self._seen_between = 0
            return Step.WRONG_SIDE if self._seen_wrong >= self._limits.frames else Step.GOING_ON
        self._seen_wrong = 0
        if self._seen_turned and self._is_kept(face) and not self._is_turned(face):
            pass  # landmarks tremble: a head that stays turned is now and then just short of it
        elif not self._is_turned(face):
            self._seen_turned = 0
            self._cosines.clear()
            self._seen_between = self._seen_between + 1 if self._has_left_front(face) else 0
        elif not self._on_the_way:
            self.start_over()
        else:
            return self._turned(moment)
        return Step.GOING_ON

    def _in_front(self, moment: Moment) -> Step:
        """Begin with who was compared: unseen for a moment, somebody else may stand there."""
        if moment.feature is None or not faces_front(moment.face, self._front, self._limits):
            self._fronts.clear()
            return Step.GOING_ON
        self._fronts.append(self._identity.to_own(moment.feature))
        same = not self._begun or fmean(self._fronts) >= self._same.own
        return Step.GOING_ON if same else Step.NOT_SAME

    def _turned(self, moment: Moment) -> Step:
        self._seen_turned += 1
        if moment.feature is not None and len(self._cosines) < self._same.turned_frames:
            self._cosines.append(self._identity.to_own(moment.feature))
        enough = len(self._cosines) >= self._same.turned_frames
        if self._seen_turned < self._limits.frames or not enough:
            return Step.GOING_ON
        return Step.DONE if fmean(self._cosines) >= self._same.turned else Step.NOT_SAME

    @property
    def _begun(self) -> bool:
        return len(self._fronts) >= self._limits.front_frames

    @property
    def _on_the_way(self) -> bool:
        return self._begun and self._seen_between >= self._limits.between

    def _measures(self, face: Face) -> tuple[float, float]:
        """Nose offset and change of the parallax, both positive towards the asked side."""
        sign = self._side.sign
        return sign * face.nose_offset, sign * (parallax(face) - self._front.parallax)

    def _is_turned(self, face: Face, share: float = 1.0) -> bool:
        _, moved = self._measures(face)
        far = moved >= share * self._limits.parallax
        return far and is_turned(face, self._side, self._limits, share)

    def _is_kept(self, face: Face) -> bool:
        return self._is_turned(face, self._limits.kept)

    def _is_wrong(self, face: Face) -> bool:
        offset, moved = self._measures(face)
        return offset <= self._limits.wrong_offset and moved <= self._limits.wrong_parallax

    def _has_left_front(self, face: Face) -> bool:
        return self._measures(face)[1] > self._limits.noise
