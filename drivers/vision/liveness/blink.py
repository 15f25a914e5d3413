"""Asked to blink: the eyes close to a share of their own opening, and open again."""

from statistics import median

from drivers.vision.liveness.ask import Moment, Step
from drivers.vision.liveness.geometry import Front, stretch
from drivers.vision.liveness.limits import BlinkLimits, TurnLimits
from drivers.vision.liveness.turn import faces_front
from drivers.vision.quality import Face
from kiosk.domain.face import FaceGuidance


class Blink:
    """Open, shut, open, of a head that looks at the camera and keeps its proportions.

    Eyes are measured against the person's own opening: narrow ones are as good as wide ones. A
    picture tilted away makes the eyes narrower too, but the whole face with them; such frames do
    not count.
    """

    def __init__(self, front: Front, limits: BlinkLimits, turn: TurnLimits) -> None:
        self._front = front
        self._limits = limits
        self._turn = turn
        self.start_over()

    @property
    def wants_openness(self) -> bool:
        """Always: it is what a blink is judged by."""
        return True

    def start_over(self) -> None:
        """Measure the opening anew."""
        self._open: list[float] = []
        self._shut: list[float] = []  # when, in a row

    def guidance(self, face: Face) -> FaceGuidance:
        """Return the word for a blink; to the front first."""
        return FaceGuidance.BLINK if self._is_steady(face) else FaceGuidance.LOOK_HERE

    def wants_feature(self, face: Face) -> bool:
        """Never: the same person is looked for when the blink is over."""
        del face
        return False

    def see(self, moment: Moment) -> Step:
        """Judge one frame."""
        if moment.openness is None:
            return Step.GOING_ON
        if not self._is_steady(moment.face):
            self._shut.clear()
        elif len(self._open) < self._limits.open_frames:
            self._open.append(moment.openness)
        else:
            return self._judge(moment.openness / max(median(self._open), 1e-6), moment.time)
        return Step.GOING_ON

    def _judge(self, share: float, now: float) -> Step:
        if share <= self._limits.closed:
            self._shut.append(now)
        elif share >= self._limits.reopened and self._shut:
            quick = now - self._shut[0] <= self._limits.most_closed
            if quick and len(self._shut) >= self._limits.closed_frames:
                return Step.DONE
            self._shut.clear()
        return Step.GOING_ON

    def _is_steady(self, face: Face) -> bool:
        change = stretch(face) / max(self._front.stretch, 1e-6) - 1
        still = abs(change) <= self._limits.most_stretch
        return still and faces_front(face, self._front, self._turn)
