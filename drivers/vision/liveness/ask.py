"""What a movement is asked for by, and what a frame does to it."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from drivers.vision.pictures import Feature
from drivers.vision.quality import Face
from kiosk.domain.face import FaceGuidance


@dataclass(frozen=True, repr=False)
class Moment:
    """One frame with one face in it."""

    face: Face
    time: float
    """Seconds; of the camera's clock, not of the wall's."""
    feature: Feature | None = None
    """SFace, where it was wanted."""
    openness: float | None = None
    """Of the eyes, where it was wanted."""


class Step(Enum):
    """What a frame did to the movement."""

    GOING_ON = auto()
    DONE = auto()
    WRONG_SIDE = auto()  # turned as far, to the other side: a film may
    NOT_SAME = auto()  # somebody else moved


class Ask(Protocol):
    """A movement that is asked for."""

    def guidance(self, face: Face) -> FaceGuidance:
        """Return what to say to whoever looks like this now."""
        ...

    def wants_feature(self, face: Face) -> bool:
        """Return whether the frame with this face is worth an SFace feature."""
        ...

    @property
    def wants_openness(self) -> bool:
        """Whether frames are worth a look at the eyes."""
        ...

    def see(self, moment: Moment) -> Step:
        """Judge one frame."""
        ...

    def start_over(self) -> None:
        """Forget the movement so far: the path was broken."""
        ...
