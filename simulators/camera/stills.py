"""The pictures that scenes are made of: what is seen in one of them, not yet drawn."""

from dataclasses import dataclass

from simulators.camera.scenes import LightName, Surface
from simulators.personas.accessories import Accessory
from simulators.personas.look import Pose

HEAD = 0.262
"""One head in the frame: faces fill about 40 % of its height, as at arm's length of a kiosk."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One person of a key frame."""

    name: str
    pose: Pose
    wears: tuple[Accessory, ...] = ()
    """In the order of the alphabet: a set's own order differs from run to run."""


@dataclass(frozen=True, slots=True)
class Flat:
    """A flat picture in somebody's hand: what it shows, and how it is held."""

    shows: Figure
    """As the picture shows it; its pose counts within the picture."""
    on: Surface
    yaw: float = 0.0
    """Degrees, as of a head; `pitch` and `roll` too."""
    pitch: float = 0.0
    roll: float = 0.0
    bend: float = 0.0
    """Degrees from one edge to the other, bulging towards the camera."""
    at: tuple[float, float] = (0.0, 0.0)
    """Right and up from the middle, in pixels."""
    near: float = 1.0


@dataclass(frozen=True, slots=True)
class KeyFrame:
    """A still of a scene; `hold` says for how many frames it is shown."""

    figures: tuple[Figure, ...] = ()
    flat: Flat | None = None
    light: LightName = "clinic"
    blur: float = 0.0
    covered: bool = False
    """Whether something lies on the lens."""
    detail: float = 1.0
    """Share of the picture's resolution with which people are seen."""
    hold: int = 1


@dataclass(frozen=True, slots=True)
class Track:
    """A movement: stills in order, of which those from `loop` on are repeated.

    Without `loop` it is over at its end.
    """

    stills: tuple[KeyFrame, ...]
    loop: int | None = 0
