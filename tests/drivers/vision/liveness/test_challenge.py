import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.vision.liveness.challenge import Outcome, Progress
from drivers.vision.liveness.geometry import parallax
from drivers.vision.liveness.turn import Side
from drivers.vision.pictures import Feature
from drivers.vision.quality import Face
from kiosk.domain.face import FaceGuidance
from tests.drivers.vision.liveness.scenes import FLAT, HEAD, bent, face, folded, head, path, turned
from tests.drivers.vision.liveness.sessions import (
    ASKED,
    FRAME,
    FRONT,
    LIMITS,
    Session,
    feature,
    held,
    turn,
    whole,
)

SIDES = st.sampled_from(list(Side))


@pytest.mark.parametrize("side", list(Side))
def test_who_turns_where_asked_and_comes_back_has_passed(side: Side) -> None:
    session = Session(side)
    session.show(FRONT)
    assert ASKED[session.last.guidance] is side
    session.show([*turn(side), *held(side.sign * 38.0)])
    assert session.last == Progress(FaceGuidance.LOOK_HERE)
    assert session.show([*path(head, side.sign * 38.0, 0), *FRONT]) is Outcome.PASSED


def test_landmarks_that_tremble_at_the_limit_do_not_undo_a_turn() -> None:
    session = Session(Side.LEFT)
    session.show([*FRONT, *turn(Side.LEFT, 30.0), *[head(30), head(25)] * 3])
    assert session.show([*path(head, 30, 0), *FRONT]) is Outcome.PASSED


def test_a_turn_taken_back_before_it_was_seen_long_enough_does_not_count() -> None:
    session = Session(Side.LEFT)
    glance = [*FRONT, *path(head, 0, 29, 0, step=10), *FRONT]
    assert session.show(glance, step=2 * FRAME) is Outcome.GOING_ON
    assert ASKED[session.last.guidance] is Side.LEFT


def test_sides_are_drawn_at_random() -> None:
    drawn: set[FaceGuidance] = set()
    for seed in range(12):
        session = Session(seed=seed)
        session.show(FRONT)
        drawn.add(session.last.guidance)
    assert drawn == set(ASKED)


@pytest.mark.parametrize("side", list(Side))
def test_a_turn_to_the_other_side_ends_it(side: Side) -> None:
    other = Side.RIGHT if side is Side.LEFT else Side.LEFT
    session = Session(side)
    assert session.show(whole(other)) is Outcome.NOT_LIVE
    assert session.show(whole(side)) is Outcome.NOT_LIVE


def test_a_glance_to_the_other_side_put_right_does_not_end_it() -> None:
    session = Session(Side.LEFT)
    assert session.show([*FRONT, *path(head, 0, -18, 0)]) is Outcome.GOING_ON
    assert session.show(whole(Side.LEFT)) is Outcome.PASSED


@given(SIDES, st.floats(0, 22), st.lists(st.floats(-20, 60), max_size=6))
def test_never_passed_without_a_turn_to_the_asked_side(
    side: Side, little: float, stops: list[float]
) -> None:
    away = [min(little, stop) * side.sign for stop in stops]  # never far to the asked side
    session = Session(side)
    assert session.show(path(head, 0, *away, 0) + FRONT) is not Outcome.PASSED


MOVES = st.tuples(
    st.floats(-2, 2), st.floats(-2, 2), st.floats(-2, 2), st.floats(-2, 2), st.floats(-30, 30)
)


@given(SIDES, st.lists(MOVES, min_size=1, max_size=40), st.booleans())
def test_never_passed_by_affine_images_of_a_flat_face(
    side: Side, moves: list[tuple[float, float, float, float, float]], bendable: bool
) -> None:
    session = Session(side)
    session.show([face((x, y) for x, y, _ in FLAT)] * 6)
    for a, b, c, d, shift in moves:
        image = [(a * x + b * y, c * x + d * y) for x, y, _ in FLAT]
        session.show([face(image, at=(320 + shift, 240))] * (4 if bendable else 1))
    session.show([face((x, y) for x, y, _ in FLAT)] * 6)
    assert session.challenge.outcome is not Outcome.PASSED


@given(
    SIDES,
    st.one_of(
        st.builds(bent, st.floats(0.5, 5), st.floats(-45, 45), st.floats(-0.3, 0.3)),
        st.builds(bent, st.floats(-5, -0.5), st.floats(-45, 45), st.floats(-0.3, 0.3)),
        st.builds(folded, st.floats(-30, 30)),
    ),
    st.floats(0, 45),
)
def test_never_passed_by_a_bent_or_folded_picture_turned(
    side: Side, shape: tuple[tuple[float, float, float], ...], most: float
) -> None:
    session = Session(side)
    yaw = side.sign * most
    show = [
        face(turned(shape, at, near=0.07)) for at in [0, *np.linspace(0, yaw, 12), *[yaw] * 6, 0]
    ]
    assert session.show(show) is not Outcome.PASSED


@pytest.mark.parametrize("side", list(Side))
def test_a_bent_picture_held_aslant_while_it_was_compared_gains_nothing_by_it(side: Side) -> None:
    shape = bent(1.5, side.sign * 45)

    def picture(yaw: float) -> Face:
        return face(turned(shape, side.sign * yaw, 15, 0.2))

    session = Session(side, front=[picture(-55)] * 5)
    show = [*[picture(-55)] * 6, *path(picture, -55, 60), *[picture(60)] * 6]
    assert session.show([*show, *path(picture, 60, -55), *[picture(-55)] * 6]) is Outcome.GOING_ON


