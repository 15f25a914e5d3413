"""How each scene moves: one track it rests in, and one for each movement it can be asked for."""

import math
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final, assert_never

from simulators.camera.held import film, held
from simulators.camera.scenes import (
    FlatPicture,
    LensCovered,
    Movement,
    Nobody,
    Person,
    ReplayOnPhone,
    Scene,
    Side,
    Swap,
    TwoPeople,
)
from simulators.camera.stills import HEAD, Figure, KeyFrame, Track
from simulators.camera.turning import SIDES, eased
from simulators.personas.look import Pose

Plan = Mapping[Movement, Track]
"""`front` is the rest, and always there; every other track begins beside its first still."""

TURN: Final = 50.0
"""Degrees of yaw: what people do who are asked to turn their head."""
FURTHER: Final = 4.0
"""And how much further they go and come back while nobody tells them that it is enough."""
MOVING: Final = 0.5
"""Detail of a head that moves fast: an exposure takes its time. It is drawn four times as fast."""
TURNED: Final = 0.7
SWAY_STILLS: Final = 8
SWAY_HOLD: Final = 4
FIDGET: Final = 0.19  # heads: a circle in half a second
BLINK_HOLD: Final = 2  # frames of a fifteenth of a second, by itself
ASKED_BLINK_HOLD: Final = 5  # who is asked to blink does it slowly
ASPECT: Final = 640 / 480


@lru_cache(64)
def plan_of(scene: Scene) -> Plan:
    """Answer the tracks of a scene; of a `Swap` those of who comes first."""
    match scene:
        case Nobody():
            return {"front": Track((KeyFrame(),))}
        case LensCovered():
            return {"front": Track((KeyFrame(covered=True),))}
        case Person():
            return _person(scene)
        case TwoPeople(a, b):
            return {"front": _two(a, b)}
        case FlatPicture():
            return held(scene)
        case ReplayOnPhone():
            return film(scene, _person(Person(scene.name)))
        case Swap():
            return plan_of(scene.first)
        case _:
            assert_never(scene)


def drawing_order(scene: Scene) -> tuple[KeyFrame, ...]:
    """Answer every still of a scene, those first that may be needed first."""
    if isinstance(scene, Swap):
        first, then = drawing_order(scene.first), drawing_order(scene.then)
        return (first[0], *then, *first[1:])
    return tuple(dict.fromkeys((*first_and_movements(scene), *plan_of(scene)["front"].stills)))


def first_and_movements(scene: Scene) -> tuple[KeyFrame, ...]:
    """Answer the still that is seen first, and those of every movement that can be asked for.

    Of a restless head, also those of what it does by itself.
    """
    if isinstance(scene, Swap):
        return (*first_and_movements(scene.first), *first_and_movements(scene.then))
    plan = plan_of(scene)
    asked = [still for name, track in plan.items() if name != "front" for still in track.stills]
    rest = plan["front"].stills
    moves = isinstance(scene, Person) and scene.restless
    return (*(rest if moves else rest[:1]), *asked)


def _person(person: Person) -> Plan:
    move, hold = (_fidget, 1) if person.restless else (_sway, SWAY_HOLD)
    rest = [_still(person, move(person, i / SWAY_STILLS), hold) for i in range(SWAY_STILLS)]
    shut = _still(person, replace(_pose(rest[0]), eyes_closed=1.0), ASKED_BLINK_HOLD)
    plan: dict[Movement, Track] = {"front": Track(tuple(rest))}
    if person.blinks:
        by_itself = _still(person, replace(_pose(rest[5]), eyes_closed=1.0), BLINK_HOLD)
        plan["front"] = Track((*rest[:6], by_itself, *rest[6:]))
    for side in SIDES:
        plan[side] = _turn(person, _pose(rest[0]), side)
    plan["blink"] = Track((shut,), loop=None)
    return plan


def _turn(person: Person, start: Pose, side: Side) -> Track:
    """The way to the turned head, and the turned head, which never holds quite still."""
    to = replace(start, yaw=SIDES[side] * TURN)
    way = [
        replace(_still(person, replace(start, yaw=yaw)), detail=MOVING)
        for yaw in eased(start.yaw, to.yaw)
    ]
    other = replace(to, yaw=to.yaw + SIDES[side] * FURTHER, roll=to.roll + 0.6)
    turned = [replace(_still(person, pose, 5), detail=TURNED) for pose in (to, other)]
    return Track((*way, *turned), loop=len(way))


def _sway(person: Person, phase: float) -> Pose:
    """Small movement of a head that holds still: a closed path, so that the loop has no jump."""
    turn = 2 * math.pi * phase
    head = HEAD * person.near
    across = person.at[0] * ASPECT / head + 0.02 * math.sin(turn)
    upward = person.at[1] / head - 0.05 + 0.01 * math.sin(2 * turn)
    return Pose(
        yaw=person.yaw + 4.0 * math.sin(turn),
        pitch=person.pitch + 1.6 * math.sin(2 * turn),
        roll=person.roll + 1.4 * math.sin(turn),
        shift=(across, upward),
        head=head * (1 + 0.01 * math.sin(turn)),
    )


def _fidget(person: Person, phase: float) -> Pose:
    """A head that never holds still: it goes round in a circle, at the same pace all the time."""
    turn = 2 * math.pi * phase
    start = _sway(person, 0.0)
    across, upward = start.shift
    circle = (across + FIDGET * math.cos(turn), upward + FIDGET * math.sin(turn))
    return replace(start, shift=circle)


def _still(person: Person, pose: Pose, hold: int = 1) -> KeyFrame:
    figure = Figure(person.name, pose, tuple(sorted(person.wears)))
    return KeyFrame((figure,), light=person.light, blur=person.blur, hold=hold)


def _pose(still: KeyFrame) -> Pose:
    return still.figures[0].pose


def _two(a: str, b: str) -> Track:
    left, right = Person(a, yaw=4.0, near=0.88), Person(b, yaw=-4.0, near=0.88)
    steps = [i / SWAY_STILLS for i in range(0, SWAY_STILLS, 2)]
    pairs = [
        (_beside(left, _sway(left, step), -1.02), _beside(right, _sway(right, step), 1.02))
        for step in steps
    ]
    return Track(tuple(KeyFrame(pair, hold=SWAY_HOLD) for pair in pairs))


def _beside(person: Person, pose: Pose, x: float) -> Figure:
    return Figure(person.name, replace(pose, shift=(pose.shift[0] + x, pose.shift[1])))
