"""The camera: kept open, newest frame wins, reopened when lost.

Between matches the device stays open and its frames are grabbed and dropped unconverted. That costs
1.4 % of a core with a 640x480 MJPEG camera at 15 frames a second, spares the patient the opening
and the settling of the exposure, keeps the queue empty (a camera that is open but not read hands
out frames as old as its queue), and is how a lost camera is noticed before a patient needs it. One
frame a second is unpacked and forgotten: the library keeps the last one it unpacked in a buffer
that nobody else can overwrite, and that must not be the patient's who has left.

A camera whose pictures cannot be trusted (frozen, or no pictures at all) is lost too: it is opened
anew, and is back only once it shows something else.
"""

import logging
import math
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from drivers.vision.capture import Capture, PictureRefusedError, as_bgr, open_capture
from drivers.vision.pictures import Picture, wipe
from drivers.vision.settings import VisionSettings
from drivers.vision.stillness import Stillness
from kiosk.ports.vision import CameraEvent

log = logging.getLogger(__name__)

_SHORTEST_PAUSE = 0.25  # seconds between attempts to open, doubled
_LONGEST_PAUSE = 2.0
_IDLE_PAUSE = 1.0  # seconds between frames unpacked while nobody wants any
_MOST_KEPT = (
    8  # frames waiting to be looked at while none may be missed: half a second at 15 a second
)
_MOST_BROKEN = 10  # pictures in a row that do not unpack: one alone is a fault of the cable


@dataclass(frozen=True, repr=False)
class Frame:
    """A frame and when it was taken out of the device (monotonic seconds)."""

    number: int
    picture: Picture
    time: float


class Camera:
    """Reads the camera on a thread of its own; hands out each frame once.

    The newest only, unless `miss_none` was said: then in order, up to `_MOST_KEPT` late.

    `show` is given every wanted frame, also those that nobody has time for, on that thread; none
    any more once `watch` has returned from ceasing.
    """

    def __init__(
        self,
        settings: VisionSettings,
        report: Callable[[CameraEvent], None],
        *,
        show: Callable[[Picture, float], None] = lambda *_: None,
        opens: Callable[[VisionSettings], Capture] = open_capture,
    ) -> None:
        self._settings = settings
        self._report = report
        self._show = show
        self._opens = opens
        self._slot = threading.Condition()
        self._waiting: deque[Frame] = deque()
        self._most = 1  # that wait
        self._wanted = False
        self._ended = threading.Event()
        self._lost = False
        self._doubted = False  # whether the last pictures could not be trusted
        self._number = 0
        self._unpacked = -math.inf  # when the last frame was
        self._stillness = Stillness()
        self._black = False

    @property
    def lost(self) -> bool:
        """Whether the camera is gone, or not to be trusted, at the moment."""
        return self._lost

    def start(self) -> None:
        """Open the camera and read it until `end`."""
        threading.Thread(target=self.run, name="camera", daemon=True).start()

    def end(self) -> None:
        """Stop reading. The thread ends by itself after the frame it waits for."""
        self._ended.set()
        self.watch(wanted=False)

    def watch(self, *, wanted: bool) -> None:
        """Begin or cease to keep frames, the newest only; ceasing wipes those at hand."""
        with self._slot:
            self._wanted = wanted
            self._most = 1
            self._make_room(0)
            self._stillness.restart()
            self._unpacked = -math.inf  # so that the library's own buffer shows the next frame

    def miss_none(self) -> None:
        """Keep a few frames for who is busy for a moment, until `watch` is said again.

        A movement is one path only where its frames follow each other: one slow look, on a machine
        with other work, must not cost the person who moves the frames that came meanwhile.
        """
        with self._slot:
            self._most = _MOST_KEPT

    def next_frame(self, seconds: float) -> Frame | None:
        """Wait for a frame not yet handed out; the taker wipes it. None when none came."""
        with self._slot:
            self._slot.wait_for(lambda: bool(self._waiting), seconds)
            return self._waiting.popleft() if self._waiting else None

    def run(self) -> None:
        """Open, read and reopen until `end`: what the thread does."""
        pause = _SHORTEST_PAUSE
        while not self._ended.is_set():
            if self._serve():
                pause = _SHORTEST_PAUSE
            if not self._ended.is_set():
                self._tell(CameraEvent.CAMERA_LOST)
                self._ended.wait(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
        with self._slot:
            self._make_room(0)

    def _tell(self, event: CameraEvent) -> None:
        self._lost = event is CameraEvent.CAMERA_LOST
        self._report(event)

    def _serve(self) -> bool:
        """Open it and read it until it is lost; return whether what it showed can be trusted.

        What nothing here can cope with costs the camera, not its thread: a child with a dead camera
        thread would go on, and every match find nobody.
        """
        try:
            capture = self._opens(self._settings)
            try:
                return self._use(capture)
            finally:
                capture.release()
        except Exception as bug:  # noqa: BLE001 - whatever it is: lost, and opened anew
            self._doubt(f"what cannot be worked on ({type(bug).__name__})")
            return False

    def _use(self, capture: Capture) -> bool:
        if not (capture.isOpened() and capture.grab()):
            return False
        if not self._doubted:
            self._tell(CameraEvent.CAMERA_BACK)
        self._read(capture)
        return not self._doubted

    def _read(self, capture: Capture) -> None:
        broken = 0
        while not self._ended.is_set() and capture.grab():
            now = time.monotonic()
            if not (self._wanted or self._doubted) and now - self._unpacked < _IDLE_PAUSE:
                continue  # dropped as it came: neither converted nor kept
            self._unpacked = now
            whole, raw = capture.retrieve()
            broken = 0 if whole else broken + 1
            if broken > _MOST_BROKEN:
                self._doubt("no whole picture")
                return
            if whole and not self._take(raw):
                return

    def _take(self, raw: Picture) -> bool:
        """Keep a picture if one is wanted; False when the camera is not to be trusted."""
        try:
            picture = as_bgr(raw, self._settings)
        except PictureRefusedError as refusal:
            self._doubt(f"pictures that are none: {refusal}")
            return False
        with self._slot:
            self._make_room(self._most - 1)
            self._stillness.look(picture)
            if self._stillness.frozen:
                wipe(picture)
                self._doubt("the same picture again and again")
                return False
            if self._wanted:
                self._number += 1
                frame = Frame(self._number, picture, time.monotonic())
                self._waiting.append(frame)
                self._show(picture, frame.time)
                self._slot.notify_all()
            else:
                wipe(picture)
        self._note_black()
        self._trust()
        return True

    def _make_room(self, most: int) -> None:
        """Wipe the oldest, so that no more than so many wait."""
        while len(self._waiting) > most:
            wipe(self._waiting.popleft().picture)

    def _doubt(self, why: str) -> None:
        if not self._doubted:
            log.warning("the camera shows %s; it is opened anew until that changes", why)
        self._doubted = True

    def _trust(self) -> None:
        if self._doubted:
            self._doubted = False
            self._tell(CameraEvent.CAMERA_BACK)

    def _note_black(self) -> None:
        if self._stillness.black and not self._black:
            log.warning("the camera shows black: is its lens covered, or the light off?")
        self._black = self._stillness.black
