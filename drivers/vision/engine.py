"""The loaded models together, and their warm-up."""

import logging
from collections.abc import Mapping
from typing import Self

import numpy as np

from drivers.vision.detect import Detector
from drivers.vision.liveness import LivenessStep, NotExamined
from drivers.vision.liveness.eyes import Eyes
from drivers.vision.liveness.limits import LivenessLimits
from drivers.vision.liveness.passive import Passive
from drivers.vision.liveness.presence import Presence
from drivers.vision.match import Matcher, light_and_sharpness
from drivers.vision.models import Model
from drivers.vision.portrait import Reference, read_portrait
from drivers.vision.quality import Face
from drivers.vision.second_opinion import SecondOpinion
from drivers.vision.thresholds import Thresholds
from drivers.vision.tilt import Tilt

log = logging.getLogger(__name__)

_NOBODY = Face(60, 60, 80, 100, ((80, 95), (120, 95)), (100, 120), ((85, 140), (115, 140)), 1.0)


class Engine:
    """Detector, matcher, liveness and second opinion, with the thresholds they are used by."""

    def __init__(self, models: Mapping[str, Model], thresholds: Thresholds) -> None:
        self.thresholds = thresholds
        self.detector = Detector(models["detector"].read(), thresholds.quality.least_score)
        self.matcher = Matcher(models["matcher"].read())
        self.limits = LivenessLimits.load()
        self.liveness: LivenessStep = NotExamined()
        self.eyes: Eyes | None = None
        self.tilt: Tilt | None = Tilt.load(models)
        self.second: SecondOpinion | None = None
        self.has_passive = False
        self.always_challenge = False  # also of whom the passive model calls live

    @property
    def asks_blink(self) -> bool:
        """Whether a blink belongs to the movement that is asked for."""
        return self.eyes is not None

    @classmethod
    def load(cls, models: Mapping[str, Model], thresholds: Thresholds) -> Self:
        """Check and load what a match needs, and run each once: the first run is the slowest.

        Raises `ModelRefusedError`.
        """
        engine = cls(models, thresholds)
        grey = np.full((240, 320, 3), 127, np.uint8)
        engine.detector.find(grey)
        crop = engine.matcher.crop(grey, _NOBODY)
        light_and_sharpness(crop)
        engine.matcher.feature(crop)
        if engine.tilt is not None:
            engine.tilt.roll(grey, _NOBODY)
        return engine

    def load_liveness(
        self, models: Mapping[str, Model], *, always_challenge: bool, blink: bool
    ) -> None:
        """Load the passive pair where it is installed, and what a blink is seen by if asked for.

        Raises `ModelRefusedError` when one is altered, or what is asked for is missing.
        """
        passive = Passive.load(models)
        self.has_passive = passive is not None
        self.liveness = Presence(self.limits, passive)
        self.always_challenge = always_challenge
        grey = np.full((240, 320, 3), 127, np.uint8)
        self.liveness.see(grey, _NOBODY)
        self.liveness.restart()
        if blink:
            self.eyes = Eyes.load(models)
            self.eyes.openness(grey, _NOBODY)

    def load_second_opinion(self, models: Mapping[str, Model]) -> None:
        """Load it where it is installed. Raises `ModelRefusedError` when altered."""
        second = SecondOpinion.load(models)
        if second is not None:
            second.encode(np.full((240, 320, 3), 127, np.uint8), _NOBODY)
        self.second = second

    def read_portrait(self, data: bytes | bytearray) -> Reference:
        """Return the portrait's features. Raises `PortraitRefusedError`."""
        return read_portrait(data, self.thresholds, self.detector, self.matcher, self.second)
