"""Back to the front after a movement, and still the same person."""

from statistics import fmean

from drivers.vision.liveness.ask import Moment, Step
from drivers.vision.liveness.geometry import Front
from drivers.vision.liveness.identity import Identity
from drivers.vision.liveness.limits import IdentityLimits, TurnLimits
from drivers.vision.liveness.turn import faces_front
from drivers.vision.quality import Face
from kiosk.domain.face import FaceGuidance


class Back:
    """Frontal frames, compared with the person's own front before and with the portrait again."""

    def __init__(
        self, front: Front, identity: Identity, limits: TurnLimits, same: IdentityLimits
    ) -> None:
        self._front = front
        self._identity = identity
        self._limits = limits
        self._same = same
        self.start_over()

    @property
    def wants_openness(self) -> bool:
        """Never."""
        return False

    def start_over(self) -> None:
        """Forget what was compared."""
        self._own: list[float] = []
        self._portrait: list[float] = []

    def guidance(self, face: Face) -> FaceGuidance:
        """Return the word for coming back."""
        del face
        return FaceGuidance.LOOK_HERE

    def wants_feature(self, face: Face) -> bool:
        """Return whether somebody looks at the camera."""
        return faces_front(face, self._front, self._limits)

    def see(self, moment: Moment) -> Step:
        """Judge one frame."""
        if moment.feature is None or not self.wants_feature(moment.face):
            return Step.GOING_ON
        self._own.append(self._identity.to_own(moment.feature))
        self._portrait.append(self._identity.to_portrait(moment.feature))
        if len(self._own) < self._same.front_frames:
            return Step.GOING_ON
        same = fmean(self._own) >= self._same.own and fmean(self._portrait) >= self._same.portrait
        return Step.DONE if same else Step.NOT_SAME
