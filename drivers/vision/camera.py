"""The camera: kept open, newest frame wins, reopened when lost.

Between matches the device stays open and its frames are grabbed and dropped unconverted: nothing
is looked at until a match is asked for. That costs 1.4 % of a core with a
640x480 MJPEG camera at 15 frames a second, spares the patient the opening and the settling of the
exposure, keeps the queue empty (a camera that is open but not read hands out frames as old as its
queue), and is how a lost camera is noticed before a patient needs it.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from drivers.vision.pictures import Picture, wipe
from drivers.vision.settings import VisionSettings
from kiosk.ports.vision import CameraEvent

log = logging.getLogger(__name__)

_SHORTEST_PAUSE = 0.25  # seconds between attempts to open, doubled
_LONGEST_PAUSE = 2.0
_TIMEOUT_MS = 3000
_FROZEN_AFTER = 60  # equal frames in a row: sensor noise makes two equal ones impossible


@dataclass(frozen=True)
class Frame:
    """A frame and when it was taken out of the device (monotonic seconds)."""

    number: int
    picture: Picture
    time: float


def open_capture(settings: VisionSettings) -> cv2.VideoCapture:
    """Open a device number, a device path or a URL; look at `isOpened()`."""
    source = settings.camera
    if source.isdecimal() or source.startswith("/dev/"):
        capture = cv2.VideoCapture(int(source) if source.isdecimal() else source, cv2.CAP_V4L2)
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, settings.width)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, settings.height)
        capture.set(cv2.CAP_PROP_FPS, settings.fps)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        return capture
    limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, _TIMEOUT_MS]
    limits += [cv2.CAP_PROP_READ_TIMEOUT_MSEC, _TIMEOUT_MS]
    return cv2.VideoCapture(source, cv2.CAP_FFMPEG, limits)


class Camera:
    """Reads the camera on a thread of its own; hands out each frame once, the newest only."""

    def __init__(self, settings: VisionSettings, report: Callable[[CameraEvent], None]) -> None:
        self._settings = settings
        self._report = report
        self._slot = threading.Condition()
        self._newest: Frame | None = None
        self._wanted = False
        self._ended = False
        self._lost = False
        self._number = 0
        self._same = 0
        self._sample = b""
        self._black = False

    @property
    def lost(self) -> bool:
        """Whether the camera is gone at the moment."""
        return self._lost

    def start(self) -> None:
        """Open the camera and read it until `end`."""
        threading.Thread(target=self._run, name="camera", daemon=True).start()

    def end(self) -> None:
        """Stop reading. The thread ends by itself after the frame it waits for."""
        self._ended = True
        self.watch(wanted=False)

    def watch(self, *, wanted: bool) -> None:
        """Begin or cease to keep frames; ceasing wipes the one at hand."""
        with self._slot:
            self._wanted = wanted
            self._forget()
            self._sample, self._same = b"", 0

    def next_frame(self, seconds: float) -> Frame | None:
        """Wait for a frame not yet handed out; the taker wipes it. None when none came."""
        with self._slot:
            self._slot.wait_for(lambda: self._newest is not None, seconds)
            frame, self._newest = self._newest, None
            return frame

    def _forget(self) -> None:
        if self._newest is not None:
            wipe(self._newest.picture)
            self._newest = None

    def _run(self) -> None:
        pause = _SHORTEST_PAUSE
        while not self._ended:
            capture = open_capture(self._settings)
            if capture.isOpened() and capture.grab():
                pause = _SHORTEST_PAUSE
                self._tell(CameraEvent.CAMERA_BACK)
                self._read(capture)
            capture.release()
            if not self._ended:
                self._tell(CameraEvent.CAMERA_LOST)
                time.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)

    def _tell(self, event: CameraEvent) -> None:
        self._lost = event is CameraEvent.CAMERA_LOST
        self._report(event)

    def _read(self, capture: cv2.VideoCapture) -> None:
        while not self._ended and capture.grab():
            if not self._wanted:
                continue  # dropped as it came: neither converted nor kept
            whole, picture = capture.retrieve()
            if not whole:
                return
            self._put(np.asarray(picture, dtype=np.uint8))

    def _put(self, picture: Picture) -> None:
        with self._slot:
            self._forget()
            if not self._wanted:
                wipe(picture)
                return
            self._note_frozen(picture)
            self._number += 1
            self._newest = Frame(self._number, picture, time.monotonic())
            self._slot.notify_all()

    def _note_frozen(self, picture: Picture) -> None:
        sample = picture[::16, ::16].tobytes()
        self._same = self._same + 1 if sample == self._sample else 0
        self._sample = sample
        if self._same == _FROZEN_AFTER:
            log.warning("the camera has shown the same picture %d times", _FROZEN_AFTER)
        black = bool(picture.max() < 16)
        if black and not self._black:
            log.warning("the camera shows black")
        self._black = black
