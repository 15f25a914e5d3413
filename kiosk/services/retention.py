"""Forgets what is old: at the start and every hour, batch by batch on the records' worker.

Between two batches whoever waits has their turn: a patient is never kept waiting by it.
"""

import logging
import threading
from typing import Final

from kiosk.ports.clock import Clock
from kiosk.ports.faults import DeviceFault
from kiosk.ports.records import Records
from kiosk.ports.retention import Keeping
from kiosk.services.runner import log_bug
from kiosk.services.workers import LONGEST_END, Worker

log = logging.getLogger(__name__)

EVERY_SECONDS: Final = 3600.0
PAUSE_SECONDS: Final = 0.05  # between batches
LOOK_SECONDS: Final = 0.2  # whether the kiosk ends meanwhile


class Retention:
    """Erases what has been kept for long enough."""

    def __init__(self, records: Records, worker: Worker, clock: Clock, keeping: Keeping) -> None:
        self._records = records
        self._worker = worker
        self._clock = clock
        self._keeping = keeping
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="retention", daemon=True)

    def start(self) -> None:
        """Begin; what is old already is erased first."""
        self._thread.start()

    def stop(self) -> None:
        """End after the batch under way."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join(LONGEST_END)

    def forget(self) -> None:
        """Erase all that is old, here and now. Never raises; what fails is tried in an hour."""
        while self._one_batch() and not self._ending.wait(PAUSE_SECONDS):
            pass

    def _run(self) -> None:
        while not self._ending.is_set():
            self.forget()
            self._ending.wait(EVERY_SECONDS)

    def _one_batch(self) -> bool:
        done = threading.Event()
        left: list[bool] = []

        def task() -> None:
            try:
                left.append(self._forget_some())
            finally:
                done.set()

        self._worker.submit(task)
        while not done.wait(LOOK_SECONDS):
            if self._ending.is_set():
                return False
        return any(left)

    def _forget_some(self) -> bool:
        now, keeping = self._clock.now(), self._keeping
        people, history = keeping.people_before(now), keeping.history_before(now)
        try:
            return self._records.forget_old(people, history, now)
        except DeviceFault as fault:
            log.warning("what is old is not erased yet: %s", fault)
        except Exception as error:  # noqa: BLE001 - a worker would swallow it
            log_bug(error, "retention")
        return False
