"""How a card lies under the camera, and in which light: the shots that can be asked for by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

Subject = Literal["front", "plain", "nothing"]


@dataclass(frozen=True, slots=True)
class Glare:
    """A lamp mirrored in the laminate."""

    strength: float
    """Of full white, added in the middle of the spot; 1.0 and more drown the print."""
    at: tuple[float, float] = (0.0, 0.0)
    """Middle, millimetres from the card's middle, right and down on the card."""
    size: tuple[float, float] = (14.0, 5.0)
    """Standard deviations along and across the streak, mm."""
    turn: float = -25.0
    """Of the streak, degrees clockwise."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of the tray. Every default is a card that lies well in good light."""

    tilt: tuple[float, float] = (0.0, 0.0)
    """Camera against the tray: about the picture's horizontal and its vertical axis, degrees."""
    rotation: float = 0.0
    """Card in the tray, degrees clockwise; 180 is upside down."""
    offset: tuple[float, float] = (0.0, 0.0)
    """Middle of the card from the middle of the tray, mm to the right and down."""
    scale: float = 1.0
    """1.0: ten pixels a millimetre at 1280 x 720, so that the card is 856 pixels wide."""
    blur: float = 0.6
    """Standard deviation of the lens's blur, pixels."""
    motion: tuple[float, float] = (0.0, 0.0)
    """The card moves while the shutter is open: pixels, and degrees clockwise from the right."""
    glare: Glare | None = None
    light: float = 1.0
    """Exposure; 1.0 is right, 0.1 a tenth of the light."""
    noise: float = 2.0
    """Standard deviation of the sensor's noise, levels of 255; twice that in the shadows."""
    shade: float = 0.12
    """How much darker the far corner of the tray is than the near one, 0 to 1."""
    cast: tuple[float, float, float] = (1.0, 1.0, 1.0)
    """Colour cast: gain of red, green and blue."""
    thumb: tuple[float, float] | None = None
    """A thumb covers the card here, mm from the card's middle, right and down."""
    subject: Subject = "front"
    """What lies there: the front that is given, a card of another kind, or an empty tray."""
    seed: int = 0
    """Of the noise: the same shot with the same seed is the same picture, bit by bit."""


SHOTS: Final[Mapping[str, Shot]] = MappingProxyType(
    {
        "flat": Shot(),
        "tilted": Shot(tilt=(14.0, -11.0), rotation=4.0, offset=(1.5, -1.0)),
        "rotated": Shot(rotation=24.0, scale=0.8),
        "upside_down": Shot(rotation=181.5, offset=(-1.0, 1.0)),
        "glare": Shot(
            glare=Glare(1.1, at=(-2.0, -9.5)), tilt=(3.0, 2.0), rotation=-1.5, offset=(0.5, 0.5)
        ),
        "dim": Shot(light=0.09, noise=7.0, shade=0.3, cast=(1.0, 0.93, 0.8), rotation=1.0),
        "blurred": Shot(blur=4.2, rotation=-2.0),
        "moving": Shot(motion=(16.0, 20.0), rotation=3.0),
        "off_centre": Shot(offset=(17.0, -6.5), rotation=-5.0, scale=0.9),
        "outside": Shot(offset=(46.0, 16.0), rotation=6.0),
        "partly_covered": Shot(thumb=(-35.0, 21.0), rotation=2.0, scale=0.95),
        "lamplight": Shot(cast=(1.08, 0.94, 0.74), shade=0.35, light=0.7, tilt=(-6.0, 5.0)),
        "other_card": Shot(subject="plain", rotation=-2.0),
        "empty": Shot(subject="nothing"),
    }
)
"""The shots by name."""
