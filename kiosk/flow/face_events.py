"""What chip, records and camera tell of faces."""

from dataclasses import dataclass

from kiosk.domain.face import FaceGuidance
from kiosk.domain.holder import Portrait
from kiosk.flow.reasons import FaceProblem
from kiosk.flow.touches import OfSession


@dataclass(frozen=True)
class PortraitRead(OfSession):
    """The portrait came from the chip."""

    portrait: Portrait


@dataclass(frozen=True)
class PortraitShown(OfSession):
    """The portrait is on the glass beside staff's question, or could not be drawn."""

    shown: bool


@dataclass(frozen=True)
class CardFaceForged(OfSession):
    """The signature over the card face does not hold."""


@dataclass(frozen=True)
class FaceTryCharged(OfSession):
    """A try stands in the records; `left` tells how many this card still has today."""

    left: int


@dataclass(frozen=True)
class FaceDoorClosed(OfSession):
    """The records let this card try no more, or cannot count."""

    why: FaceProblem


@dataclass(frozen=True)
class FaceGuided(OfSession):
    """What the person could change."""

    guidance: FaceGuidance


@dataclass(frozen=True)
class FaceMatched(OfSession):
    """The mean of the best frames is above the threshold."""


@dataclass(frozen=True)
class FaceNotMatched(OfSession):
    """No match, and why."""

    why: FaceProblem
