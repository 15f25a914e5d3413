"""The parent's side of camera and match; implements `kiosk.ports.vision.Vision`.

Imports neither cv2 nor face_recognition nor numpy: cv2 rewrites Qt's paths in the environment, and
dlib would hold the interpreter's lock for 70 ms at a time. One thread keeps the child: starts it,
hands its messages on, reaps it and starts the next one. The thread that calls `match` judges the
child's silence and kills it; the keeper then sees the pipe end and replaces it.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable

from drivers.vision.frames import FrameRing
from drivers.vision.launch import Child
from drivers.vision.settings import VisionSettings
from drivers.vision.wire import LONGEST_BODY, BrokenWireError, Kind, Message
from kiosk.domain.face import FaceGuidance, FaceVerdict, MatchScore
from kiosk.domain.fault import Device
from kiosk.domain.holder import Portrait
from kiosk.ports.faults import DeviceFault
from kiosk.ports.vision import CameraEvent, FaceImpossible, FaceResult, PreviewFrame

log = logging.getLogger(__name__)

_SHORTEST_PAUSE = 0.1  # seconds before a dead child is replaced; doubled while they keep dying
_LONGEST_PAUSE = 10.0
_GRACE = 2.0  # seconds a child may take to end when told to
_LATE = 2.0  # seconds beyond its time after which a match counts as hung


class _Match:
    """A match under way, as its own thread and the others see it."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.stopped = threading.Event()
        self.inbox: queue.SimpleQueue[Message | None] = queue.SimpleQueue()  # None: look up

    def stop(self) -> None:
        self.stopped.set()
        self.inbox.put(None)


