"""Keeps one vision child: starts it, hands on what it says, replaces it when it dies.

One thread does so. Whoever asks the child for something (`asking`) judges its silence and gives it
up; the keeper then sees its pipe end, reaps it and starts the next one.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from typing import Final

from drivers.vision.frames import FrameRing
from drivers.vision.launch import Child
from drivers.vision.settings import VisionSettings
from drivers.vision.wire import BrokenWireError, Kind, Message, wipe
from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault
from kiosk.ports.vision import CameraEvent

log = logging.getLogger(__name__)

_SHORTEST_PAUSE: Final = 0.1  # seconds before a dead child is replaced; doubled while they die soon
_LONGEST_PAUSE: Final = 10.0
_STEADY: Final = 10.0  # seconds a child must have been ready for its death not to be a soon one
_GRACE: Final = 2.0  # seconds a child may take to end when told to

Start = Callable[[VisionSettings, int], Child]
"""Starts a child with its settings and the ring's descriptor, as `Child.start`."""


class Task:
    """A request under way, as its own thread and the keeper see it; guarded by the keeper."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.number = 0  # what the child asked last was told; answers to any other are dropped
        self.asked = False  # a child works on it
        self.stopped = threading.Event()
        self.inbox: queue.SimpleQueue[Message | None] = queue.SimpleQueue()  # None: look up

    def renew(self, number: int) -> None:
        """Begin to wait for a child's answer; what its predecessor said is forgotten."""
        self.number, self.asked = number, True
        self.inbox = queue.SimpleQueue()

    def stop(self) -> None:
        """End it; whoever waits for it looks up."""
        self.stopped.set()
        self.inbox.put(None)


class Keeper:
    """The child, its successors, and the one request it is busy with."""

    def __init__(self, settings: VisionSettings, start: Start = Child.start) -> None:
        self._settings = settings
        self._start = start
        self._state = threading.Condition()  # guards everything below
        self._thread: threading.Thread | None = None
        self.ring: FrameRing | None = None
        self.child: Child | None = None  # only while ready
        self.starting: Child | None = None
        self._refusal = ""  # why the last child could not work
        self._task: Task | None = None
        self._still = False  # the ring holds a portrait that is to be seen
        self._stopping = False
        self._camera_lost = False
        self._numbers = 0

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

    # ------------------------------------------------------------------ for whoever asks

    def begin(self, kind: Kind) -> Task:
        """Note that a request is under way; a still goes before another picture may come.

        Raises `DeviceFault` vision `not_started`.
        """
        with self._state:
            if self._thread is None:
                raise DeviceFault(Device.VISION, "not_started")
            if kind is not Kind.READ_FRONT:
                self.forget_still()
            self._task = Task(kind)
            return self._task

    def end(self) -> None:
        """Note that the request is over: what the child still says of it is dropped."""
        with self._state:
            self._task = None

    def ready_child(self, task: Task, seconds: float, wait: Callable[[], None]) -> Child | None:
        """Return a warm child with a number of its own for the task; None when it was stopped.

        `wait` is called first when there is none yet. Raises `DeviceFault`: why children cannot
        work at all, or `timed_out`.
        """
        with self._state:
            cold = self.child is None and not self._refusal
        if cold:
            wait()
        with self._state:
            self._state.wait_for(
                lambda: self.child or self._refusal or task.stopped.is_set(), max(seconds, 0.0)
            )
            if task.stopped.is_set():
                return None
            if self.child is None:
                raise DeviceFault(Device.VISION, self._refusal or "timed_out")
            self._numbers += 1
            task.renew(self._numbers)
            return self.child

    def is_here(self, child: Child) -> bool:
        """Say whether this child is still the one that works."""
        with self._state:
            return self.child is child

    def give_up(self, task: Task, child: Child) -> None:
        """Kill it; whoever asks next waits for its successor, not for its funeral."""
        with self._state:
            task.asked = False
            if self.child is child:
                self.child = None
        child.kill()

    def stop_asking(self, kind: Kind) -> None:
        """End a request of this kind, if one is under way. Returns at once."""
        with self._state:
            if self._task is not None and self._task.kind is kind:
                self._task.stop()
                self._state.notify_all()

    def running(self, kind: Kind) -> FrameRing | None:
        """Return the ring while a child works on a request of this kind that is not stopped."""
        with self._state:
            task = self._task
            if task is None or task.kind is not kind or task.stopped.is_set() or not task.asked:
                return None
            return self.ring

    def keep_still(self) -> bool:
        """Let what the child has put into the ring be seen from now on.

        False, and it is gone, where the request under way is stopped: no moment lies between its
        answer and this in which a stop would be lost.
        """
        with self._state:
            self._still = True
            if self._task is None or self._task.stopped.is_set():
                self.forget_still()
            return self._still

    def forget_still(self) -> None:
        """Overwrite a still, if there is one. Returns at once."""
        with self._state:
            if self._still and self.ring is not None:
                self.ring.wipe()
            self._still = False

    def still(self) -> FrameRing | None:
        """Return the ring while it holds a still that is to be seen."""
        with self._state:
            return self.ring if self._still else None

    # ------------------------------------------------------------------ the keeper's thread

    def _keep(self, ring: FrameRing, report: Callable[[CameraEvent], None]) -> None:
        pause = _SHORTEST_PAUSE
        while not self._stopping:
            steady = self._keep_one(ring, report)
            pause = _SHORTEST_PAUSE if steady else min(pause * 2, _LONGEST_PAUSE)
            with self._state:
                self._state.wait_for(lambda: self._stopping, pause)

    def _keep_one(self, ring: FrameRing, report: Callable[[CameraEvent], None]) -> bool:
        """Keep one child from its start to its end; return whether it was ready for long."""
        try:
            child = self._start(self._settings, ring.descriptor)
        except (OSError, BrokenWireError):
            log.exception("the vision child could not be started")
            return False
        with self._state:
            self.starting = child
            if self._stopping:
                child.say_goodbye()
        hurry = threading.Timer(self._settings.start_seconds, child.kill)
        hurry.start()
        ready_since = float("inf")
        try:
            while True:
                message = child.receive()
                if message.kind in {Kind.READY, Kind.REFUSED}:
                    hurry.cancel()
                    ready_since = time.monotonic()
                self._hand_on(child, message, report)
        except BrokenWireError:
            return time.monotonic() - ready_since > _STEADY
        finally:
            hurry.cancel()
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
                self._refuse(message)
            elif (task := self._task) and task.asked and task.number == message.number:
                task.inbox.put(message)
            else:
                wipe(message.body)  # an answer nobody waits for any more
            self._state.notify_all()

    def _refuse(self, refused: Message) -> None:
        if refused.code != self._refusal:  # tried again and again: said once
            log.error("no face is compared: %s: %s", bytes(refused.body).decode(), refused.code)
        self._refusal = refused.code

    def _bury(self, child: Child, ring: FrameRing) -> None:
        with self._state:
            self.child = self.starting = None
            self._still = False
            if self._task is not None:
                self._task.asked = False
                self._task.inbox.put(None)
            self._state.notify_all()
        code = child.reap()
        ring.wipe()  # a killed child did not
        if not self._stopping:
            log.warning("the vision child ended with %d and is replaced", code)
