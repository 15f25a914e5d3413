"""The rule by which five frames become one verdict (face.md §4.2). No numpy, no cv2."""

from statistics import fmean

from drivers.vision.thresholds import MatchThresholds
from kiosk.domain.face import FaceVerdict


class Tally:
    """Cosines of good frames of one unbroken presence; their mean decides, never a single one.

    Accepting on any one matching frame would multiply false accepts three- to sevenfold. "Best"
    frames are those that pass every gate of `quality`, never those that score best.
    """

    def __init__(self, thresholds: MatchThresholds) -> None:
        self._thresholds = thresholds
        self._cosines: list[float] = []

    def add(self, cosine: float) -> None:
        """Count one good frame's similarity with the portrait."""
        self._cosines.append(cosine)

    def restart(self) -> None:
        """Forget what was counted: whoever stands there now may be somebody else."""
        self._cosines.clear()

    @property
    def started(self) -> bool:
        """Whether any frame counts yet."""
        return bool(self._cosines)

    @property
    def complete(self) -> bool:
        """Whether there are frames enough for a verdict."""
        return len(self._cosines) >= self._thresholds.frames

    @property
    def mean(self) -> float:
        """The mean cosine, -1 to 1."""
        return fmean(self._cosines)

    def verdict(self, distance: float | None) -> FaceVerdict:
        """Return the verdict; `distance` is the second opinion's, None when there is none.

        The second opinion can turn a match into an unsure one and do nothing else.
        """
        verdict = self._thresholds.verdict(self.mean) if self.complete else FaceVerdict.UNSURE
        vetoed = distance is not None and distance > self._thresholds.veto_above
        return FaceVerdict.UNSURE if vetoed and verdict is FaceVerdict.MATCHED else verdict
