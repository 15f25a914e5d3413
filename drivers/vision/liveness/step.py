"""What a liveness step is, and what it concludes."""

from enum import StrEnum
from typing import Protocol

from drivers.vision.pictures import Picture
from drivers.vision.quality import Face


class Liveness(StrEnum):
    """What a liveness step concluded."""

    LIVE = "live"
    ATTACK = "attack"  # a picture or a screen: the match ends
    UNSURE = "unsure"  # middle band: a movement must be asked for
    NOT_EXAMINED = "not_examined"  # nothing judged it: a movement must be asked for


class LivenessStep(Protocol):
    """Sees the very frames that are compared."""

    def restart(self) -> None:
        """Forget what was seen: another presence begins."""
        ...

    def see(self, picture: Picture, face: Face) -> None:
        """Look at a frame that counts; must keep no reference to it."""
        ...

    def conclude(self) -> Liveness:
        """Return what the frames seen since the restart amount to."""
        ...


class NotExamined:
    """No passive step: every matched person is asked for a movement."""

    def restart(self) -> None:
        """Nothing is remembered."""

    def see(self, picture: Picture, face: Face) -> None:
        """Nothing is looked at."""

    def conclude(self) -> Liveness:
        """Return that nothing was examined."""
        return Liveness.NOT_EXAMINED
