"""How scenes move, before anything is drawn."""

import math
from itertools import pairwise

import pytest

from simulators.camera.plans import drawing_order, plan_of
from simulators.camera.playback import FRAMES_A_SECOND
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
    stranger,
)
from simulators.camera.stills import KeyFrame

SCENES = (
    Nobody(),
    LensCovered(),
    Person("ume"),
    TwoPeople("ume", "ren"),
    FlatPicture("ume"),
    ReplayOnPhone("ume"),
    Swap(FlatPicture("ume"), stranger()),
)


def front(scene: Scene) -> tuple[KeyFrame, ...]:
    return plan_of(scene)["front"].stills


def yaws(stills: tuple[KeyFrame, ...]) -> list[float]:
    return [still.figures[0].pose.yaw for still in stills]


@pytest.mark.parametrize("scene", SCENES, ids=repr)
def test_a_scene_needs_few_drawings(scene: Scene) -> None:
    people = 2 if isinstance(scene, Swap) else 1
    assert 1 <= len(set(drawing_order(scene))) <= 50 * people


@pytest.mark.parametrize("scene", SCENES, ids=repr)
def test_what_is_seen_first_is_drawn_first(scene: Scene) -> None:
    assert drawing_order(scene)[0] == front(scene)[0]


def test_a_resting_head_never_leaps_between_two_stills() -> None:
    seen = yaws(front(Person("hanako")))
    assert all(abs(a - b) < 4 for a, b in pairwise([*seen, seen[0]]))


@pytest.mark.parametrize(("side", "sign"), [("left", 1), ("right", -1)])
def test_a_head_turns_to_its_own_side_no_faster_than_heads_turn(side: Side, sign: int) -> None:
    person = Person("hanako")
    track = plan_of(person)[side]
    way = [front(person)[0], *track.stills]
    speeds = [abs(b - a) * FRAMES_A_SECOND for a, b in pairwise(yaws(tuple(way)))]
    assert max(speeds) < 120  # degrees a second
    assert track.loop is not None
    assert all(45 < sign * yaw < 60 for yaw in yaws(track.stills[track.loop :]))
    assert 0.5 <= track.loop / FRAMES_A_SECOND <= 1.0  # seconds under way


def test_people_blink_for_less_than_a_fifth_of_a_second_by_themselves() -> None:
    shut = [still for still in front(Person("hanako")) if still.figures[0].pose.eyes_closed]
    assert shut
    assert sum(still.hold for still in shut) / FRAMES_A_SECOND < 0.2


def test_who_does_not_blink_can_still_be_asked_to() -> None:
    plan = plan_of(Person("hanako", blinks=False))
    assert not any(still.figures[0].pose.eyes_closed for still in plan["front"].stills)
    assert plan["blink"].stills[0].figures[0].pose.eyes_closed > 0.9


def test_a_restless_head_is_as_quick_in_every_frame() -> None:
    stills = front(Person("hanako", restless=True, blinks=False))
    places = [still.figures[0].pose.shift for still in stills]
    steps = [math.dist(a, b) for a, b in pairwise([*places, places[0]])]
    assert min(steps) > 0.9 * max(steps) > 0.1
    assert {still.hold for still in stills} == {1}


def test_two_people_stand_apart() -> None:
    left, right = front(TwoPeople("ume", "ren"))[0].figures
    assert right.pose.shift[0] - left.pose.shift[0] > 1.6


def test_a_turned_head_turns_the_way_it_was_asked() -> None:
    assert min(yaws(front(Person("taro", yaw=25)))) > 15


@pytest.mark.parametrize("movement", ["left", "right"])
def test_a_flat_picture_is_turned_when_a_turn_is_asked_for(movement: Movement) -> None:
    held = plan_of(FlatPicture("ume"))[movement].stills[-1].flat
    assert held is not None
    assert (held.yaw > 30) == (movement == "left")
    assert abs(held.yaw) > 30


def test_a_film_turns_as_it_was_taken() -> None:
    film = ReplayOnPhone("ume", turns="right")
    assert set(plan_of(film)) == {"front"}
    shown = [still.flat.shows.pose.yaw for still in front(film) if still.flat]
    assert min(shown) < -35
    assert max(shown) < 5
    assert all(abs(a - b) < 8 for a, b in pairwise([*shown, shown[0]]))


def test_the_stranger_is_a_person_of_the_cast() -> None:
    assert stranger() == Person("stranger")
