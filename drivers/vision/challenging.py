"""The movement asked of somebody who matched: each frame's features and eyes, where wanted."""

from drivers.vision.camera import Frame
from drivers.vision.engine import Engine
from drivers.vision.examine import Examined
from drivers.vision.liveness.challenge import Baseline, Challenge, Outcome, Progress, Sight
from drivers.vision.pictures import Feature, wipe
from kiosk.domain.face import FaceVerdict

ENDS = {
    Outcome.PASSED: FaceVerdict.MATCHED,
    Outcome.NOT_LIVE: FaceVerdict.NOT_LIVE,
    Outcome.ATTACK: FaceVerdict.ATTACK,
}
"""What a challenge's end makes of a match."""


class Challenging:
    """Feeds a challenge, and forgets each frame's feature at once.

    Begins with the frame the match was decided on, so that there is no moment in between in which
    another face could take the first one's place.
    """

    def __init__(self, engine: Engine, baseline: Baseline) -> None:
        self._engine = engine
        self._challenge = Challenge(engine.limits.challenge, baseline, blink=engine.asks_blink)

    def see(self, frame: Frame, examined: Examined) -> Progress:
        """Judge one frame."""
        feature = self._feature(examined)
        try:
            openness = self._openness(frame, examined)
            return self._challenge.see(Sight(frame.time, examined.rivals, feature, openness))
        finally:
            wipe(feature)

    def _feature(self, examined: Examined) -> Feature | None:
        candidate = examined.candidate
        if candidate is None or not self._challenge.wants_feature(examined.rivals):
            return None
        return self._engine.matcher.feature(candidate.crop)

    def _openness(self, frame: Frame, examined: Examined) -> float | None:
        eyes, candidate = self._engine.eyes, examined.candidate
        if eyes is None or candidate is None:
            return None
        if not self._challenge.wants_openness(examined.rivals):
            return None
        return eyes.openness(frame.picture, candidate.face)
