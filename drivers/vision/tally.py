"""The rule by which five frames become one verdict (face.md §4.2). No numpy, no cv2."""

from statistics import fmean

from drivers.vision.best import Best
from drivers.vision.thresholds import MatchThresholds
from kiosk.domain.face import FaceVerdict


class Tally:
    """Cosines of the best frames of one unbroken presence; their mean decides, never one alone.

    Accepting on any one matching frame would multiply false accepts three- to sevenfold. "Best" is
    by `quality`, which knows nothing of the cosine: a frame is never kept for scoring well.
    """

    def __init__(self, thresholds: MatchThresholds) -> None:
        self._thresholds = thresholds
        self._best = Best[float](thresholds.frames)

    def wants(self, quality: float) -> bool:
        """Return whether a frame of this quality would be among the best: else spare its cosine."""
        return self._best.wants(quality)

    def add(self, cosine: float, quality: float) -> None:
        """Count one frame's similarity with the portrait; of equals the earlier stays."""
        self._best.add(quality, cosine)

    def restart(self) -> None:
        """Forget what was counted: whoever stands there now may be somebody else."""
        self._best.clear()

    @property
    def started(self) -> bool:
        """Whether any frame counts yet."""
        return len(self._best) > 0

    @property
    def complete(self) -> bool:
        """Whether there are frames enough for a verdict."""
        return self._best.is_full

    @property
    def mean(self) -> float:
        """The mean cosine of the best, -1 to 1; raises `StatisticsError` before the first."""
        return fmean(self._best.things)

    def verdict(self, distance: float | None) -> FaceVerdict:
        """Return the verdict; `distance` is the second opinion's, None when there is none.

        The second opinion can turn a match into an unsure one and do nothing else.
        """
        verdict = self._thresholds.verdict(self.mean) if self.complete else FaceVerdict.UNSURE
        vetoed = distance is not None and not distance <= self._thresholds.veto_above  # nor a NaN
        return FaceVerdict.UNSURE if vetoed and verdict is FaceVerdict.MATCHED else verdict
