"""One match, frame by frame: find, judge, count, decide."""

from collections import Counter
from dataclasses import dataclass, replace

from drivers.vision.camera import Frame
from drivers.vision.engine import Engine
from drivers.vision.examine import Candidate, examine, rank
from drivers.vision.liveness import Liveness
from drivers.vision.pictures import wipe
from drivers.vision.portrait import Reference
from drivers.vision.quality import Face, Tier, grade, speed
from drivers.vision.tally import Tally
from kiosk.domain.face import FaceGuidance, FaceVerdict
from kiosk.ports.vision import FaceImpossible


@dataclass(frozen=True)
class Seen:
    """What one frame brought: what to tell the person, and the verdict if there is one."""

    guidance: FaceGuidance
    verdict: FaceVerdict | None = None
    score: float = 0.0


class Comparison:
    """Compares frames with one portrait until five good frames of one presence are together.

    A presence breaks when nobody or more than one face is there, or when the face jumps; what was
    counted is then forgotten, so that no mean is ever taken over two people.
    """

    def __init__(self, engine: Engine, reference: Reference) -> None:
        self._engine = engine
        self._reference = reference
        self._limits = engine.thresholds.quality
        self._tally = Tally(engine.thresholds.match)
        self._before: Face | None = None
        self._before_time = 0.0
        self._distance: float | None = None
        self._crowds: Counter[bool] = Counter()
        engine.liveness.restart()
        self.first_good = 0.0  # when the first frame of the present tally was taken

    @property
    def face(self) -> Face | None:
        """Where the one face was in the newest frame: the preview follows it."""
        return self._before

    def look(self, frame: Frame) -> Seen:
        """Judge one frame and count it if it is good."""
        with examine(self._engine, frame.picture) as seen:
            if seen.candidate is not None:
                self._crowds[False] += 1
                return self._look_at(frame, seen.candidate)
            self._break()
            self._crowds[True] += len(seen.rivals) > 1
            return Seen(seen.complaint or FaceGuidance.LOOK_HERE)

    def impossible(self) -> FaceImpossible:
        """Return why time ran out: several faces in most frames with any, else nobody usable."""
        crowded = self._crowds[True] > self._crowds[False]
        return FaceImpossible.SEVERAL_FACES if crowded else FaceImpossible.NO_FACE

    def _look_at(self, frame: Frame, seen: Candidate) -> Seen:
        face = seen.face
        self._follow(face)
        pace = speed(self._before, face, frame.time - self._before_time)
        look = replace(seen.look, speed=pace)
        tier, complaint = grade(look, self._limits)
        fresh = self._before is None  # nothing says yet whether this face holds still
        self._before, self._before_time = face, frame.time
        if tier is not Tier.COMFORTABLE or fresh:
            return Seen(complaint or FaceGuidance.LOOK_HERE)
        feature = self._engine.matcher.feature(seen.crop)
        cosine = self._engine.matcher.cosine(self._reference.feature, feature)
        wipe(feature)
        self._count(frame, face, cosine, rank(look, tier, self._limits))
        return self._decide() if self._tally.complete else Seen(FaceGuidance.LOOK_HERE)

    def _follow(self, face: Face) -> None:
        if speed(self._before, face, 1.0) > self._limits.most_jump:
            self._break()

    def _count(self, frame: Frame, face: Face, cosine: float, quality: float) -> None:
        if not self._tally.started:
            self.first_good = frame.time
            self._distance = self._ask_second(frame, face)
        self._tally.add(cosine, quality)
        self._engine.liveness.see(frame.picture, face)

    def _ask_second(self, frame: Frame, face: Face) -> float | None:
        """Ask at the first good frame: its 65 ms pass while the camera makes the next ones."""
        second, known = self._engine.second, self._reference.encoding
        if second is None or known is None:
            return None
        found = second.encode(frame.picture, face)
        if found is None:
            return None
        distance = second.distance(known, found)
        found[:] = 0
        return distance

    def _decide(self) -> Seen:
        verdict = self._tally.verdict(self._distance)
        if self._engine.liveness.conclude() is Liveness.ATTACK:
            verdict = FaceVerdict.NOT_MATCHED
        return Seen(FaceGuidance.LOOK_HERE, verdict, self._tally.mean)

    def _break(self) -> None:
        self._tally.restart()
        self._engine.liveness.restart()
        self._before, self._distance = None, None
