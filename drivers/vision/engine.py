"""The loaded models together; what warms them up also overwrites what they keep of a face."""

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
        """Check and load what a match needs, and warm it up. Raises `ModelRefusedError`."""
        engine = cls(models, thresholds)
        engine.see_grey()
        return engine

    def see_grey(self) -> None:
        """Run every loaded network on a grey picture; some 130 ms with one thread, all loaded.

        A network's first run is its slowest. And between runs its inner layers keep the last face:
        so once more after each match.
        """
        grey = np.full((240, 320, 3), 127, np.uint8)
        self.detector.find(grey)
        crop = self.matcher.crop(grey, _NOBODY)
        light_and_sharpness(crop)
        self.matcher.feature(crop)
        if self.tilt is not None:
            self.tilt.roll(grey, _NOBODY)
        self.liveness.see(grey, _NOBODY)
        self.liveness.restart()
        if self.eyes is not None:
            self.eyes.see_grey()
        if self.second is not None:
            self.second.encode(grey, _NOBODY)

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
        self.eyes = Eyes.load(models) if blink else None

    def load_second_opinion(self, models: Mapping[str, Model]) -> None:
        """Load it where it is installed. Raises `ModelRefusedError` when altered."""
        self.second = SecondOpinion.load(models)

    def read_portrait(self, data: bytes | bytearray) -> Reference:
        """Return the portrait's features. Raises `PortraitRefusedError`."""
        return read_portrait(data, self.thresholds, self.detector, self.matcher, self.second)
