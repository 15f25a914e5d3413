"""The camera's thread, run in the test's own: a capture that ends ends the reading."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, repeat

import numpy as np
import pytest

from drivers.vision import camera
from drivers.vision.camera import Camera
from drivers.vision.settings import VisionSettings
from drivers.vision.stillness import FROZEN_AFTER
from kiosk.ports.vision import CameraEvent
from tests.drivers.vision.captures import FakeCapture, Raw, noise

LOST, BACK = CameraEvent.CAMERA_LOST, CameraEvent.CAMERA_BACK
PICTURES = 12


class Patience(threading.Event):
    """Waits no longer than it takes to note for how long it was asked to."""

    def __init__(self) -> None:
        super().__init__()
        self.pauses: list[float | None] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.pauses.append(timeout)
        return self.is_set()


class Shelf:
    """The cameras opened one after the other; the last one's end is the end of the test."""

    def __init__(self, *pictures: Iterable[Raw | None]) -> None:
        self.events: list[CameraEvent] = []
        self.captures = [FakeCapture(iter(shown)) for shown in pictures]
        self._left = iter(self.captures)
        self.patience = Patience()
        self.shown: list[int] = []
        self.camera = self.new_camera()

    def new_camera(self) -> Camera:
        made = Camera(VisionSettings(), self.events.append, show=self._show, opens=self._open)
        made._ended = self.patience
        return made

    def _show(self, picture: Raw, now: float) -> None:
        self.shown.append(int(picture[0, 0, 0]))

    def _open(self, settings: VisionSettings) -> FakeCapture:
        try:
            return next(self._left)
        except StopIteration:
            self.camera.end()
            return FakeCapture(opened=False)

    def run(self, *, wanted: bool = True) -> None:
        self.camera.watch(wanted=wanted)
        self.camera.run()


def noisy(count: int, start: int = 0) -> Iterator[Raw]:
    return (noise(start + i) for i in range(count))


def still(count: int) -> Iterator[Raw]:
    return (noise(99) for _ in range(count))


def test_a_camera_that_ends_is_lost_and_opened_again() -> None:
    shelf = Shelf(noisy(3), noisy(3))
    shelf.run(wanted=False)
    assert shelf.events == [BACK, LOST, BACK, LOST]
    assert all(capture.released for capture in shelf.captures)


def test_a_picture_that_cannot_be_shown_costs_the_camera_and_not_its_thread() -> None:
    shelf = Shelf(noisy(1), noisy(2, start=5))
    bugs = iter([True, False, False])

    def show(picture: Raw, now: float) -> None:
        if next(bugs):
            raise ValueError("a bug in what shows pictures")

    shelf.camera._show = show
    shelf.run()
    assert shelf.events == [BACK, LOST, BACK, LOST]


def test_a_device_that_answers_nonsense_when_it_is_opened_costs_no_thread_either() -> None:
    shelf = Shelf(noisy(2))
    nonsense = iter([True, False, False])

    def opens(settings: VisionSettings) -> FakeCapture:
        if next(nonsense):
            raise OverflowError("cannot convert float infinity to integer")
        return shelf._open(settings)

    shelf.camera._opens = opens
    shelf.run()
    assert shelf.events == [LOST, BACK, LOST]


def test_each_frame_is_handed_out_once_the_newest_only() -> None:
    numbers: list[int | None] = []
    pictures = noisy(5)
    shelf = Shelf(pictures)

    def take(when: Callable[[], bool] = lambda: True) -> None:
        frame = shelf.camera.next_frame(0)
        numbers.append(frame.number if frame else None)

    shelf.captures[0].after_each = take  # before each: of five, the last is never taken
    shelf.run()
    assert numbers == [None, None, 1, 2, 3, 4]


def slow_look(shelf: Shelf, then: Callable[[], None]) -> None:
    """Let all pictures of the only capture come while somebody looks at one frame."""
    calls = iter(range(100))

    def after_each() -> None:
        if next(calls) == PICTURES:
            then()

    shelf.captures[0].after_each = after_each
    shelf.camera.watch(wanted=True)
    shelf.camera.miss_none()
    shelf.camera.run()


def test_while_no_frame_may_be_missed_a_slow_look_costs_the_oldest_only() -> None:
    kept = list(noisy(PICTURES))
    shelf = Shelf(kept)
    numbers: list[int] = []

    def take_all() -> None:
        while frame := shelf.camera.next_frame(0):
            numbers.append(frame.number)

    slow_look(shelf, take_all)
    assert numbers == list(range(PICTURES - camera._MOST_KEPT, PICTURES))
    missed = kept[1 : PICTURES - camera._MOST_KEPT]
    assert not any(picture.any() for picture in missed)
    assert all(picture.any() for picture in kept[-camera._MOST_KEPT :])


def test_frames_that_wait_are_overwritten_when_nobody_wants_them_any_more() -> None:
    kept = list(noisy(PICTURES))
    shelf = Shelf(kept)
    slow_look(shelf, lambda: shelf.camera.watch(wanted=False))
    assert not any(picture.any() for picture in kept[1:])


def test_a_frame_not_taken_is_overwritten_by_the_next_and_at_the_end() -> None:
    kept = list(noisy(4))
    Shelf(kept).run()
    assert not any(picture.any() for picture in kept[1:])


