"""Opening a camera: the one that is configured and no other, as it is configured, and said so."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision import v4l2
from drivers.vision.pictures import Picture
from drivers.vision.settings import FORMATS, VisionSettings

log = logging.getLogger(__name__)

_TIMEOUT_MS: Final = 3000
_BUFFERS: Final = 2  # one is filled while the other is unpacked; more would hand out older frames
# V4L2_CID_EXPOSURE_AUTO; cameras on USB know "aperture priority" as their automatic, others "auto"
_MANUAL: Final = 1
_AUTOMATIC: Final = (3, 0)


class Capture(Protocol):
    """What is used of `cv2.VideoCapture`."""

    def isOpened(self) -> bool: ...  # noqa: N802  # OpenCV's name
    def set(self, setting: int, value: float, /) -> bool: ...
    def get(self, setting: int, /) -> float: ...
    def grab(self) -> bool: ...
    def retrieve(self) -> tuple[bool, NDArray[Any]]: ...
    def release(self) -> None: ...


Make = Callable[[str, int, Sequence[int]], Capture]
"""Opens a source with an OpenCV backend and its parameters."""


class PictureRefusedError(Exception):
    """The camera hands out something that is no picture; carries its shape and kind only."""


def open_capture(settings: VisionSettings, make: Make = cv2.VideoCapture) -> Capture:
    """Open a device number, a device path or a URL; look at `isOpened()`."""
    node = v4l2.node_of(settings.camera)
    if node is None:
        limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, _TIMEOUT_MS]
        limits += [cv2.CAP_PROP_READ_TIMEOUT_MSEC, _TIMEOUT_MS]
        return make(settings.camera, cv2.CAP_FFMPEG, limits)
    capture = make(str(node), cv2.CAP_V4L2, [])
    if capture.isOpened():
        introduce(node)
        ask(capture, settings)
    return capture


def introduce(node: Path) -> None:
    """Log which camera this is, whether a program makes its pictures, and its better name."""
    try:
        identity = v4l2.identify(node)
    except OSError as refusal:
        log.warning("camera: %s does not say what it is: %s", node, refusal.strerror)
        return
    log.info("camera: %s is %s", node, identity)
    if v4l2.is_virtual(identity, v4l2.place_of(node)):
        log.warning("camera: %s is VIRTUAL: a program makes its pictures, no lens", identity)
    stable = v4l2.stable_name(node)
    if stable is not None:
        log.info("camera: name it %s; %s changes when another camera is plugged in", stable, node)


def ask(capture: Capture, settings: VisionSettings) -> None:
    """Ask for format, size, pace and exposure; log what the camera makes of it."""
    wanted = [
        ("format", cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*FORMATS[settings.format])),
        ("width", cv2.CAP_PROP_FRAME_WIDTH, settings.width),
        ("height", cv2.CAP_PROP_FRAME_HEIGHT, settings.height),
        ("frames a second", cv2.CAP_PROP_FPS, settings.fps),
    ]
    for _, setting, value in wanted:  # the format first: sizes depend on it
        capture.set(setting, value)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, _BUFFERS)
    _expose(capture, settings.exposure)
    for name, setting, value in wanted:
        answer = capture.get(setting)
        shown = _letters if setting == cv2.CAP_PROP_FOURCC else _figure
        if abs(answer - value) < 1:
            log.info("camera: %s %s", name, shown(answer))
        else:
            log.warning("camera: %s %s asked, %s answered", name, shown(value), shown(answer))


def _expose(capture: Capture, exposure: int | None) -> None:
    if exposure is None:
        if any(capture.set(cv2.CAP_PROP_AUTO_EXPOSURE, way) for way in _AUTOMATIC):
            log.info("camera: exposure automatic")
        else:
            log.warning("camera: exposure automatic asked, refused")
        return
    manual = capture.set(cv2.CAP_PROP_AUTO_EXPOSURE, _MANUAL)
    if manual and capture.set(cv2.CAP_PROP_EXPOSURE, exposure):
        log.info("camera: exposure %s", _figure(capture.get(cv2.CAP_PROP_EXPOSURE)))
    else:
        log.warning("camera: exposure %d asked, refused", exposure)


def _figure(value: float) -> str:
    return f"{value:g}"


def _letters(code: float) -> str:
    letters = (int(code) & 0xFFFFFFFF).to_bytes(4, "little")
    return letters.decode("ascii", errors="replace") if letters.isalnum() else _figure(code)


def as_bgr(raw: NDArray[Any], settings: VisionSettings) -> Picture:
    """Return a picture as BGR; the same array where it is so already.

    OpenCV unpacks MJPEG and YUYV itself; some cameras answer with grey or with raw YUYV all the
    same. Raises `PictureRefusedError` for anything else.
    """
    depth = raw.shape[2] if raw.ndim == 3 else 1
    conversions = {1: cv2.COLOR_GRAY2BGR, 4: cv2.COLOR_BGRA2BGR}
    if settings.format == "yuyv":
        conversions[2] = cv2.COLOR_YUV2BGR_YUY2
    known = depth == 3 or depth in conversions
    if raw.dtype != np.uint8 or raw.ndim not in {2, 3} or not raw.size or not known:
        raise PictureRefusedError(f"{raw.shape} of {raw.dtype}")
    if depth == 3:
        return raw
    picture = cv2.cvtColor(raw, conversions[depth])
    raw[:] = 0
    return np.asarray(picture, dtype=np.uint8)
