"""What lies in the tray, as stills: the same card seen again and again, never twice alike."""

import hashlib
import io
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from typing import Final

import numpy as np
from PIL import Image

from simulators.front.drawing import Picture, draw_front, lies_as
from simulators.front.photograph import photograph
from simulators.front.shot import Shot
from simulators.personas.cast import Persona

FRAMES_A_SECOND: Final = 5  # a document camera takes its time
STILLS: Final = 4
SWAY_MM: Final = 0.12  # standard deviation from still to still: the counter is touched, fans run
SWAY_DEGREES: Final = 0.08
FLICKER: Final = 0.015  # of the light
QUALITY: Final = 90
FRONTS_KEPT: Final = 4  # drawn fronts in memory, 2 MB each


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed front, named by a digest that does not say what is printed."""

    digest: str
    persona: Persona = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CardScene:
    """A card under the camera in a certain light; the shot says what lies there."""

    printed: Printed | None
    """None where no My Number card lies."""
    shot: Shot


@dataclass(frozen=True, slots=True)
class CardStill:
    """One still of a `CardScene`."""

    scene: CardScene
    number: int
    hold: int = 1


def card_scene(persona: Persona | None, shot: Shot) -> CardScene:
    """Say what the camera sees when a persona's card lies in the tray, or nothing."""
    subject = lies_as(persona) if persona else "nothing"
    if shot.subject != "front" and subject != "nothing":
        subject = shot.subject
    printed = _printed(persona) if persona and subject == "front" else None
    return CardScene(printed, replace(shot, subject=subject))


def card_stills(scene: CardScene) -> tuple[CardStill, ...]:
    """Answer the stills in the order they are shown; they loop."""
    return tuple(CardStill(scene, number) for number in range(STILLS))


def draw_still(still: CardStill) -> tuple[bytes]:
    """Take the picture, once: JPEG, 1280 x 720."""
    scene = still.scene
    shaken = np.random.default_rng([scene.shot.seed, still.number])
    x, y, turn, light = shaken.standard_normal(4)
    shot = replace(
        scene.shot,
        offset=(scene.shot.offset[0] + SWAY_MM * x, scene.shot.offset[1] + SWAY_MM * y),
        rotation=scene.shot.rotation + SWAY_DEGREES * turn,
        light=scene.shot.light * (1 + FLICKER * light),
        seed=scene.shot.seed + still.number,
    )
    picture = _front(scene.printed) if scene.printed else None
    jpeg = io.BytesIO()
    Image.fromarray(photograph(picture, shot)).save(jpeg, "JPEG", quality=QUALITY)
    return (jpeg.getvalue(),)


def _printed(persona: Persona) -> Printed:
    shown = (persona.key, persona.alias, asdict(persona.printed_front()))
    return Printed(hashlib.sha256(repr(shown).encode()).hexdigest(), persona)


@lru_cache(FRONTS_KEPT)
def _front(printed: Printed) -> Picture:
    return draw_front(printed.persona)
