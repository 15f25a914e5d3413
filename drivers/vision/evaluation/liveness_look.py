"""What the production code makes of one presentation. Runs in a worker process."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from statistics import fmean
from typing import Self

from drivers.vision.engine import Engine
from drivers.vision.evaluation.best_frames import Gathered, Good, gather
from drivers.vision.evaluation.stills import UnreadableError, frames
from drivers.vision.examine import examine
from drivers.vision.liveness import Liveness
from drivers.vision.liveness.ask import Moment, Step
from drivers.vision.liveness.geometry import Front
from drivers.vision.liveness.identity import Identity
from drivers.vision.liveness.limits import LivenessLimits
from drivers.vision.liveness.passive import Passive
from drivers.vision.liveness.presence import Presence
from drivers.vision.liveness.turn import Side, Turn
from drivers.vision.models import Model

_FRAME_SECONDS = 1 / 15  # a nominal pace: a turn's own rules do not look at it


class Outcome(StrEnum):
    """What the silent layers say at once, before anything is asked."""

    LET_IN = "let in"
    ASKED = "asked to turn"
    PASSIVE = "attack: passive model"
    BORDER = "attack: border"
    NO_FACE = "no usable face"


@dataclass(frozen=True, slots=True)
class PresentationJob:
    """A presentation to judge."""

    number: int
    path: Path


@dataclass(frozen=True)
class Presentation:
    """What became of one; `outcome` is None when it could not be read."""

    number: int
    outcome: Outcome | None
    why: str = ""  # there is no outcome, or no face
    live: float = math.nan  # mean probability of a living face; not a number without models
    used: int = 0  # frames that decided
    seen: int = 0  # frames that could be read
    turned: frozenset[Side] | None = None  # turns that were seen; None: too few frames for any
    broken: list[str] = field(default_factory=list[str])


@dataclass(frozen=True)
class LivenessLayers:
    """The layers that need no movement, and the figures of the one that does."""

    limits: LivenessLimits
    passive: Passive | None

    @classmethod
    def load(cls, models: Mapping[str, Model]) -> Self:
        """Load them. Raises `ModelRefusedError`."""
        return cls(LivenessLimits.load(), Passive.load(models))


def judge(engine: Engine, layers: LivenessLayers, job: PresentationJob) -> Presentation:
    """Judge one presentation by its best frames, and its head by all of them."""
    try:
        found = gather(engine, job.path, pictures=True)
    except UnreadableError as fault:
        return Presentation(job.number, None, str(fault))
    if not found.good:
        return Presentation(
            job.number, Outcome.NO_FACE, found.complaint, seen=found.seen, broken=found.broken
        )
    return Presentation(
        job.number,
        _outcome(layers, found.good),
        live=_live(layers, found.good),
        used=len(found.good),
        seen=found.seen,
        turned=_turns(engine, layers.limits, job.path, found),
        broken=found.broken,
    )


def _outcome(layers: LivenessLayers, good: list[Good]) -> Outcome:
    concluded = _conclude(Presence(layers.limits, layers.passive), good)
    if concluded is Liveness.LIVE:
        return Outcome.LET_IN
    if concluded is not Liveness.ATTACK:
        return Outcome.ASKED
    bordered = _conclude(Presence(layers.limits, None), good) is Liveness.ATTACK
    return Outcome.BORDER if bordered else Outcome.PASSIVE


def _conclude(presence: Presence, good: list[Good]) -> Liveness:
    for one in good:
        if one.picture is not None:
            presence.see(one.picture, one.face)
    return presence.conclude()


def _live(layers: LivenessLayers, good: list[Good]) -> float:
    if layers.passive is None:
        return math.nan
    shown = [(one.picture, one.face) for one in good if one.picture is not None]
    return fmean(layers.passive.live(picture, face) for picture, face in shown)


def _turns(
    engine: Engine, limits: LivenessLimits, path: Path, found: Gathered
) -> frozenset[Side] | None:
    """Return to which sides a turn of the head would have been believed.

    The production geometry and identity, asked for both sides at once. Time, pace, jumps and the
    way back are not judged and mistakes are forgiven: no challenge lets in more than this.
    """
    turn = limits.challenge.turn
    if found.seen < turn.front_frames + turn.between + turn.frames:
        return None
    features = [engine.matcher.feature(one.crop) for one in found.good]
    front = Front.of([one.face for one in found.good])
    same = Identity(features, features[0])
    asked = {side: Turn(side, front, same, turn, limits.challenge.identity) for side in Side}
    done: set[Side] = set()
    for number, frame in enumerate(frames(path, [])):
        with examine(engine, frame) as examined:
            if examined.candidate is None:
                continue
            face, crop = examined.candidate.face, examined.candidate.crop
            for side, one in asked.items():
                feature = engine.matcher.feature(crop) if one.wants_feature(face) else None
                step = one.see(Moment(face, number * _FRAME_SECONDS, feature))
                if step is Step.DONE:
                    done.add(side)
                if step is not Step.GOING_ON:
                    one.start_over()
    return frozenset(done)
