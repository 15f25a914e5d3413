"""What can stand before the simulated camera: people as they come, and what impostors bring."""

from dataclasses import dataclass
from typing import Final, Literal

from simulators.personas.accessories import Wears

FlatMove = Literal["still", "moved", "tilted", "bent", "turned"]
Surface = Literal["paper", "phone"]
LightName = Literal["clinic", "dark", "bright", "backlit"]
Side = Literal["left", "right"]
"""The person's own: their left is the right edge of the picture as the camera takes it."""
Movement = Literal["left", "right", "front", "blink"]

BARE: Final[Wears] = frozenset()


@dataclass(frozen=True, slots=True)
class Nobody:
    """The empty waiting room."""


@dataclass(frozen=True, slots=True)
class LensCovered:
    """Something lies on the lens: black, but for the sensor's noise."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody looks at the kiosk, and moves their head when they are asked to."""

    name: str
    yaw: float = 0.0
    """Degrees; turned to their own left, the picture's right, when positive."""
    pitch: float = 0.0
    """Degrees; looking up when positive."""
    roll: float = 0.0
    """Degrees; leaning to the picture's right when positive."""
    near: float = 1.0
    """Size of the face as a share of what it is at arm's length, where it fills 40 % of the
    picture's height."""
    at: tuple[float, float] = (0.0, 0.0)
    """Right and up from the middle, as shares of the picture's width and height."""
    blur: float = 0.0
    """Standard deviation of the defocus in pixels."""
    light: LightName = "clinic"
    wears: Wears = BARE
    """Over, or instead of, what the person's look says."""
    blinks: bool = True
    """Whether they blink by themselves now and then."""
    restless: bool = False
    """Whether the head is never still."""


@dataclass(frozen=True, slots=True)
class TwoPeople:
    """Two heads side by side."""

    a: str
    b: str


@dataclass(frozen=True, slots=True)
class FlatPicture:
    """Somebody holds a picture of a person before the camera, and turns it when asked to move."""

    name: str
    moves: FlatMove = "still"
    on: Surface = "paper"
    near: float = 1.0
    """Size as a share of one whose face is as large as a person's; from 1.5 on no border shows."""


@dataclass(frozen=True, slots=True)
class ReplayOnPhone:
    """A telephone shows a film of a person who turns their head, whatever is asked."""

    name: str
    turns: Side = "left"


Actor = Person | FlatPicture | ReplayOnPhone
"""Who can be swapped for another."""


@dataclass(frozen=True, slots=True)
class Swap:
    """Before the camera is `first`; when a movement is asked for, `then` takes the place."""

    first: Actor
    then: Actor
    when: Literal["asked", "turned"] = "asked"
    """`turned`: `first` makes the movement, and `then` comes back from it."""
    restored: bool = False
    """Whether `first` is back when the movement is over; with `asked` alone."""


Scene = Nobody | LensCovered | Person | TwoPeople | FlatPicture | ReplayOnPhone | Swap


def stranger() -> Person:
    """Answer the scene of somebody who holds no card of the cast."""
    return Person("stranger")
