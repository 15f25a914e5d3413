"""How a flat picture is held before the camera, still or moving, and how a film on it runs."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from simulators.camera.scenes import FlatPicture, Movement, ReplayOnPhone
from simulators.camera.stills import Figure, Flat, KeyFrame, Track
from simulators.camera.turning import SIDES, eased
from simulators.personas.looks import PORTRAIT_POSE

STILLS: Final = 8
HOLD: Final = 2
TURNED: Final = 42.0
"""Degrees: as far as a picture can be turned and still be seen."""
BENT: Final = 70.0
"""Degrees of a paper's arc: as far as paper bends in two hands."""
FILM_FRONT: Final = 24  # frames
FILM_TURNED: Final = 18


def held(scene: FlatPicture) -> Mapping[Movement, Track]:
    """Answer how a picture moves by itself, and how it is turned when a movement is asked for."""
    rest = tuple(_still(scene, i / STILLS) for i in range(STILLS))
    plan: dict[Movement, Track] = {"front": Track(rest)}
    for side, sign in SIDES.items():
        start = _flat(rest[0])
        end = sign * TURNED
        way = [replace(start, yaw=yaw) for yaw in (*eased(start.yaw, end), end)]
        if scene.moves == "bent":
            way = [replace(flat, bend=BENT) for flat in way]
        stills = tuple(KeyFrame(flat=flat) for flat in way)
        other = replace(stills[-1], flat=replace(way[-1], yaw=end - sign), hold=5)
        plan[side] = Track((*stills, other), loop=len(stills) - 1)
    return plan


def film(scene: ReplayOnPhone, filmed: Mapping[Movement, Track]) -> Mapping[Movement, Track]:
    """Answer a film: a person looks ahead, turns, looks ahead again, whatever is asked."""
    ahead, turn = filmed["front"].stills[0], filmed[scene.turns].stills
    there = (*turn[:-1], replace(turn[-2], hold=FILM_TURNED))
    back = tuple(reversed(turn[:-2]))
    reel = (replace(ahead, hold=FILM_FRONT), *there, *back)
    return {"front": Track(tuple(_screened(still, scene) for still in reel))}


def _screened(still: KeyFrame, scene: ReplayOnPhone) -> KeyFrame:
    (figure,) = still.figures
    pose = replace(PORTRAIT_POSE, yaw=figure.pose.yaw, pitch=figure.pose.pitch)
    flat = Flat(Figure(scene.name, pose), "phone", roll=1.5)
    return KeyFrame(flat=flat, hold=still.hold)


def _still(scene: FlatPicture, phase: float) -> KeyFrame:
    """Nobody's hand is quite still; the movement comes on top. Closed paths, without a jump."""
    turn = 2 * math.pi * phase
    wave, double = math.sin(turn), math.sin(2 * turn)
    flat = Flat(
        Figure(scene.name, PORTRAIT_POSE),
        scene.on,
        roll=2.0 + 0.6 * wave,
        at=(4.0 * wave, 3.0 * double),
        near=scene.near,
    )
    match scene.moves:
        case "still":
            pass
        case "moved":
            flat = replace(flat, at=(70.0 * wave, 24.0 * double))
        case "tilted":
            flat = replace(flat, pitch=24.0 * wave, roll=14.0 * math.cos(turn))
        case "bent":
            flat = replace(flat, bend=BENT * (0.5 + 0.5 * math.cos(turn)))
        case "turned":
            flat = replace(flat, yaw=TURNED * wave)
    return KeyFrame(flat=flat, hold=HOLD)


def _flat(still: KeyFrame) -> Flat:
    assert still.flat is not None  # noqa: S101  stills of a flat picture show one
    return still.flat
