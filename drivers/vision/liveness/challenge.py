"""A movement is asked for that only somebody who stands there can make. No cv2.

    challenge = Challenge(limits.challenge, Baseline(faces, features, portrait), blink=False)
    every frame:  feature = ... if challenge.wants_feature(faces) else None
                  openness = ... if challenge.wants_openness(faces) else None
                  progress = challenge.see(Sight(time, faces, feature, openness))
                  say progress.guidance; stop when progress.outcome is not GOING_ON

Features belong to the caller, who overwrites them; the challenge keeps cosines only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from secrets import SystemRandom

from drivers.vision.liveness.ask import Ask, Moment, Step
from drivers.vision.liveness.back import Back
from drivers.vision.liveness.blink import Blink
from drivers.vision.liveness.geometry import Front, jumped, parallax
from drivers.vision.liveness.identity import Identity
from drivers.vision.liveness.limits import ChallengeLimits
from drivers.vision.liveness.turn import Side, Turn, is_turned
from drivers.vision.pictures import Feature
from drivers.vision.quality import Face
from kiosk.domain.face import FaceGuidance


class Outcome(StrEnum):
    """What a challenge has come to."""

    GOING_ON = "going_on"
    PASSED = "passed"
    NOT_LIVE = "not_live"  # not seen in time, to the other side, somebody else
    ATTACK = "attack"  # another face stood there from one frame to the next


@dataclass(frozen=True, repr=False)
class Baseline:
    """Who was compared: the frames that counted, in one unbroken presence."""

    faces: Sequence[Face]
    features: Sequence[Feature]
    portrait: Feature


@dataclass(frozen=True, repr=False)
class Sight:
    """One frame."""

    time: float
    """Seconds of the camera's clock."""
    faces: Sequence[Face]
    """Those that could be meant (`quality.rivals`)."""
    feature: Feature | None = None
    openness: float | None = None


@dataclass(frozen=True)
class Progress:
    """What to say, and what it has come to."""

    guidance: FaceGuidance
    outcome: Outcome = Outcome.GOING_ON


class Challenge:
    """Movements in random order, each with the way back, in one unbroken presence.

    `blink` adds a blink to the turn; `chance` is for tests, the operating system's otherwise. Ends
    once: later frames change nothing.
    """

    def __init__(
        self,
        limits: ChallengeLimits,
        baseline: Baseline,
        *,
        blink: bool,
        chance: Random | None = None,
    ) -> None:
        self._limits = limits
        self._chance = chance or SystemRandom()
        self._front = Front.of(baseline.faces)
        self._identity = Identity(baseline.features, baseline.portrait)
        kinds = [True, False] if blink else [False]
        self._chance.shuffle(kinds)
        self._blinks = kinds
        self._seconds = limits.presence.seconds * len(kinds)
        self._ask = self._asked = self._next()
        self._is_back = False
        self._before: Face | None = None
        self._started: float | None = None
        self._last = 0.0
        self._gone: float | None = None  # since when nobody is seen
        self._crowded = 0
        self._done = Progress(FaceGuidance.LOOK_HERE)

    @property
    def outcome(self) -> Outcome:
        """What it has come to so far."""
        return self._done.outcome

    def wants_feature(self, faces: Sequence[Face]) -> bool:
        """Return whether this frame is worth an SFace feature (25 ms): seven or so are."""
        return len(faces) == 1 and self._ask.wants_feature(faces[0])

    def wants_openness(self, faces: Sequence[Face]) -> bool:
        """Return whether this frame is worth a look at the eyes."""
        return len(faces) == 1 and self._ask.wants_openness

    def see(self, sight: Sight) -> Progress:
        """Judge one frame."""
        if self.outcome is Outcome.GOING_ON:
            self._done = self._judge(sight)
        return self._done

    def _judge(self, sight: Sight) -> Progress:
        if self._started is None:
            self._started = self._last = sight.time
        presence = self._limits.presence
        if not sight.time - self._started <= self._seconds:  # not a number: over as well
            return _over(Outcome.NOT_LIVE)
        if not sight.faces:
            return self._nobody(sight.time)
        self._gone = None
        if len(sight.faces) > 1:
            self._crowded += 1
            crowd = self._crowded >= presence.most_crowded
            return _over(Outcome.NOT_LIVE) if crowd else Progress(FaceGuidance.SEVERAL_FACES)
        return self._follow(Moment(sight.faces[0], sight.time, sight.feature, sight.openness))

    def _nobody(self, now: float) -> Progress:
        """Wait a moment for somebody who turned so far that the face is lost."""
        self._gone = now if self._gone is None else self._gone
        if now - self._gone > self._limits.presence.most_absent:
            return _over(Outcome.NOT_LIVE)
        return Progress(FaceGuidance.NO_FACE)

    def _follow(self, moment: Moment) -> Progress:
        presence, before = self._limits.presence, self._before
        seconds = moment.time - self._last
        if seconds > presence.most_gap:  # unseen, or frames too far apart: the path is not known
            self._begin_again()
        elif before is not None:
            if jumped(before, moment.face, presence.most_jump, presence.most_shrink):
                return _over(Outcome.ATTACK)
            if seconds <= 0:  # the same frame again proves nothing
                return Progress(self._ask.guidance(moment.face))
            if not self._is_one_path(before, moment.face, seconds):
                self._begin_again()
        self._before, self._last = moment.face, moment.time
        return self._weigh(self._ask.see(moment), moment.face)

    def _is_one_path(self, before: Face, now: Face, seconds: float) -> bool:
        """Whether a head can have turned so between two frames; what is no number is no path.

        Of a head turned far, landmarks leap: whether it is turned further proves nothing more.
        """
        turn = self._limits.turn
        if any(all(is_turned(face, side, turn) for face in (before, now)) for side in Side):
            return True
        most = turn.noise + turn.most_rate * min(seconds, turn.rate_seconds)
        return abs(parallax(now) - parallax(before)) <= most

    def _begin_again(self) -> None:
        """The path is broken: what was asked for last is asked for again."""
        if self._is_back:
            self._ask, self._is_back = self._asked, False
        self._ask.start_over()

    def _weigh(self, step: Step, face: Face) -> Progress:
        if step is Step.NOT_SAME or step is Step.WRONG_SIDE:
            return _over(Outcome.NOT_LIVE)
        if step is Step.DONE:
            return self._advance(face)
        return Progress(self._ask.guidance(face))

    def _advance(self, face: Face) -> Progress:
        limits = self._limits
        if not self._is_back:
            self._asked, self._is_back = self._ask, True
            self._ask = Back(self._front, self._identity, limits.turn, limits.identity)
        elif self._blinks:
            self._ask, self._is_back = self._next(), False
        else:
            return _over(Outcome.PASSED)
        return Progress(self._ask.guidance(face))

    def _next(self) -> Ask:
        if self._blinks.pop():
            return Blink(self._front, self._limits.blink, self._limits.turn)
        return self._turn()

    def _turn(self) -> Ask:
        """Return a turn to a side drawn now: nobody can have filmed it before."""
        side = self._chance.choice(list(Side))
        return Turn(side, self._front, self._identity, self._limits.turn, self._limits.identity)


def _over(outcome: Outcome) -> Progress:
    return Progress(FaceGuidance.LOOK_HERE, outcome)
