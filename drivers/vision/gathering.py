"""The frames of one unbroken presence: which count, and what they amount to."""

from dataclasses import dataclass, replace
from statistics import fmean

from drivers.vision.best import Best
from drivers.vision.camera import Frame
from drivers.vision.engine import Engine
from drivers.vision.examine import Candidate, Examined, rank
from drivers.vision.liveness.challenge import Baseline
from drivers.vision.patience import Patience
from drivers.vision.pictures import Feature, wipe
from drivers.vision.portrait import Reference
from drivers.vision.quality import Face, Look, Tier, grade, speed
from drivers.vision.tally import Tally
from kiosk.domain.face import FaceGuidance, FaceVerdict, MatchBand


@dataclass(frozen=True, repr=False)
class Kept:
    """One of the best frames: what of it a movement asked for later is compared with."""

    face: Face
    feature: Feature


class Gathering:
    """Collects the best five frames of one person.

    A presence breaks when nobody or more than one face is there, when the face jumps or becomes
    another; what was collected is then forgotten, so that no mean is ever taken over two people.
    Comfortable frames count at once, usable ones when the person could not better them for a while
    (`patience`).
    """

    def __init__(self, engine: Engine, reference: Reference, band: MatchBand) -> None:
        thresholds = engine.thresholds
        self._engine = engine
        self._reference = reference
        self._thresholds = thresholds
        self._tally = Tally(thresholds.band(band))
        self._kept = Best[Kept](thresholds.match.frames)
        self._before: tuple[Face, float] | None = None
        self._patience = Patience(thresholds.patience, thresholds.absence)
        self._distance: float | None = None
        self.first_good = 0.0  # when the first frame that counts was taken
        engine.liveness.restart()

    @property
    def mean(self) -> float:
        """Mean cosine of the best frames, -1 to 1."""
        return self._tally.mean

    def is_over(self, now: float) -> bool:
        """Return whether there are frames enough and better ones had their chance."""
        return self._tally.complete and now - self.first_good >= self._thresholds.gather

    def verdict(self) -> FaceVerdict:
        """Return what the best frames amount to; whether they live is another question."""
        return self._tally.verdict(self._distance)

    def baseline(self) -> Baseline:
        """Return who was compared; the features stay this object's, until `wipe`."""
        kept = self._kept.things
        faces, features = [one.face for one in kept], [one.feature for one in kept]
        return Baseline(faces, features, self._reference.feature)

    def wipe(self) -> None:
        """Overwrite the features."""
        wipe(*(one.feature for one in self._kept.clear()))

    def see(self, frame: Frame, examined: Examined) -> FaceGuidance | None:
        """Look at one frame, count it if it is good; return what to change, None for nothing."""
        candidate = examined.candidate
        if candidate is None:
            self._break()
            return examined.complaint
        look = self._in_motion(frame, candidate)
        fresh = self._before is None  # nothing says yet whether this face holds still
        tier, complaint = grade(look, self._thresholds.quality)
        if tier is Tier.COMFORTABLE and self._is_wanted(look):
            look = self._with_tilt(frame, look)
            tier, complaint = grade(look, self._thresholds.quality)
        self._before = candidate.face, frame.time
        impatient = self._patience.is_over(tier, frame.time)
        if not fresh and (tier is Tier.COMFORTABLE or impatient):
            self._count(frame, candidate, rank(look, tier, self._thresholds.quality))
        return complaint

    def _in_motion(self, frame: Frame, candidate: Candidate) -> Look:
        face = candidate.face
        if self._before is None:
            return candidate.look
        before, then = self._before
        if not speed(before, face, 1.0) <= self._thresholds.quality.most_jump:
            self._break()
            return candidate.look
        return replace(candidate.look, speed=speed(before, face, frame.time - then))

    def _is_wanted(self, look: Look) -> bool:
        """Return whether it would be kept if it counted: what is not is spared the work."""
        return self._tally.wants(rank(look, Tier.COMFORTABLE, self._thresholds.quality))

    def _with_tilt(self, frame: Frame, look: Look) -> Look:
        tilt = self._engine.tilt
        return look if tilt is None else replace(look, leaning=tilt.roll(frame.picture, look.face))

    def _count(self, frame: Frame, candidate: Candidate, quality: float) -> None:
        if not self._tally.started:
            self.first_good = frame.time
            self._distance = self._ask_second(frame, candidate.face)
        if not self._tally.wants(quality):
            return
        feature = self._engine.matcher.feature(candidate.crop)
        if not self._is_same_person(feature):
            wipe(feature)
            self._break()
            return
        self._tally.add(self._engine.matcher.cosine(self._reference.feature, feature), quality)
        fallen = self._kept.add(quality, Kept(candidate.face, feature))
        if fallen is not None:
            wipe(fallen.feature)
        self._engine.liveness.see(frame.picture, candidate.face)

    def _is_same_person(self, feature: Feature) -> bool:
        """Return whether who is here now is who was here: faces held up in turn are not."""
        known = [self._engine.matcher.cosine(one.feature, feature) for one in self._kept.things]
        return not known or fmean(known) >= self._thresholds.same_presence

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

    def _break(self) -> None:
        self._tally.restart()
        self._engine.liveness.restart()
        self.wipe()
        self._before = self._distance = None
