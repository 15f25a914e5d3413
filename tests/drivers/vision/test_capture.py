import logging

import cv2
import numpy as np
import pytest

from drivers.vision import capture as capture_module
from drivers.vision import v4l2
from drivers.vision.capture import PictureRefusedError, as_bgr, introduce, open_capture
from drivers.vision.settings import VisionSettings
from drivers.vision.v4l2 import Identity
from tests.drivers.vision.captures import FakeCapture, Maker, asked_of, fourcc, noise

NODE = "/dev/v4l/by-id/usb-that-is-not-here-video-index0"


@pytest.fixture(autouse=True)
def _log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]


@pytest.mark.parametrize(
    ("source", "node"), [("0", "/dev/video0"), ("3", "/dev/video3"), (NODE, NODE)]
)
def test_the_configured_device_is_opened_and_no_other(source: str, node: str) -> None:
    maker = Maker(FakeCapture(opened=False))
    assert not open_capture(VisionSettings(camera=source), maker).isOpened()
    assert maker.opened == [(node, cv2.CAP_V4L2, [])]
    assert maker.capture.asked == []


def test_a_network_camera_is_opened_with_limits_and_asked_for_nothing() -> None:
    maker = Maker(FakeCapture())
    open_capture(VisionSettings(camera="rtsp://127.0.0.1/1"), maker)
    [(source, backend, limits)] = maker.opened
    assert (source, backend) == ("rtsp://127.0.0.1/1", cv2.CAP_FFMPEG)
    assert cv2.CAP_PROP_READ_TIMEOUT_MSEC in limits
    assert maker.capture.asked == []


def test_opencv_itself_says_that_an_absent_device_is_not_open() -> None:
    assert not open_capture(VisionSettings(camera=NODE)).isOpened()


@pytest.mark.parametrize(("name", "letters"), [("mjpeg", "MJPG"), ("yuyv", "YUYV")])
def test_format_size_and_pace_are_asked_the_format_first(name: str, letters: str) -> None:
    maker = Maker(FakeCapture())
    settings = VisionSettings(camera=NODE, width=1920, height=1080, fps=15, format=name)
    open_capture(settings, maker)
    asked = asked_of(maker.capture)
    assert maker.capture.asked[0] == (cv2.CAP_PROP_FOURCC, fourcc(letters))
    assert asked[cv2.CAP_PROP_FRAME_WIDTH] == 1920
    assert asked[cv2.CAP_PROP_FRAME_HEIGHT] == 1080
    assert asked[cv2.CAP_PROP_FPS] == 15


def test_what_the_camera_answers_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    answers = {cv2.CAP_PROP_FPS: 29.97}
    open_capture(VisionSettings(camera=NODE), Maker(FakeCapture(known=answers)))
    for said in ("format MJPG", "width 640", "height 480", "a second 29.97", "exposure automatic"):
        assert said in caplog.text
    assert [said for said in warnings(caplog) if "does not say what it is" not in said] == []


@pytest.mark.parametrize(
    ("setting", "answer", "said"),
    [
        (cv2.CAP_PROP_FRAME_WIDTH, 320, "width 640 asked, 320 answered"),
        (cv2.CAP_PROP_FPS, 10, "frames a second 30 asked, 10 answered"),
        (cv2.CAP_PROP_FPS, -1, "frames a second 30 asked, -1 answered"),
        (cv2.CAP_PROP_FOURCC, fourcc("YUYV"), "format MJPG asked, YUYV answered"),
        (cv2.CAP_PROP_FOURCC, -1, "format MJPG asked, -1 answered"),
    ],
)
def test_a_setting_that_is_refused_is_said(
    caplog: pytest.LogCaptureFixture, setting: int, answer: float, said: str
) -> None:
    open_capture(VisionSettings(camera=NODE), Maker(FakeCapture(known={setting: answer})))
    assert f"camera: {said}" in warnings(caplog)


