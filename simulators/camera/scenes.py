"""What stands before the simulated camera, and how it moves: key frames of each scene."""

import math
from dataclasses import dataclass, replace

from simulators.personas.look import Light, Pose

FRAMES_A_SECOND = 15
HEAD = 0.262
"""One head in the frame: faces fill about 40 % of its height, as at arm's length of a kiosk."""
CLINIC_LIGHT = Light(direction=(-0.45, 0.65, 1.0), key=0.72, ambient=0.46, warmth=0.25)


@dataclass(frozen=True, slots=True)
class Nobody:
    """The empty waiting room."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody looks at the kiosk, head turned by `yaw` degrees to the picture's right."""

    name: str
    yaw: float = 0.0


@dataclass(frozen=True, slots=True)
class TwoPeople:
    """Two heads side by side."""

    a: str
    b: str


@dataclass(frozen=True, slots=True)
class TooDark:
    """Somebody stands there with the lights out."""

    name: str


@dataclass(frozen=True, slots=True)
class PhotoHeldUp:
    """Somebody holds a printed portrait before the camera."""

    name: str


Scene = Nobody | Person | TwoPeople | TooDark | PhotoHeldUp


def stranger() -> Person:
    """Answer the scene of somebody who holds no card of the cast."""
    return Person("stranger")


@dataclass(frozen=True, slots=True)
class Figure:
    """One person of a key frame."""

    name: str
    pose: Pose
    light: Light = CLINIC_LIGHT


@dataclass(frozen=True, slots=True)
class KeyFrame:
    """A still of a scene; `hold` says for how many frames it is shown."""

    figures: tuple[Figure, ...] = ()
    exposure: float = 1.0
    print_of: str = ""
    offset: tuple[float, float] = (0.0, 0.0)
    """Where the held-up print is, in pixels from the middle."""
    hold: int = 3


def key_frames(scene: Scene) -> tuple[KeyFrame, ...]:
    """Answer the stills of a scene in the order they are shown; they loop."""
    match scene:
        case Nobody():
            return (KeyFrame(),)
        case Person(name, yaw):
            return tuple(KeyFrame((f,), hold=hold) for f, hold in _moving(name, yaw, blink=True))
        case TwoPeople(a, b):
            left = [_beside(f, -1.02) for f, _ in _moving(a, 4.0)]
            right = [_beside(f, 1.02) for f, _ in _moving(b, -4.0)]
            return tuple(KeyFrame(pair) for pair in zip(left[::2], right[::2], strict=True))
        case TooDark(name):
            return tuple(KeyFrame((f,), exposure=0.035) for f, _ in _moving(name, 0.0)[::3])
        case PhotoHeldUp(name):
            drift = ((0.0, 0.0), (5.0, -3.0), (2.0, 4.0), (-4.0, 1.0))
            return tuple(KeyFrame(print_of=name, offset=at) for at in drift)


def _moving(name: str, yaw: float, *, blink: bool = False) -> list[tuple[Figure, int]]:
    """Small sway of a head that holds still: a closed path, so that the loop has no jump."""
    frames: list[tuple[Figure, int]] = []
    steps = 12
    for i in range(steps):
        turn = 2 * math.pi * i / steps
        pose = Pose(
            yaw=yaw + 6.0 * math.sin(turn),
            pitch=2.2 * math.sin(2 * turn + 0.6),
            roll=1.8 * math.sin(turn + 1.1),
            shift=(0.03 * math.sin(turn + 0.3), -0.05 + 0.012 * math.sin(2 * turn)),
            head=HEAD * (1 + 0.012 * math.sin(turn)),
        )
        side = -0.45 + 0.25 * math.sin(turn + 2)
        light = replace(CLINIC_LIGHT, direction=(side, 0.65, 1.0))
        frames.append((Figure(name, pose, light), 3))
        if blink and i == 7:
            frames.append((Figure(name, replace(pose, eyes_closed=0.95), light), 2))
    return frames


def _beside(figure: Figure, x: float) -> Figure:
    pose = figure.pose
    there = replace(pose, shift=(pose.shift[0] + x, pose.shift[1]), head=pose.head * 0.88)
    return replace(figure, pose=there)
