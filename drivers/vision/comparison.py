"""One match, frame by frame: gather, decide, ask for a movement where that is not enough.

    GATHERING   until the best five frames are together (`gathering`)
    then        ATTACK, UNSURE or NOT_MATCHED end it; MATCHED only what the passive model calls live
    CHALLENGING everybody else who matched is asked for a movement (`challenging`): MATCHED,
                NOT_LIVE or ATTACK end it

Nothing leads back: another try is another comparison, with five frames of its own.
"""

import time
from collections import Counter
from dataclasses import dataclass, field

from drivers.vision.camera import Frame
from drivers.vision.challenging import ENDS, Challenging
from drivers.vision.engine import Engine
from drivers.vision.examine import Examined, examine
from drivers.vision.gathering import Gathering
from drivers.vision.liveness import Liveness
from drivers.vision.portrait import Reference
from drivers.vision.quality import Face
from kiosk.domain.face import FaceGuidance, FaceVerdict, MatchBand
from kiosk.domain.refusal import FaceImpossible


@dataclass(frozen=True)
class Seen:
    """What one frame brought: what to tell the person, and the verdict if there is one."""

    guidance: FaceGuidance
    verdict: FaceVerdict | None = None
    score: float = field(default=0.0, repr=False)  # mean cosine; goes no further than the port


class Comparison:
    """Compares frames with one portrait; its owner wipes it."""

    def __init__(
        self, engine: Engine, reference: Reference, band: MatchBand = MatchBand.ORDINARY
    ) -> None:
        self._engine = engine
        self._gathering = Gathering(engine, reference, band)
        self._challenging: Challenging | None = None
        self._crowds: Counter[bool] = Counter()
        self._decided: float | None = None
        self.face: Face | None = None  # the one last seen alone, for the preview to follow

    def look(self, frame: Frame) -> Seen:
        """Judge one frame; the verdict it brings is the last."""
        with examine(self._engine, frame.picture) as examined:
            if examined.rivals:
                self._crowds[len(examined.rivals) > 1] += 1
            self.face = examined.candidate and examined.candidate.face
            if self._challenging is not None:
                return self._challenge(self._challenging, frame, examined)
            complaint = self._gathering.see(frame, examined)
            if not self._gathering.is_over(frame.time):
                return Seen(complaint or FaceGuidance.LOOK_HERE)
            return self._decide(frame, examined)

    @property
    def follows_a_movement(self) -> bool:
        """Whether a movement is asked for: then every frame counts, not only the newest."""
        return self._challenging is not None

    def time_over(self) -> FaceVerdict | FaceImpossible:
        """Return how it ends when time is over without a verdict.

        NOT_LIVE when the movement asked for was not made; else several faces if there were in most
        frames with any, else nobody usable.
        """
        if self._challenging is not None:
            return FaceVerdict.NOT_LIVE
        crowded = self._crowds[True] > self._crowds[False]
        return FaceImpossible.SEVERAL_FACES if crowded else FaceImpossible.NO_FACE

    def wipe(self) -> None:
        """Overwrite what is kept of frames."""
        self._gathering.wipe()

    def seconds_to_decision(self) -> float | None:
        """Return from the first good frame to the deciding of the match itself; None before it.

        The movement asked for afterwards takes as long as the person does.
        """
        return None if self._decided is None else self._decided - self._gathering.first_good

    def _decide(self, frame: Frame, examined: Examined) -> Seen:
        self._decided = time.monotonic()
        liveness, verdict = self._engine.liveness.conclude(), self._gathering.verdict()
        if liveness is Liveness.ATTACK:
            return self._end(FaceVerdict.ATTACK)
        if verdict is not FaceVerdict.MATCHED:
            return self._end(verdict)
        if liveness is Liveness.LIVE and not self._engine.always_challenge:
            return self._end(FaceVerdict.MATCHED)
        self._challenging = Challenging(self._engine, self._gathering.baseline())
        return self._challenge(self._challenging, frame, examined)

    def _challenge(self, challenging: Challenging, frame: Frame, examined: Examined) -> Seen:
        progress = challenging.see(frame, examined)
        verdict = ENDS.get(progress.outcome)
        return Seen(progress.guidance) if verdict is None else self._end(verdict)

    def _end(self, verdict: FaceVerdict) -> Seen:
        return Seen(FaceGuidance.LOOK_HERE, verdict, self._gathering.mean)
