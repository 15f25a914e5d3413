"""Where effects are carried out: one thread per device, or none at all."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from typing import Final, Protocol

log = logging.getLogger(__name__)

Task = Callable[[], None]
LONGEST_END: Final = 10.0  # seconds a task may still take when the kiosk ends
STUCK_AFTER: Final = 60.0  # seconds; a device's slowest task is over long before


class Worker(Protocol):
    """Carries tasks out in the order they were given."""

    def submit(self, task: Task) -> None:
        """Take a task; it must not raise."""
        ...

    def stop(self) -> bool:
        """Finish what was taken, then end; False when a task does not end and was given up."""
        ...


class ThreadWorker:
    """One thread of its own, for one device.

    A driver may hang in a device that never answers. Such a thread cannot be ended: `stop` gives
    it up after `patience` seconds, and as a daemon it does not keep the process.
    """

    def __init__(self, name: str, patience: float = LONGEST_END) -> None:
        self._name = name
        self._patience = patience
        self._stopped = False
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, task: Task) -> None:
        if not self._stopped:
            self._tasks.put(task)

    def stop(self) -> bool:
        self._stopped = True
        self._tasks.put(None)
        self._thread.join(self._patience)
        if self._thread.is_alive():
            log.warning("%s does not answer and is given up", self._name)
            return False
        return True

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            try:
                task()
            except Exception as bug:  # noqa: BLE001 - a bug in one task ends no device's thread
                log.error("%s: a task raised %s", self._name, type(bug).__name__)  # noqa: TRY400 - a trace could quote personal data
            del task  # it may hold a portrait; the next one may come tomorrow


class InlineWorker:
    """No thread: the task is done before `submit` returns. For tests and for what is instant."""

    def submit(self, task: Task) -> None:
        task()

    def stop(self) -> bool:
        """Nothing to end."""
        return True


class WatchedWorker:
    """Another worker, with an eye on whether its device still answers.

    A task given while an earlier one has been under way for STUCK_AFTER seconds calls `stuck`, each
    one; once the earlier one ends after all, `answers` is called.
    """

    def __init__(
        self,
        worker: Worker,
        stuck: Callable[[], None],
        answers: Callable[[], None],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._worker = worker
        self._stuck = stuck
        self._answers = answers
        self._now = now
        self._begun: float | None = None
        self._said = False
        self._lock = threading.Lock()

    def submit(self, task: Task) -> None:
        with self._lock:
            stuck = self._begun is not None and self._now() - self._begun > STUCK_AFTER
            self._said = self._said or stuck
        self._worker.submit(lambda: self._carry_out(task))
        if stuck:
            self._stuck()

    def stop(self) -> bool:
        return self._worker.stop()

    def _carry_out(self, task: Task) -> None:
        with self._lock:
            self._begun = self._now()
        try:
            task()
        finally:
            with self._lock:
                self._begun, said, self._said = None, self._said, False
            if said:
                self._answers()
