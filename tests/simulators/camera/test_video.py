"""The simulated camera as a driver sees it: through OpenCV's own network client."""

import io
import threading
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from simulators.camera.frames import FrameStore, Studio
from simulators.camera.performance import Performance
from simulators.camera.plans import drawing_order, plan_of
from simulators.camera.scenes import FlatPicture, Nobody, Person, Scene, Swap
from simulators.camera.simulated_camera import SimulatedCamera
from simulators.camera.stills import KeyFrame
from simulators.guard import SimulatorRefused


def brightness(video: cv2.VideoCapture) -> float:
    ok, frame = video.read()
    assert ok
    return float(np.mean(frame))


def differs(one: bytes, other: bytes) -> float:
    images = [Image.open(io.BytesIO(jpeg)).convert("L").resize((160, 120)) for jpeg in (one, other)]
    return float(np.abs(np.subtract(*(np.asarray(image, float) for image in images))).mean())


def within(seconds: float, condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
    return False


def test_opencv_reads_frames_of_the_promised_size(camera: SimulatedCamera) -> None:
    video = cv2.VideoCapture(camera.url)
    ok, frame = video.read()
    assert ok
    assert frame.shape == (480, 640, 3)
    video.release()


def test_a_new_scene_arrives_in_a_running_stream(camera: SimulatedCamera) -> None:
    video = cv2.VideoCapture(camera.url)
    assert brightness(video) > 100
    camera.show(Person("jiro", light="dark"))
    assert within(5, lambda: brightness(video) < 60)
    camera.show(Nobody())
    assert within(5, lambda: brightness(video) > 100)
    video.release()


@pytest.mark.parametrize("scene", [Person("ren"), Swap(FlatPicture("ume"), Person("ren"))], ids=str)
def test_movements_that_were_rehearsed_wait_for_no_drawing(tmp_path: Path, scene: Scene) -> None:
    def draw(still: KeyFrame) -> tuple[bytes]:
        return (repr(still).encode(),)

    store = FrameStore(tmp_path, Studio(drawing_order, draw, 1, 15, packages=()), "frames")
    performance = Performance(store)
    performance.rehearse(scene)
    for actor in (scene.first, scene.then) if isinstance(scene, Swap) else (scene,):
        for movement in ("left", "right"):
            assert all(store.is_ready(still) for still in plan_of(actor)[movement].stills)
    performance.close()


def test_a_person_moves_and_keeps_the_pace_of_a_camera(camera: SimulatedCamera) -> None:
    camera.show(Person("ren"))
    video = cv2.VideoCapture(camera.url)
    _, first = video.read()
    begun = time.monotonic()

    def moved() -> bool:
        difference = cv2.absdiff(first, video.read()[1])
        return float(np.mean(difference)) > 1.0

    assert within(10, moved)
    for _ in range(15):
        video.read()
    assert time.monotonic() - begun > 0.5  # frames come in time, not as fast as they are read
    video.release()


def test_two_clients_watch_at_once(camera: SimulatedCamera) -> None:
    one, two = cv2.VideoCapture(camera.url), cv2.VideoCapture(camera.url)
    assert one.read()[0]
    assert two.read()[0]
    one.release()
    assert two.read()[0]
    two.release()


def test_a_lost_camera_drops_its_client_and_comes_back_at_the_same_address(
    camera: SimulatedCamera,
) -> None:
    url = camera.url
    video = cv2.VideoCapture(url)
    assert video.read()[0]
    camera.lose()
    assert within(5, lambda: not video.read()[0])
    assert not cv2.VideoCapture(url).isOpened()
    camera.restore()
    assert camera.url == url
    again = cv2.VideoCapture(url)
    assert again.read()[0]
    again.release()
    video.release()


def test_closing_leaves_no_thread_even_with_a_client_connected(cache: Path) -> None:
    before = set(threading.enumerate())
    with SimulatedCamera(cache) as camera:
        video = cv2.VideoCapture(camera.url)
        assert video.read()[0]
    assert set(threading.enumerate()) <= before
    video.release()


def test_frames_of_an_earlier_start_are_taken_from_the_folder(cache: Path) -> None:
    with SimulatedCamera(cache) as camera:
        camera.show(Person("ume"))
    kept = {file: file.stat().st_mtime_ns for file in cache.glob("*.jpg")}
    with SimulatedCamera(cache) as camera:
        camera.show(Person("ume"))
    assert {file: file.stat().st_mtime_ns for file in kept} == kept
    assert not [file for file in cache.iterdir() if file.suffix != ".jpg"]


def test_somebody_who_is_not_in_the_cast_is_an_error(camera: SimulatedCamera) -> None:
    with pytest.raises(KeyError):
        camera.show(Person("nobody-we-know"))


def test_the_camera_has_no_address_before_it_starts(cache: Path) -> None:
    with pytest.raises(RuntimeError):
        _ = SimulatedCamera(cache).url


@pytest.mark.parametrize("profile", ["production", "", "Development"])
def test_no_camera_outside_development_and_test(
    cache: Path, monkeypatch: pytest.MonkeyPatch, profile: str
) -> None:
    monkeypatch.setenv("UKETSUKE_PROFILE", profile)
    with pytest.raises(SimulatorRefused):
        SimulatedCamera(cache)


def test_no_two_frames_in_a_row_are_the_same_not_even_of_an_empty_room(
    camera: SimulatedCamera,
) -> None:
    video = cv2.VideoCapture(camera.url)
    frames = [video.read()[1] for _ in range(12)]
    assert all(np.any(one != other) for one, other in pairwise(frames))
    video.release()


def test_a_frozen_camera_delivers_one_frame_until_it_is_plugged_in_anew(
    camera: SimulatedCamera,
) -> None:
    camera.freeze()
    assert len({camera.frame(number) for number in range(6)}) == 1
    camera.restore()
    assert len({camera.frame(number) for number in range(6)}) > 1


def test_a_person_turns_and_comes_back_as_the_screen_asks(camera: SimulatedCamera) -> None:
    camera.show(Person("ren", blinks=False))
    before = camera.frame()
    camera.obey("turn_left")
    assert within(20, lambda: differs(before, camera.frame()) > 6)
    camera.obey("look_here")
    assert within(20, lambda: differs(before, camera.frame()) < 3)


def test_a_swapped_photograph_is_gone_when_a_movement_is_asked_for(
    camera: SimulatedCamera,
) -> None:
    camera.show(Swap(FlatPicture("ren"), Person("ume"), restored=True))
    photo = camera.frame()
    camera.obey("turn_right")
    assert differs(photo, camera.frame()) > 6
    camera.obey("look_here")
    assert differs(photo, camera.frame()) < 3


def test_who_is_swapped_after_the_turn_is_not_swapped_before_it(camera: SimulatedCamera) -> None:
    camera.show(Swap(Person("ren", blinks=False), FlatPicture("ume"), when="turned"))
    holder = camera.frame()
    camera.obey("look_here")
    assert differs(holder, camera.frame()) < 3
    camera.obey("turn_right")
    camera.obey("look_here")
    assert differs(holder, camera.frame()) > 6
