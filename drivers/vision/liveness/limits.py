"""The figures of `limits.toml`. Units stand there."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from drivers.vision.liveness.step import Liveness

DATA = Path(__file__).with_name("limits.toml")


@dataclass(frozen=True)
class PassiveLimits:
    """Bands of the mean probability that a face lives."""

    live: float
    attack: float

    def __post_init__(self) -> None:
        if not 0.0 < self.attack <= 0.5 <= self.live < 1.0:
            raise ValueError("the bands of the passive model were measured around 0.5")

    def judge(self, mean: float) -> Liveness:
        """Return the band of a mean probability; what is not a number is unsure."""
        if mean >= self.live:
            return Liveness.LIVE
        return Liveness.ATTACK if mean <= self.attack else Liveness.UNSURE


@dataclass(frozen=True)
class BorderLimits:
    """When four edges around a face are a sheet's or a screen's."""

    face_width: int
    most_aside: float
    most_above: float
    least_below: float
    most_below: float
    most_lean: float
    most_askew: float
    most_converging: float
    support: float
    neck_support: float
    corner_support: float
    most_beyond: float
    most_open: int
    most_frames: float


@dataclass(frozen=True)
class PresenceLimits:
    """Of one unbroken presence while a movement is asked for."""

    seconds: float
    most_gap: float
    most_absent: float
    most_crowded: int
    most_jump: float
    most_shrink: float


@dataclass(frozen=True)
class TurnLimits:
    """When a head counts as turned, and as turned back."""

    offset: float
    parallax: float
    wrong_offset: float
    wrong_parallax: float
    front_offset: float
    front_parallax: float
    frames: int
    kept: float
    front_frames: int
    between: int
    most_rate: float
    rate_seconds: float
    noise: float


@dataclass(frozen=True)
class IdentityLimits:
    """Cosines of SFace below which it is not the same person any more."""

    turned: float
    turned_frames: int
    own: float
    portrait: float
    front_frames: int


@dataclass(frozen=True)
class BlinkLimits:
    """When eyes were shut and opened again."""

    open_frames: int
    closed: float
    reopened: float
    closed_frames: int
    most_closed: float
    most_stretch: float


@dataclass(frozen=True)
class ChallengeLimits:
    """Everything a challenge is judged by."""

    presence: PresenceLimits
    turn: TurnLimits
    identity: IdentityLimits
    blink: BlinkLimits


@dataclass(frozen=True)
class LivenessLimits:
    """Everything in `limits.toml`."""

    version: int
    passive: PassiveLimits
    border: BorderLimits
    challenge: ChallengeLimits

    @classmethod
    def load(cls) -> Self:
        """Read the file. No setting changes these figures."""
        data = tomllib.loads(DATA.read_text(encoding="utf-8"))
        return cls(
            version=data["version"],
            passive=PassiveLimits(**data["passive"]),
            border=BorderLimits(**data["border"]),
            challenge=ChallengeLimits(
                presence=PresenceLimits(**data["challenge"]),
                turn=TurnLimits(**data["turn"]),
                identity=IdentityLimits(**data["identity"]),
                blink=BlinkLimits(**data["blink"]),
            ),
        )
