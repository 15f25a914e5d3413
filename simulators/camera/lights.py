"""The light in the waiting room, as it falls on people, on the room and on the sensor."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from simulators.camera.scenes import LightName
from simulators.personas.look import Light

CLINIC_LIGHT: Final = Light(direction=(-0.45, 0.65, 1.0), key=0.72, ambient=0.46, warmth=0.25)


@dataclass(frozen=True, slots=True)
class Mood:
    """One light: on faces, and what the sensor makes of the whole."""

    on_people: Light = CLINIC_LIGHT
    exposure: float = 1.0
    """Factor on linear light."""
    window: bool = False
    """Whether a bright window is right behind the person."""


MOODS: Final[Mapping[LightName, Mood]] = MappingProxyType(
    {
        "clinic": Mood(),
        "dark": Mood(exposure=0.035),
        "bright": Mood(exposure=4.0),
        "backlit": Mood(Light(direction=(0.3, 0.5, -0.4), key=0.3, ambient=0.07), window=True),
    }
)
