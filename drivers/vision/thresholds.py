"""The figures a match is decided by, from `thresholds.toml`. The parent reads them too."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from kiosk.domain.face import FaceVerdict

DATA = Path(__file__).with_name("thresholds.toml")


class ThresholdRefusedError(Exception):
    """A configured threshold that would accept strangers more often than was ever measured."""


@dataclass(frozen=True)
class MatchThresholds:
    """Bands of the mean cosine similarity, and how many good frames make a mean."""

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
class QualityLimits:
    """What a frame must be to count; units in `thresholds.toml`."""

    least_score: float
    least_eye_distance: float
    most_face_height: float
    most_off_centre: float
    most_nose_offset: float
    most_roll: float
    most_speed: float
    darkest: float
    brightest: float
    least_sharpness: float
    rival: float


@dataclass(frozen=True)
class Thresholds:
    """Everything in `thresholds.toml`."""

    version: int
    match: MatchThresholds
    quality: QualityLimits
    least_portrait_eye_distance: float

    @classmethod
    def load(cls, accept: float | None = None) -> Self:
        """Read the file; `accept` may raise the bar, or lower it as far as the floor.

        Raises `ThresholdRefusedError` for anything below.
        """
        data = tomllib.loads(DATA.read_text(encoding="utf-8"))
        match = dict(data["match"], veto_above=data["second_opinion"]["veto_above"])
        if accept is not None:
            match["accept"] = accept
        return cls(
            version=data["version"],
            match=MatchThresholds(**match),
            quality=QualityLimits(**data["quality"]),
            least_portrait_eye_distance=data["portrait"]["least_eye_distance"],
        )
