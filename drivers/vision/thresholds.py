"""The figures a match is decided by, from `thresholds.toml`. The parent reads them too."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from kiosk.domain.face import FaceVerdict, MatchBand

DATA = Path(__file__).with_name("thresholds.toml")


class ThresholdRefusedError(Exception):
    """A configured threshold that would accept strangers more often than was ever measured."""


@dataclass(frozen=True)
class MatchThresholds:
    """Bands of the mean cosine similarity, and how many frames make a mean."""

    accept: float
    unsure: float
    floor: float
    frames: int
    veto_above: float

    def __post_init__(self) -> None:
        if not self.floor <= self.accept <= 1.0:
            raise ThresholdRefusedError(f"accept {self.accept} is not within {self.floor} and 1")
        if not 0.0 < self.unsure <= self.accept:
            raise ThresholdRefusedError(f"unsure {self.unsure} is not within 0 and {self.accept}")
        if self.frames < 5:
            raise ThresholdRefusedError(f"a mean of {self.frames} frames was never measured")

    def verdict(self, mean: float) -> FaceVerdict:
        """Return the band in which a mean cosine lies; not a number is not a match."""
        if mean >= self.accept:
            return FaceVerdict.MATCHED
        if mean >= self.unsure:
            return FaceVerdict.UNSURE
        return FaceVerdict.NOT_MATCHED


@dataclass(frozen=True)
class Limits:
    """What a frame must be to lie in a tier; units in `thresholds.toml`."""

    least_eye_distance: float
    most_face_height: float
    least_margin: float
    most_nose_offset: float
    most_roll: float
    most_speed: float
    darkest: float
    brightest: float
    backlight: float
    dim: float
    least_sharpness: float


@dataclass(frozen=True)
class CoverLimits:
    """From where eyes or mouth count as covered; units in `thresholds.toml`."""

    eye_light: float
    eye_structure: float
    cloth_colour: float
    cloth_light: float
    cloth_structure: float


@dataclass(frozen=True)
class QualityLimits:
    """Which faces are meant, and the two tiers of frames."""

    least_score: float
    rival: float
    rival_inside: float
    most_jump: float
    darkest_room: float
    comfortable: Limits
    usable: Limits
    covered: CoverLimits


@dataclass(frozen=True)
class Thresholds:
    """Everything in `thresholds.toml`."""

    version: int
    match: MatchThresholds
    minor: MatchThresholds
    same_presence: float  # cosine
    quality: QualityLimits
    gather: float  # seconds
    patience: float  # seconds
    absence: float  # seconds
    least_portrait_eye_distance: float  # pixels

    def __post_init__(self) -> None:
        if not self.minor.accept >= self.match.accept:
            raise ThresholdRefusedError(f"minors accept at {self.minor.accept}, looser than others")

    @classmethod
    def load(cls, accept: float | None = None) -> Self:
        """Read the file; `accept` may raise the bar, or lower it as far as the floor.

        A bar raised above the minors' raises theirs too. Raises `ThresholdRefusedError` for
        anything below the floor.
        """
        data = tomllib.loads(DATA.read_text(encoding="utf-8"))
        match = {**data["match"], **data["second_opinion"]}
        minor = {**match, **data["minor"]}
        if accept is not None:
            match["accept"] = accept
            minor["accept"] = max(accept, minor["accept"])
        return cls(
            version=data["version"],
            match=MatchThresholds(**match),
            minor=MatchThresholds(**minor),
            same_presence=data["presence"]["same"],
            quality=QualityLimits(
                **data["faces"],
                comfortable=Limits(**data["comfortable"]),
                usable=Limits(**data["usable"]),
                covered=CoverLimits(**data["covered"]),
            ),
            **data["timing"],
            least_portrait_eye_distance=data["portrait"]["least_eye_distance"],
        )

    def band(self, band: MatchBand) -> MatchThresholds:
        """Return the bands by which a match is decided."""
        return self.minor if band is MatchBand.MINOR else self.match
