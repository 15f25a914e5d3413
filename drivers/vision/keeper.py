"""Keeps one vision child: starts it, asks it one thing at a time, replaces it when it dies.

One thread keeps the child: starts it, hands its messages on, reaps it and starts the next one. The
thread that asks judges the child's silence and kills it; the keeper then sees the pipe end and
replaces it.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from drivers.vision.frames import FrameRing
from drivers.vision.launch import Child
from drivers.vision.settings import VisionSettings
from drivers.vision.wire import BrokenWireError, Kind, Message, wipe
from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault
from kiosk.ports.vision import CameraEvent

log = logging.getLogger(__name__)

_SHORTEST_PAUSE = 0.1  # seconds before a dead child is replaced; doubled while they keep dying
_LONGEST_PAUSE = 10.0
_GRACE = 2.0  # seconds a child may take to end when told to
_LATE = 2.0  # seconds beyond its time after which a request counts as hung

T = TypeVar("T")


class Task:
    """A request under way, as its own thread and the others see it."""

    def __init__(self, number: int, kind: Kind) -> None:
        self.number = number
        self.kind = kind
        self.stopped = threading.Event()
        self.inbox: queue.SimpleQueue[Message | None] = queue.SimpleQueue()  # None: look up

    def stop(self) -> None:
        """End it; whoever waits for it looks up."""
        self.stopped.set()
        self.inbox.put(None)


class Keeper:
    """The child, its replacement, and the one request it is busy with."""

    def __init__(self, settings: VisionSettings) -> None:
        self._settings = settings
        self._state = threading.Condition()  # guards everything below
        self._thread: threading.Thread | None = None
        self.ring: FrameRing | None = None
        self.child: Child | None = None  # only while ready
        self.starting: Child | None = None
        self._refusal = ""  # why the last child could not work
        self._task: Task | None = None
        self._stopping = False
        self._camera_lost = False
        self._numbers = 0
        self._one_at_a_time = threading.Lock()

    def start(self, report: Callable[[CameraEvent], None]) -> None:
        """Start the child and return at once; it warms up meanwhile."""
        with self._state:
            if self._thread is not None:
                raise RuntimeError("vision is started already")
            self._stopping = False
            self.ring = FrameRing.create(
                self._settings.preview_width, self._settings.preview_height
            )
            self._thread = threading.Thread(
                target=self._keep, args=(self.ring, report), name="vision-keeper"
            )
            self._thread.start()

    def stop(self) -> None:
        """End the child, its request and the thread, and wait for all. May be repeated."""
        with self._state:
            thread, self._thread = self._thread, None
            self._stopping = True
            if self._task is not None:
                self._task.stop()
            self._state.notify_all()
        if thread is not None:
            self._end(thread)
        with self._state:
            if self.ring is not None:
                self.ring.wipe()
                self.ring.close()
            self.ring = None

    def _end(self, thread: threading.Thread) -> None:
        end: Callable[[Child], None] = Child.say_goodbye
        while thread.is_alive():
            with self._state:
                child = self.child or self.starting
            if child is not None:
                end(child)
                end = Child.kill  # one that does not end when told to
            thread.join(_GRACE)

    # ------------------------------------------------------------------ a request

    def ask(
        self,
        kind: Kind,
        body: bytes,
        seconds: float,
        hear: Callable[[Message], T | None],
        wanted: Callable[[], bool] = lambda: True,
        code: str = "",
    ) -> T | None:
        """Send a request and return what `hear` makes of an answer; None when it was stopped.

        `hear` is called from this thread and returns None for messages that do not end the
        request; it may raise `DeviceFault`, as this does: vision `child_died`, `timed_out`,
        `model_missing`, `model_altered`, `not_started`. `wanted` is asked once `stop_asking` can
        end it: whoever stops while another request is still under way is heard too.
        """
        with self._one_at_a_time:
            task = self._begin(kind)
            try:
                child = self._ready_child(task) if wanted() else None
                if child is None:
                    return None
                child.send(Message(kind, task.number, code, seconds=seconds, body=body))
                return self._follow(task, child, time.monotonic() + seconds + _LATE, hear)
            except (BrokenWireError, DeviceFault) as broken:
                if task.stopped.is_set():  # nobody waits for the reason any more
                    return None
                if isinstance(broken, DeviceFault):
                    raise
                raise DeviceFault(Device.VISION, "child_died") from broken
            finally:
                with self._state:
                    self._task = None

    def stop_asking(self, kind: Kind) -> None:
        """End a request of this kind, if one is under way. Returns at once.

        `ask` returns as soon as the child has wiped what it held, or was killed for not doing so
        within `stop_seconds`.
        """
        with self._state:
            if self._task is not None and self._task.kind is kind:
                self._task.stop()
                self._state.notify_all()

    def running(self, kind: Kind) -> FrameRing | None:
        """Return the ring while a request of this kind runs and is not stopped, else None."""
        with self._state:
            task = self._task
            wanted = task is not None and task.kind is kind and not task.stopped.is_set()
            return self.ring if wanted else None

    def _begin(self, kind: Kind) -> Task:
        with self._state:
            if self._thread is None:
                raise DeviceFault(Device.VISION, "not_started")
            self._numbers += 1
            self._task = Task(self._numbers, kind)
            return self._task

    def _ready_child(self, task: Task) -> Child | None:
        """Wait for a warm child; None when stopped meanwhile."""
        deadline = time.monotonic() + self._settings.start_seconds
        with self._state:
            while self.child is None:
                if task.stopped.is_set():
                    return None
                if self._refusal:
                    raise DeviceFault(Device.VISION, self._refusal)
                left = deadline - time.monotonic()
                if left <= 0:
                    if self.starting is not None:
                        self.starting.kill()
                    raise DeviceFault(Device.VISION, "timed_out")
                self._state.wait(left)
            return None if task.stopped.is_set() else self.child

    def _follow(
        self, task: Task, child: Child, deadline: float, hear: Callable[[Message], T | None]
    ) -> T | None:
        stopping = False
        while True:
            if task.stopped.is_set() and not stopping:
                stopping, deadline = True, time.monotonic() + self._settings.stop_seconds
                child.send(Message(Kind.STOP, task.number))
            patience = min(self._settings.silence_seconds, deadline - time.monotonic())
            try:
                message = task.inbox.get(timeout=max(patience, 0.0))
            except queue.Empty:
                self._give_up(child)
                raise DeviceFault(Device.VISION, "timed_out") from None
            if message is None:
                self._check_alive(child)
            elif message.kind is Kind.GUIDANCE and stopping:
                continue
            elif (result := hear(message)) is not None:
                return result

    def _give_up(self, child: Child) -> None:
        """Kill it; whoever asks next waits for its successor, not for its funeral."""
        with self._state:
            if self.child is child:
                self.child = None
        child.kill()

    def _check_alive(self, child: Child) -> None:
        with self._state:
            if self.child is not child:
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
            self.starting = child
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
                self.child, self.starting, self._refusal = child, None, ""
                log.info("vision is ready: %s", message.code)
            elif message.kind is Kind.REFUSED:
                self._refusal = message.code
            elif self._task is not None and message.number == self._task.number:
                self._task.inbox.put(message)
            else:
                wipe(message.body)  # an answer nobody waits for any more
            self._state.notify_all()

    def _bury(self, child: Child, ring: FrameRing) -> None:
        with self._state:
            self.child = self.starting = None
            if self._task is not None:
                self._task.inbox.put(None)
            self._state.notify_all()
        code = child.reap()
        ring.wipe()  # a killed child did not
        if not self._stopping:
            log.warning("the vision child ended with %d and is replaced", code)
