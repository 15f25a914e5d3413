"""A movement in time: it begins where the head is, leaps over nothing, waits for the drawing."""

from collections.abc import Container
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.camera.performance import comes_in
from simulators.camera.plans import drawing_order, plan_of
from simulators.camera.playback import FRAMES_A_SECOND, REACTION, Playhead
from simulators.camera.scenes import FlatPicture, Movement, Person, Scene, Swap, stranger
from simulators.camera.stills import KeyFrame

HANAKO = Person("hanako")
FASTEST = 120.0  # degrees a second
MOVEMENTS: tuple[Movement, ...] = ("left", "right", "front", "blink")


class Film:
    """What a playhead shows, frame by frame."""

    def __init__(self, scene: Scene) -> None:
        self.playhead = Playhead(plan_of(scene), 0.0)
        self.seen: list[KeyFrame] = []
        self.drawn: Container[KeyFrame] = set(drawing_order(scene))
        self.run(1)

    def run(self, frames: int) -> "Film":
        for _ in range(frames):
            now = (len(self.seen) + 0.5) / FRAMES_A_SECOND
            self.seen.append(self.playhead.at(now, self.drawn.__contains__))
        return self

    def ask(self, movement: Movement) -> "Film":
        self.playhead.ask(movement)
        return self

    @property
    def yaws(self) -> list[float]:
        return [still.figures[0].pose.yaw for still in self.seen]


@given(asked=st.lists(st.tuples(st.sampled_from(MOVEMENTS), st.integers(1, 25)), max_size=8))
def test_no_head_turns_faster_than_heads_turn_whatever_is_asked(
    asked: list[tuple[Movement, int]],
) -> None:
    film = Film(HANAKO)
    for movement, frames in asked:
        film.ask(movement).run(frames)
    steps = [abs(b - a) for a, b in pairwise(film.yaws)]
    assert max(steps, default=0.0) * FRAMES_A_SECOND < FASTEST


@pytest.mark.parametrize(("side", "sign"), [("left", 1), ("right", -1)])
@pytest.mark.parametrize("begun", range(0, 34, 3))
def test_a_head_is_turned_within_two_seconds_and_stays_so(
    side: Movement, sign: int, begun: int
) -> None:
    film = Film(HANAKO).run(begun).ask(side).run(2 * FRAMES_A_SECOND)
    assert all(sign * yaw > 40 for yaw in film.run(30).yaws[-30:])
    assert all(abs(yaw) < 5 for yaw in film.ask("front").run(40).yaws[-20:])


def test_from_one_side_to_the_other_the_head_passes_the_front() -> None:
    film = Film(HANAKO).ask("left").run(20).ask("right").run(30)
    assert film.yaws[20] > 40
    assert film.yaws[-1] < -40
    assert any(abs(yaw) < 3 for yaw in film.yaws[20:])


def test_who_is_asked_to_blink_shuts_the_eyes_once_and_opens_them() -> None:
    film = Film(Person("hanako", blinks=False)).run(9).ask("blink").run(40)
    shut = [still.figures[0].pose.eyes_closed > 0.9 for still in film.seen]
    assert [now for before, now in pairwise(shut) if now != before] == [True, False]
    assert 0.2 < sum(shut) / FRAMES_A_SECOND < 0.5


def test_a_turn_waits_at_the_last_still_that_is_drawn() -> None:
    film = Film(HANAKO)
    drawn = set(plan_of(HANAKO)["front"].stills)
    turn = plan_of(HANAKO)["left"].stills
    film.drawn = drawn
    assert film.ask("left").run(30).seen[-1] == film.seen[0]
    drawn |= set(turn[:4])
    assert film.run(30).seen[-1] == turn[3]
    drawn |= set(turn)
    assert film.run(30).yaws[-1] > 40
    assert max(abs(b - a) for a, b in pairwise(film.yaws)) * FRAMES_A_SECOND < FASTEST


def test_nobody_moves_before_they_can_have_heard_and_the_last_word_counts() -> None:
    film = Film(Person("hanako", blinks=False)).ask("left").run(REACTION - 1).ask("front").run(40)
    assert max(abs(yaw) for yaw in film.yaws) < 5
    turning = film.ask("left").run(REACTION + 40).yaws
    assert max(turning) > 40


def test_who_cannot_move_rests() -> None:
    film = Film(FlatPicture("ume")).ask("blink").run(20)
    assert set(film.seen) <= set(plan_of(FlatPicture("ume"))["front"].stills)


def test_after_a_pause_in_which_nobody_looked_the_scene_is_where_it_would_be() -> None:
    looked, alone = Playhead(plan_of(HANAKO), 0.0), Playhead(plan_of(HANAKO), 0.0)
    for n in range(40):
        looked.at(n / FRAMES_A_SECOND, lambda _: True)
    later = 39.5 / FRAMES_A_SECOND
    assert alone.at(later, lambda _: True) == looked.at(later, lambda _: True)


def test_a_swap_happens_when_it_is_due_and_only_then() -> None:
    photo, face = FlatPicture("ume"), stranger()
    asked, turned = Swap(photo, face), Swap(face, Person("ume"), when="turned")
    assert [comes_in(asked, movement) for movement in MOVEMENTS] == [face, face, None, face]
    assert comes_in(Swap(photo, face, restored=True), "front") == photo
    assert [comes_in(turned, movement) for movement in MOVEMENTS] == [
        None,
        None,
        Person("ume"),
        None,
    ]