@given(st.floats(0, 0.35), SIDES)
def test_no_time_over_ever_passes(step: float, side: Side) -> None:
    session = Session(side)
    session.show([head(0)] * 3, step=(LIMITS.presence.seconds + 0.1) / 2 + step)
    assert session.show(whole(side)) is Outcome.NOT_LIVE


def test_who_does_nothing_runs_out_of_time() -> None:
    session = Session()
    frames = int(LIMITS.presence.seconds / FRAME)
    assert session.show([head(0)] * (frames - 5)) is Outcome.GOING_ON
    assert session.show([head(0)] * 10) is Outcome.NOT_LIVE


def test_a_turn_back_that_comes_too_late_does_not_pass() -> None:
    session = Session(Side.LEFT)
    session.show([*FRONT, *turn(Side.LEFT), *held(38.0)])
    session.now += LIMITS.presence.seconds
    assert session.show([*path(head, 38, 0), *FRONT]) is Outcome.NOT_LIVE


def test_another_face_in_another_place_is_an_attack() -> None:
    session = Session()
    session.show(FRONT)
    moved = dataclasses.replace(head(0), left=head(0).left + 400)
    assert session.show([moved]) is Outcome.ATTACK


def test_a_face_suddenly_much_larger_is_an_attack() -> None:
    session = Session()
    session.show(FRONT)
    assert session.show([face(turned(HEAD, 0), eyes=130)]) is Outcome.ATTACK


@pytest.mark.parametrize("side", list(Side))
def test_two_pictures_held_up_in_turn_have_no_way_between_them(side: Side) -> None:
    session = Session(side)
    yaw = side.sign * 38.0
    for _ in range(3):
        assert session.show([*FRONT, *held(yaw)]) is Outcome.GOING_ON
    assert session.last.guidance is FaceGuidance.LOOK_HERE


def test_a_stranger_who_does_the_turn_is_not_the_person() -> None:
    session = Session(Side.LEFT)
    session.show(FRONT)
    assert session.show([*turn(Side.LEFT), *held(38)], who=feature(0.2)) is Outcome.NOT_LIVE


def test_a_stranger_alike_who_steps_in_for_the_turn_is_not_the_person() -> None:
    """A picture for the match, somebody who lives for the turn, the picture again at the end."""
    session = Session(Side.LEFT)
    session.show(FRONT)
    alike = feature(LIMITS.identity.turned + 0.05)
    session.now += LIMITS.presence.most_gap
    session.show([*FRONT, *turn(Side.LEFT), *held(38.0)], who=alike)
    assert session.show([*path(head, 38.0, 0), *FRONT]) is Outcome.NOT_LIVE


@pytest.mark.parametrize("who", [feature(0.45), feature(-0.8)])
def test_a_stranger_who_comes_back_is_not_the_person(who: Feature) -> None:
    session = Session(Side.LEFT)
    session.show([*FRONT, *turn(Side.LEFT), *held(38)])
    assert session.show([*path(head, 38, 0), *FRONT], who=who) is Outcome.NOT_LIVE


def test_who_turns_so_far_that_the_face_is_lost_may_come_back_and_turn_again() -> None:
    session = Session(Side.LEFT)
    session.show([*FRONT, *turn(Side.LEFT)])
    for _ in range(30):  # a second
        session.sight([])
    assert session.last == Progress(FaceGuidance.NO_FACE)
    assert session.show([*held(38), *path(head, 38, 0), *FRONT]) is Outcome.GOING_ON  # unseen
    assert session.show(whole(Side.LEFT)) is Outcome.PASSED


def test_nobody_for_too_long_ends_it() -> None:
    session = Session(Side.LEFT)
    session.show(FRONT)
    for _ in range(50):
        session.sight([])
    assert session.challenge.outcome is Outcome.NOT_LIVE


def test_a_machine_that_sees_three_frames_a_second_refuses_nobody_for_it() -> None:
    session = Session(Side.LEFT)
    assert session.show(FRONT, step=0.3) is Outcome.GOING_ON
    assert session.show(FRONT[:3], step=0.4) is Outcome.GOING_ON
    assert session.show(whole(Side.LEFT)) is Outcome.PASSED


def test_a_second_face_ends_it() -> None:
    session = Session(Side.LEFT)
    session.show(FRONT)
    session.sight([head(0), head(1)])
    assert session.last == Progress(FaceGuidance.SEVERAL_FACES)
    for _ in range(2):
        session.sight([head(0), head(1)])
    assert session.challenge.outcome is Outcome.NOT_LIVE


def test_the_same_frame_again_and_again_proves_nothing() -> None:
    session = Session(Side.LEFT)
    session.show(whole(Side.LEFT), step=0.0)
    assert session.challenge.outcome is Outcome.GOING_ON


def test_what_has_ended_stays_ended() -> None:
    session = Session(Side.LEFT)
    session.show(FRONT)
    session.show([*turn(Side.LEFT), *held(38)], who=feature(0.0))
    assert session.show(whole(Side.LEFT)) is Outcome.NOT_LIVE


def test_landmarks_that_leap_while_the_head_is_turned_do_not_break_the_turn() -> None:
    session = Session(Side.LEFT)
    session.show([*FRONT, *turn(Side.LEFT)])
    leaping = [head(38.0), head(62.0)] * 3
    assert abs(parallax(leaping[1]) - parallax(leaping[0])) > LIMITS.turn.most_rate * 2 * FRAME
    session.show(leaping)
    session.show([*path(head, 38.0, 0.0), *FRONT])
    assert session.challenge.outcome is Outcome.PASSED