def test_a_manual_exposure_is_set_after_automatic_is_off() -> None:
    maker = Maker(FakeCapture())
    open_capture(VisionSettings(camera=NODE, exposure=157), maker)
    exposing = {cv2.CAP_PROP_AUTO_EXPOSURE, cv2.CAP_PROP_EXPOSURE}
    assert [asked for asked in maker.capture.asked if asked[0] in exposing] == [
        (cv2.CAP_PROP_AUTO_EXPOSURE, 1),
        (cv2.CAP_PROP_EXPOSURE, 157),
    ]


def test_automatic_exposure_is_set_whatever_the_camera_was_left_at() -> None:
    maker = Maker(FakeCapture())
    open_capture(VisionSettings(camera=NODE), maker)
    assert (cv2.CAP_PROP_AUTO_EXPOSURE, 3) in maker.capture.asked
    assert cv2.CAP_PROP_EXPOSURE not in asked_of(maker.capture)


@pytest.mark.parametrize(("exposure", "what"), [(157, "157"), (None, "automatic")])
def test_an_exposure_that_is_refused_is_said(
    caplog: pytest.LogCaptureFixture, exposure: int | None, what: str
) -> None:
    stubborn = FakeCapture(refused=frozenset({cv2.CAP_PROP_AUTO_EXPOSURE}))
    open_capture(VisionSettings(camera=NODE, exposure=exposure), Maker(stubborn))
    assert f"camera: exposure {what} asked, refused" in warnings(caplog)


def test_a_virtual_camera_is_named(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    fed = Identity("v4l2 loopback", "HD Webcam", "platform:v4l2loopback-000")
    monkeypatch.setattr(v4l2, "identify", lambda node: fed)
    introduce(capture_module.Path("/dev/video7"))
    [said] = warnings(caplog)
    assert "HD Webcam" in said
    assert "VIRTUAL" in said


def test_a_device_that_does_not_answer_is_said_to_be_unknown(
    caplog: pytest.LogCaptureFixture,
) -> None:
    introduce(capture_module.Path("/dev/null"))
    assert "/dev/null does not say what it is" in caplog.text


def test_a_usual_picture_is_not_copied() -> None:
    picture = noise(1)
    assert as_bgr(picture, VisionSettings()) is picture


def test_grey_becomes_bgr_and_the_grey_one_is_forgotten() -> None:
    for grey in (np.full((4, 6), 90, np.uint8), np.full((4, 6, 1), 90, np.uint8)):
        picture = as_bgr(grey, VisionSettings())
        assert picture.shape == (4, 6, 3)
        assert (picture == 90).all()
        assert not grey.any()


def test_transparency_is_dropped() -> None:
    raw = np.dstack([noise(1), np.full((48, 64), 255, np.uint8)])
    assert (as_bgr(raw, VisionSettings()) == noise(1)).all()


def test_raw_yuyv_is_unpacked_where_it_was_asked_for() -> None:
    raw = np.full((4, 6, 2), 128, np.uint8)
    raw[..., 0] = 235  # white, in the range of video
    picture = as_bgr(raw.copy(), VisionSettings(format="yuyv"))
    assert picture.shape == (4, 6, 3)
    assert (picture >= 254).all()
    with pytest.raises(PictureRefusedError, match=r"\(4, 6, 2\) of uint8"):
        as_bgr(raw, VisionSettings(format="mjpeg"))


@pytest.mark.parametrize(
    "raw",
    [
        np.zeros((4, 6, 5), np.uint8),
        np.zeros((4, 6), np.uint16),
        np.zeros((4, 6, 3), np.float32),
        np.zeros((7,), np.uint8),
        np.zeros((0, 0, 3), np.uint8),
        np.zeros((2, 4, 6, 3), np.uint8),
    ],
    ids=lambda raw: f"{raw.shape} {raw.dtype}",
)
def test_what_is_no_picture_is_refused(
    raw: np.ndarray[tuple[int, ...], np.dtype[np.uint8]],
) -> None:
    with pytest.raises(PictureRefusedError):
        as_bgr(raw, VisionSettings())