class VisionProcess:
    """Camera and match in a child process that is replaced when it dies or falls silent."""

    def __init__(self, settings: VisionSettings) -> None:
        self._settings = settings
        self._state = threading.Condition()  # guards everything below
        self._keeper: threading.Thread | None = None
        self._ring: FrameRing | None = None
        self._child: Child | None = None  # only while ready
        self._starting: Child | None = None
        self._refusal = ""  # why the last child could not work
        self._match: _Match | None = None
        self._stopping = False
        self._camera_lost = False
        self._numbers = 0
        self._one_at_a_time = threading.Lock()

    def start(self, report: Callable[[CameraEvent], None]) -> None:
        """Start the child and return at once; it warms up meanwhile."""
        with self._state:
            if self._keeper is not None:
                raise RuntimeError("vision is started already")
            self._stopping = False
            self._ring = FrameRing.create(
                self._settings.preview_width, self._settings.preview_height
            )
            self._keeper = threading.Thread(
                target=self._keep, args=(self._ring, report), name="vision-keeper"
            )
            self._keeper.start()

    def match(
        self, portrait: Portrait, seconds: float, guide: Callable[[FaceGuidance], None]
    ) -> FaceResult | FaceImpossible:
        """Compare the portrait with live frames; `guide` is called from the calling thread.

        Raises `DeviceFault`: vision `child_died`, `timed_out`, `model_missing`, `model_altered`,
        `not_started`; camera `camera_lost`.
        """
        if len(portrait.jpeg2000) > LONGEST_BODY:
            return FaceImpossible.PORTRAIT_UNUSABLE
        with self._one_at_a_time:
            match = self._begin()
            try:
                return self._compare(match, portrait, seconds, guide)
            except (BrokenWireError, DeviceFault) as broken:
                if match.stopped.is_set():  # nobody waits for the reason any more
                    return FaceImpossible.STOPPED
                if isinstance(broken, DeviceFault):
                    raise
                raise DeviceFault(Device.VISION, "child_died") from broken
            finally:
                with self._state:
                    self._match = None

    def stop_matching(self) -> None:
        """End a match under way. Returns at once; no preview is given from here on.

        `match` returns as soon as the child has wiped portrait and frames, or was killed for not
        doing so within `stop_seconds`.
        """
        with self._state:
            if self._match is not None:
                self._match.stop()
                self._state.notify_all()

    def preview(self) -> PreviewFrame | None:
        """Return a copy of the newest frame while a match runs, else None."""
        with self._state:
            if self._ring is None or self._match is None or self._match.stopped.is_set():
                return None
            return self._ring.newest()

    def stop(self) -> None:
        """End the child, its match and the keeper, and wait for all of them. May be repeated."""
        with self._state:
            keeper, self._keeper = self._keeper, None
            self._stopping = True
            if self._match is not None:
                self._match.stop()
            self._state.notify_all()
        if keeper is not None:
            self._end(keeper)
        with self._state:
            if self._ring is not None:
                self._ring.wipe()
                self._ring.close()
            self._ring = None

    def _end(self, keeper: threading.Thread) -> None:
        end: Callable[[Child], None] = Child.say_goodbye
        while keeper.is_alive():
            with self._state:
                child = self._child or self._starting
            if child is not None:
                end(child)
                end = Child.kill  # one that does not end when told to
            keeper.join(_GRACE)

    # ------------------------------------------------------------------ the match

    def _begin(self) -> _Match:
        with self._state:
            if self._keeper is None:
                raise DeviceFault(Device.VISION, "not_started")
            self._numbers += 1
            self._match = _Match(self._numbers)
            return self._match

    def _compare(
        self,
        match: _Match,
        portrait: Portrait,
        seconds: float,
        guide: Callable[[FaceGuidance], None],
    ) -> FaceResult | FaceImpossible:
        child = self._ready_child(match)
        if child is None:
            return FaceImpossible.STOPPED
        child.send(Message(Kind.MATCH, match.number, seconds=seconds, body=portrait.jpeg2000))
        return self._follow(match, child, time.monotonic() + seconds + _LATE, guide)

    def _ready_child(self, match: _Match) -> Child | None:
        """Wait for a warm child; None when stopped meanwhile."""
        deadline = time.monotonic() + self._settings.start_seconds
        with self._state:
            while self._child is None:
                if match.stopped.is_set():
                    return None
                if self._refusal:
                    raise DeviceFault(Device.VISION, self._refusal)
                left = deadline - time.monotonic()
                if left <= 0:
                    if self._starting is not None:
                        self._starting.kill()
                    raise DeviceFault(Device.VISION, "timed_out")
                self._state.wait(left)
            return None if match.stopped.is_set() else self._child

    def _follow(
        self, match: _Match, child: Child, deadline: float, guide: Callable[[FaceGuidance], None]
    ) -> FaceResult | FaceImpossible:
        stopping = False
        while True:
            if match.stopped.is_set() and not stopping:
                stopping, deadline = True, time.monotonic() + self._settings.stop_seconds
                child.send(Message(Kind.STOP, match.number))
            patience = min(self._settings.silence_seconds, deadline - time.monotonic())
            try:
                message = match.inbox.get(timeout=max(patience, 0.0))
            except queue.Empty:
                child.kill()
                raise DeviceFault(Device.VISION, "timed_out") from None
            if message is None:
                self._check_alive(child)
            elif message.kind is Kind.GUIDANCE:
                if not stopping:
                    guide(FaceGuidance(message.code))
            elif (result := _outcome(message)) is not None:
                return result

    def _check_alive(self, child: Child) -> None:
        with self._state:
            if self._child is not child:
                raise DeviceFault(Device.VISION, "child_died")

    # ------------------------------------------------------------------ the keeper's thread

    def _keep(self, ring: FrameRing, report: Callable[[CameraEvent], None]) -> None:
        pause = _SHORTEST_PAUSE
        while not self._stopping:
            worked = self._keep_one(ring, report)
            pause = _SHORTEST_PAUSE if worked else min(pause * 2, _LONGEST_PAUSE)
            with self._state:
                self._state.wait_for(lambda: self._stopping, pause)

    def _keep_one(self, ring: FrameRing, report: Callable[[CameraEvent], None]) -> bool:
        """Keep one child from its start to its end; return whether it ever was ready."""
        try:
            child = Child.start(self._settings, ring.descriptor)
        except (OSError, BrokenWireError):
            log.exception("the vision child could not be started")
            return False
        with self._state:
            self._starting = child
            if self._stopping:
                child.say_goodbye()
        worked = False
        try:
            while True:
                message = child.receive()
                worked = worked or message.kind is Kind.READY
                self._hand_on(child, message, report)
        except BrokenWireError:
            return worked
        finally:
            self._bury(child, ring)

    def _hand_on(
        self, child: Child, message: Message, report: Callable[[CameraEvent], None]
    ) -> None:
        if message.kind is Kind.CAMERA:
            event = CameraEvent(message.code)
            lost = event is CameraEvent.CAMERA_LOST
            if lost != self._camera_lost:  # a new child tells anew what is known already
                self._camera_lost = lost
                report(event)
            return
        with self._state:
            if message.kind is Kind.READY:
                self._child, self._starting, self._refusal = child, None, ""
                log.info("vision is ready: %s", message.code)
            elif message.kind is Kind.REFUSED:
                self._refusal = message.code
            elif self._match is not None and message.number == self._match.number:
                self._match.inbox.put(message)
            self._state.notify_all()

    def _bury(self, child: Child, ring: FrameRing) -> None:
        with self._state:
            self._child = self._starting = None
            if self._match is not None:
                self._match.inbox.put(None)
            self._state.notify_all()
        code = child.reap()
        ring.wipe()  # a killed child did not
        if not self._stopping:
            log.warning("the vision child ended with %d and is replaced", code)


def _outcome(message: Message) -> FaceResult | FaceImpossible | None:
    """Return what a message ends the match with, or None. Raises `DeviceFault` for a fault."""
    if message.kind is Kind.VERDICT:
        return FaceResult(FaceVerdict(message.code), MatchScore(message.score))
    if message.kind is Kind.IMPOSSIBLE:
        return FaceImpossible(message.code)
    if message.kind is Kind.FAULT:
        raise DeviceFault(Device.CAMERA, message.code)
    return None
