"""What whoever is before the camera can be told in one word: for the dock and the command line."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from simulators.camera.scenes import (
    FlatPicture,
    LensCovered,
    Nobody,
    Person,
    ReplayOnPhone,
    Scene,
    Swap,
    TwoPeople,
    stranger,
)
from simulators.personas.accessories import Accessory

SOMEBODY: Final = "hanako"
"""Who is meant where nobody is before the camera."""


def _puts_on(thing: Accessory) -> Callable[[Person], Scene]:
    return lambda person: replace(person, wears=(person.wears - {"no_glasses"}) | {thing})


DIRECTIONS: Final[Mapping[str, Callable[[Person], Scene]]] = MappingProxyType(
    {
        "nobody": lambda _: Nobody(),
        "stranger": lambda _: stranger(),
        "two_people": lambda person: TwoPeople(
            person.name, "taro" if person.name == SOMEBODY else SOMEBODY
        ),
        "lens_covered": lambda _: LensCovered(),
        # the person
        "as_usual": lambda person: Person(person.name),
        "too_far": lambda person: replace(person, near=0.3),
        "too_near": lambda person: replace(person, near=2.0),
        "off_centre": lambda person: replace(person, at=(-0.47, 0.0)),
        "low": lambda person: replace(person, at=(0.0, -0.22), near=0.8),
        "turned_away": lambda person: replace(person, yaw=35.0),
        "tilted": lambda person: replace(person, roll=28.0),
        "restless": lambda person: replace(person, restless=True),
        "out_of_focus": lambda person: replace(person, blur=8.0),
        # what they wear
        "mask": _puts_on("mask"),
        "sunglasses": _puts_on("sunglasses"),
        "glasses": _puts_on("glasses"),
        "no_glasses": lambda person: replace(
            person, wears=person.wears - {"glasses", "sunglasses"} | {"no_glasses"}
        ),
        "hat": _puts_on("hat"),
        # the light
        "too_dark": lambda person: replace(person, light="dark"),
        "too_bright": lambda person: replace(person, light="bright"),
        "backlit": lambda person: replace(person, light="backlit"),
        # what impostors bring
        "photo_still": lambda person: FlatPicture(person.name),
        "photo_moved": lambda person: FlatPicture(person.name, "moved"),
        "photo_tilted": lambda person: FlatPicture(person.name, "tilted"),
        "photo_bent": lambda person: FlatPicture(person.name, "bent"),
        "photo_on_phone": lambda person: FlatPicture(person.name, on="phone"),
        "film_on_phone": lambda person: ReplayOnPhone(person.name),
        "photo_swapped": lambda person: Swap(FlatPicture(person.name), stranger(), restored=True),
        "person_swapped": lambda person: Swap(Person(person.name), stranger(), when="turned"),
    }
)
"""Each makes a scene of the person who is there; what it does not speak of stays as it is."""


def directed(scene: Scene, word: str) -> Scene:
    """Answer the scene after a word of `DIRECTIONS`. Raises `KeyError` for another word."""
    return DIRECTIONS[word](_who(scene))


def _who(scene: Scene) -> Person:
    """Answer the person whom a scene is about."""
    match scene:
        case Person():
            return scene
        case FlatPicture(name=name) | ReplayOnPhone(name=name) | TwoPeople(a=name):
            return Person(name)
        case Swap():
            return _who(scene.first)
        case Nobody() | LensCovered():
            return Person(SOMEBODY)