def test_every_wanted_frame_is_shown_also_when_nobody_takes_it() -> None:
    kept = list(noisy(5))
    firsts = [int(picture[0, 0, 0]) for picture in kept]
    shelf = Shelf(kept)

    def cease_after_two() -> None:
        if len(shelf.shown) == 2:
            shelf.camera.watch(wanted=False)

    shelf.captures[0].after_each = cease_after_two
    shelf.run()
    assert shelf.shown == firsts[1:3]


@pytest.mark.parametrize(("pause", "unpacked"), [(3600.0, 1), (0.0, 4)])
def test_between_matches_a_frame_now_and_then_is_unpacked_over_the_last_patients(
    monkeypatch: pytest.MonkeyPatch, pause: float, unpacked: int
) -> None:
    monkeypatch.setattr(camera, "_IDLE_PAUSE", pause)
    kept = list(noisy(5))
    shelf = Shelf(kept)
    shelf.run(wanted=False)
    assert shelf.shown == []
    assert shelf.camera._number == 0
    assert sum(not picture.any() for picture in kept) == unpacked  # wiped at once


def test_a_frozen_camera_is_lost_until_it_shows_something_else() -> None:
    shelf = Shelf(still(FROZEN_AFTER + 5), still(5), still(5), noisy(3))
    shelf.run()
    assert shelf.events == [BACK, LOST, LOST, LOST, BACK, LOST]


def test_a_camera_that_stays_lost_is_tried_less_and_less_often() -> None:
    shelf = Shelf(*[[] for _ in range(5)], noisy(3), [])
    shelf.run()
    assert shelf.patience.pauses == [0.25, 0.5, 1.0, 2.0, 2.0, 0.25, 0.5]


def test_a_frozen_camera_too_is_tried_less_and_less_often() -> None:
    shelf = Shelf(still(FROZEN_AFTER + 5), still(5), still(5))
    shelf.run()
    assert shelf.patience.pauses[:3] == [0.25, 0.5, 1.0]


def test_a_frozen_camera_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    Shelf(still(FROZEN_AFTER + 5), still(5)).run()
    assert caplog.text.count("the same picture again and again") == 1


def test_a_camera_that_was_frozen_is_back_with_the_first_other_picture() -> None:
    shelf = Shelf(still(FROZEN_AFTER + 5), noisy(5))
    shelf.run()
    assert shelf.events == [BACK, LOST, BACK, LOST]


def test_a_frozen_camera_comes_back_also_between_matches() -> None:
    shelf = Shelf(still(FROZEN_AFTER + 5), noisy(5))
    shelf._left = iter(shelf.captures)
    opened = shelf.camera._opens

    def ceasing(settings: VisionSettings) -> FakeCapture:
        capture = opened(settings)
        if capture is shelf.captures[1]:
            shelf.camera.watch(wanted=False)
        assert isinstance(capture, FakeCapture)
        return capture

    shelf.camera._opens = ceasing
    shelf.run()
    assert shelf.events == [BACK, LOST, BACK, LOST]
    assert shelf.camera.next_frame(0) is None


def test_a_pause_between_matches_does_not_count_as_standing_still() -> None:
    half = FROZEN_AFTER - 10
    shelf = Shelf(still(2 * half))
    seen = iter(range(2 * half + 1))

    def cease_in_the_middle() -> None:
        if next(seen) == half:
            shelf.camera.watch(wanted=True)

    shelf.captures[0].after_each = cease_in_the_middle
    shelf.run()
    assert shelf.events == [BACK, LOST]
    assert not shelf.camera._doubted


@pytest.mark.parametrize("level", [0, 10, 255], ids=["off", "covered", "blinded"])
def test_a_picture_without_detail_is_not_frozen(level: int) -> None:
    flat = (np.full((48, 64, 3), level, np.uint8) for _ in range(3 * FROZEN_AFTER))
    shelf = Shelf(flat)
    shelf.run()
    assert shelf.events == [BACK, LOST]
    assert not shelf.camera._doubted


def test_black_is_said_once_and_again_when_it_comes_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def black() -> Iterator[Raw]:
        return (np.zeros((48, 64, 3), np.uint8) for _ in range(4))

    with caplog.at_level(logging.WARNING):
        Shelf(chain(black(), noisy(2), black())).run()
    assert caplog.text.count("the camera shows black") == 2


def test_a_picture_that_does_not_unpack_is_passed_over() -> None:
    shelf = Shelf(chain([None, None], noisy(1)))
    shelf.run()
    assert shelf.events == [BACK, LOST]
    assert shelf.camera._number == 1


def test_a_camera_that_never_unpacks_is_lost_until_one_does() -> None:
    shelf = Shelf(repeat(None), chain([None], noisy(1)))
    shelf.run()
    assert shelf.events == [BACK, LOST, BACK, LOST]


def test_pictures_that_are_none_are_refused_and_said(caplog: pytest.LogCaptureFixture) -> None:
    strange = [np.zeros((48, 64, 2), np.uint8)] * 2  # the first of a camera is passed over
    shelf = Shelf(strange, strange, noisy(2))
    shelf.run()
    assert shelf.events == [BACK, LOST, LOST, BACK, LOST]
    assert caplog.text.count("pictures that are none: (48, 64, 2) of uint8") == 1


def test_a_device_that_cannot_be_opened_is_lost() -> None:
    shelf = Shelf([])
    shelf.captures[0].opened = False
    shelf.run()
    assert shelf.events == [LOST]
