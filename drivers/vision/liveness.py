"""Where presentation attack detection will stand in the pipeline. This version detects nothing.

A photograph held up to the camera, or a film on a screen, is NOT recognised as one: measured, the
matcher accepts 99 % of printed photographs of the right person. Until a step is built and measured,
`NotExamined` says so, and staff must be able to see who stands at the kiosk.
"""

from enum import StrEnum
from typing import Protocol

from drivers.vision.pictures import Picture
from drivers.vision.quality import Face


class Liveness(StrEnum):
    """What a liveness step concluded."""

    NOT_EXAMINED = "not_examined"
    LIVE = "live"
    ATTACK = "attack"  # ends the match as not matched


class LivenessStep(Protocol):
    """Sees the very frames that are compared."""

    def restart(self) -> None:
        """Forget what was seen: another presence begins."""
        ...

    def see(self, frame: Picture, face: Face) -> None:
        """Look at a frame that counts; must keep no reference to it."""
        ...

    def conclude(self) -> Liveness:
        """Return what the frames seen since the restart amount to."""
        ...


class NotExamined:
    """No liveness step."""

    def restart(self) -> None:
        """Nothing is remembered."""

    def see(self, frame: Picture, face: Face) -> None:
        """Nothing is looked at."""

    def conclude(self) -> Liveness:
        """Return that nothing was examined."""
        return Liveness.NOT_EXAMINED
