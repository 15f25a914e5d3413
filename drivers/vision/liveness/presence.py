"""What is judged silently, on the very frames that are compared: passive models and border."""

from statistics import fmean

from drivers.vision.liveness.border import border_around
from drivers.vision.liveness.limits import LivenessLimits
from drivers.vision.liveness.passive import Passive
from drivers.vision.liveness.step import Liveness
from drivers.vision.pictures import Picture
from drivers.vision.quality import Face


class Presence:
    """One unbroken presence: the mean over its frames decides, never a single one.

    Without passive models (None) only the border is looked for, which can refuse and never accept.
    """

    def __init__(self, limits: LivenessLimits, passive: Passive | None) -> None:
        self._limits = limits
        self._passive = passive
        self.restart()

    def restart(self) -> None:
        """Forget what was seen."""
        self._live: list[float] = []
        self._bordered: list[bool] = []

    def see(self, picture: Picture, face: Face) -> None:
        """Look at a frame that counts."""
        self._bordered.append(border_around(picture, face, self._limits.border))
        if self._passive is not None:
            self._live.append(self._passive.live(picture, face))

    def conclude(self) -> Liveness:
        """Return what the frames amount to; without a frame nothing was examined."""
        bordered = self._bordered.count(True)
        if bordered > len(self._bordered) * self._limits.border.most_frames:
            return Liveness.ATTACK
        if not self._live:
            return Liveness.NOT_EXAMINED
        return self._limits.passive.judge(fmean(self._live))
