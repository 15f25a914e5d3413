"""A turn takes its time: it begins and ends softly."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from simulators.camera.scenes import Side

SIDES: Final[Mapping[Side, float]] = MappingProxyType({"left": 1.0, "right": -1.0})
"""Sign of the yaw: the person's own left is the picture's right."""
STEPS: Final = 14
"""Frames on the way, a fifteenth of a second each: nearly a second, as people take."""


def eased(start: float, end: float) -> tuple[float, ...]:
    """Answer the angles between `start` and `end`, both left out."""
    shares = [i / (STEPS + 1) for i in range(1, STEPS + 1)]
    return tuple(start + (end - start) * s * s * (3 - 2 * s) for s in shares)
