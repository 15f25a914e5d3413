"""The camera over the card, as a driver's network client sees it."""

import http.client
import io
import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from simulators.camera.card_face import CardFaceCamera
from simulators.camera.card_stills import STILLS, card_scene
from simulators.camera.simulated_camera import SimulatedCamera
from simulators.front.drawing import draw_front
from simulators.front.photograph import photograph
from simulators.front.shot import SHOTS
from simulators.guard import SimulatorRefused
from simulators.personas.cast import Persona, load_cast
from simulators.personas.looks import names

CAST = load_cast()
HANAKO = CAST["hanako"]


@pytest.fixture
def tray(cache: Path) -> Iterator[CardFaceCamera]:
    camera = CardFaceCamera(cache)
    camera.start()
    yield camera
    camera.close()


def get(url: str) -> tuple[int, bytes]:
    where = urlsplit(url)
    connection = http.client.HTTPConnection("127.0.0.1", where.port or 0, timeout=5)
    connection.request("GET", where.path)
    answer = connection.getresponse()
    try:
        return answer.status, answer.read()
    finally:
        connection.close()


def seen(camera: CardFaceCamera) -> NDArray[np.uint8]:
    jpeg = camera.frame()
    assert jpeg is not None
    return np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB"))


def alike(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> bool:
    """The same scene, whatever the noise, the sway and the JPEG."""
    size = (one.shape[1] // 8, one.shape[0] // 8)
    small = [np.asarray(Image.fromarray(p).resize(size), int) for p in (one, other)]
    return float(np.abs(small[0] - small[1]).mean()) < 4


def photo(persona: Persona | None, shot: str = "flat") -> NDArray[np.uint8]:
    return photograph(None if persona is None else draw_front(persona), SHOTS[shot])


def test_the_video_is_mjpeg_of_the_promised_size(camera: SimulatedCamera) -> None:
    camera.card_face.place_front(HANAKO)
    video = cv2.VideoCapture(camera.card_face_url)
    ok, frame = video.read()
    assert ok
    assert frame.shape == (720, 1280, 3)
    assert alike(np.asarray(frame[..., ::-1], np.uint8), photo(HANAKO))
    video.release()


def test_frames_differ_as_a_sensor_s_do_but_show_the_same_card(camera: SimulatedCamera) -> None:
    camera.card_face.place_front(HANAKO)
    video = cv2.VideoCapture(camera.card_face_url)
    frames: list[NDArray[np.uint8]] = []
    begun = time.monotonic()
    while len({frame.tobytes() for frame in frames}) < STILLS:
        frames.append(np.asarray(video.read()[1], np.uint8))
        assert time.monotonic() - begun < 30
    assert all(alike(frames[0], frame) for frame in frames)
    video.release()


def test_the_tray_is_empty_before_and_after_the_card(tray: CardFaceCamera) -> None:
    assert alike(seen(tray), photo(None))
    tray.place_front(HANAKO)
    assert alike(seen(tray), photo(HANAKO))
    tray.place_front(None)
    assert alike(seen(tray), photo(None))


@pytest.mark.parametrize("shot", SHOTS)
def test_every_named_shot_is_seen_at_once(tray: CardFaceCamera, shot: str) -> None:
    tray.place_front(HANAKO)
    tray.shoot(SHOTS[shot])
    assert alike(seen(tray), photo(HANAKO, shot))


def test_a_shot_stays_for_the_next_card(tray: CardFaceCamera) -> None:
    tray.shoot(SHOTS["upside_down"])
    tray.place_front(HANAKO)
    assert alike(seen(tray), photo(HANAKO, "upside_down"))


@pytest.mark.parametrize("kind", ["android", "iphone"])
def test_a_telephone_shows_no_card_face(tray: CardFaceCamera, kind: str) -> None:
    tray.place_front(replace(HANAKO, card_kind=kind))  # pyright: ignore[reportArgumentType]  parametrized literals
    assert alike(seen(tray), photo(None))


@pytest.mark.parametrize("kind", ["juki", "other"])
def test_a_card_of_another_kind_is_a_plain_card(tray: CardFaceCamera, kind: str) -> None:
    tray.place_front(replace(HANAKO, card_kind=kind))  # pyright: ignore[reportArgumentType]  parametrized literals
    plain = photograph(None, replace(SHOTS["flat"], subject="plain"))
    assert alike(seen(tray), plain)
    assert not alike(seen(tray), photo(None))


def test_every_card_of_the_cast_has_its_scene() -> None:
    for persona in CAST.values():
        scene = card_scene(persona, SHOTS["flat"])
        assert (scene.printed is not None) == (persona.card_kind == "my_number")
        assert not (persona.has_photo and scene.printed) or persona.key in names()


def test_what_was_placed_before_the_start_is_seen(cache: Path) -> None:
    camera = CardFaceCamera(cache)
    camera.place_front(HANAKO)
    assert camera.frame() is None
    camera.start()
    try:
        assert alike(seen(camera), photo(HANAKO))
    finally:
        camera.close()


def test_a_changed_print_is_never_shown_from_the_folder(tray: CardFaceCamera) -> None:
    tray.place_front(HANAKO)
    tray.place_front(replace(HANAKO, security_code="0000"))
    code = np.s_[520:580, 230:340]
    new = photo(replace(HANAKO, security_code="0000"))[code].astype(int)
    old = photo(HANAKO)[code].astype(int)
    now = seen(tray)[code]
    assert np.abs(now - new).mean() < np.abs(now - old).mean()


def test_prepared_fronts_are_taken_from_the_folder(tmp_path: Path) -> None:
    camera = CardFaceCamera(tmp_path)
    camera.start()
    try:
        camera.prepare(CAST["taro"])
        before = {file.name for file in tmp_path.glob("*.jpg")}
        other = CardFaceCamera(tmp_path)
        other.place_front(CAST["taro"])
        other.start()
        jpeg = other.frame()
        other.close()
    finally:
        camera.close()
    assert jpeg in {file.read_bytes() for file in tmp_path.glob("*.jpg") if file.name in before}


def test_a_lost_card_face_camera_drops_its_client_and_comes_back(camera: SimulatedCamera) -> None:
    camera.card_face.place_front(HANAKO)
    video = cv2.VideoCapture(camera.card_face_url)
    assert video.read()[0]
    camera.card_face.lose()
    deadline = time.monotonic() + 10
    while video.read()[0]:
        assert time.monotonic() < deadline
    assert get(camera.card_face_url)[0] == 503
    assert cv2.VideoCapture(camera.url).read()[0]  # the other camera is another device
    camera.card_face.restore()
    again = cv2.VideoCapture(camera.card_face_url)
    assert again.read()[0]
    again.release()
    video.release()


def test_closing_leaves_no_thread_with_a_client_at_the_card_face(cache: Path) -> None:
    before = set(threading.enumerate())
    with SimulatedCamera(cache) as camera:
        video = cv2.VideoCapture(camera.card_face_url)
        assert video.read()[0]
    assert set(threading.enumerate()) <= before
    video.release()


def test_the_front_is_never_logged_nor_shown(
    camera: SimulatedCamera,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with caplog.at_level(logging.DEBUG):
        camera.card_face.place_front(HANAKO)
        assert cv2.VideoCapture(camera.card_face_url).read()[0]
    scene = camera.card_face._seen
    said = caplog.text + "".join(capfd.readouterr()) + repr(camera.card_face) + repr(scene)
    for private in ("2285", "昭和", "青葉", "hanako"):
        assert private not in said


def test_the_names_of_the_kept_pictures_tell_nobody_s_name(tmp_path: Path) -> None:
    camera = CardFaceCamera(tmp_path)
    camera.place_front(HANAKO)
    camera.start()
    camera.close()
    assert all(set(file.stem) <= set("0123456789abcdef") for file in tmp_path.iterdir())


def test_no_card_face_camera_in_production(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UKETSUKE_PROFILE", "production")
    with pytest.raises(SimulatorRefused):
        CardFaceCamera(cache)
