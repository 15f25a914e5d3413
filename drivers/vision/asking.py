"""Asks the child one thing at a time, and its successor again when it dies or falls silent."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeVar

from drivers.vision.keeper import Keeper, Task
from drivers.vision.launch import Child
from drivers.vision.settings import VisionSettings
from drivers.vision.wire import BrokenWireError, Kind, Message
from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault

log = logging.getLogger(__name__)

_MOST_CHILDREN: Final = 3  # one request may use up: a portrait that kills its reader must end
LATE: Final = 2.0  # seconds beyond its time after which a request counts as hung

T = TypeVar("T")
Hear = Callable[[Message], T | None]


class _ChildLostError(Exception):
    """The child will not answer any more; `code` is the fault's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Asking:
    """The requests to a keeper's child."""

    def __init__(self, keeper: Keeper, settings: VisionSettings) -> None:
        self._keeper = keeper
        self._settings = settings
        self._one_at_a_time = threading.Lock()

    def ask(
        self,
        request: Message,
        hear: Hear[T],
        *,
        wait: Callable[[], None] = lambda: None,
        wanted: Callable[[], bool] = lambda: True,
    ) -> T | None:
        """Send a request and return what `hear` makes of an answer; None when it was stopped.

        `hear` is called from this thread and returns None for messages that do not end the
        request; it may raise `DeviceFault`, as this does: vision `child_died`, `timed_out`,
        `model_missing`, `model_altered`, `not_started`. `wait` is called from this thread whenever
        there is no child yet. `wanted` is asked once `stop_asking` can end the request: whoever
        stops while another one is still under way is heard too.

        A child that dies or falls silent costs what it was given of the request's seconds; waiting
        for its successor costs none, and is limited by `wait_seconds` altogether.
        """
        with self._one_at_a_time:
            task = self._keeper.begin(request.kind)
            try:
                return self._ask(task, request, hear, wait) if wanted() else None
            except DeviceFault:
                if task.stopped.is_set():  # nobody waits for the reason any more
                    return None
                raise
            finally:
                self._keeper.end()

    def _ask(
        self, task: Task, request: Message, hear: Hear[T], wait: Callable[[], None]
    ) -> T | None:
        left, patience, code = request.seconds, self._settings.wait_seconds, ""
        for _ in range(_MOST_CHILDREN):
            begun = time.monotonic()
            child = self._keeper.ready_child(task, patience, wait)
            asked = time.monotonic()
            patience -= asked - begun
            if child is None:
                return None
            try:
                return self._ask_child(task, child, replace(request, seconds=left), hear)
            except _ChildLostError as lost:
                self._keeper.give_up(task, child)
                code = lost.code
            left -= time.monotonic() - asked
            log.warning("%s: %s, %.1f s left", request.kind, code, max(left, 0.0))
            if left <= 0 or task.stopped.is_set():
                break
        raise DeviceFault(Device.VISION, code)

    def _ask_child(self, task: Task, child: Child, request: Message, hear: Hear[T]) -> T | None:
        try:
            child.send(replace(request, number=task.number))
            return self._follow(task, child, time.monotonic() + request.seconds + LATE, hear)
        except BrokenWireError as broken:
            raise _ChildLostError("child_died") from broken

    def _follow(self, task: Task, child: Child, deadline: float, hear: Hear[T]) -> T | None:
        stopping = False
        while True:
            if task.stopped.is_set() and not stopping:
                stopping, deadline = True, time.monotonic() + self._settings.stop_seconds
                child.send(Message(Kind.STOP, task.number))
            patience = min(self._settings.silence_seconds, deadline - time.monotonic())
            try:
                message = task.inbox.get(timeout=max(patience, 0.0))
            except queue.Empty:
                raise _ChildLostError("timed_out") from None
            if message is None:
                if not self._keeper.is_here(child):
                    raise _ChildLostError("child_died")
            elif message.kind is Kind.GUIDANCE and stopping:
                continue
            elif (result := hear(message)) is not None:
                return result
