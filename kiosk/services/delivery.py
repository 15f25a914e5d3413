"""Outbox → レセコン: retried for ever with back-off, each file once, in order.

Files are written on a thread of their own: a share that hangs must not keep the next patient's
check-in waiting. The database is only ever touched on the records worker.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TypeVar

from kiosk.ports.clock import Clock
from kiosk.ports.faults import DeviceFault
from kiosk.ports.reception import ReceptionOutput
from kiosk.ports.records import OutboxItem, Records
from kiosk.services.runner import log_bug
from kiosk.services.workers import Worker

log = logging.getLogger(__name__)

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
T = TypeVar("T")


class Delivery:
    """Delivers what waits in the outbox; `wake` says that something new does."""

    def __init__(
        self, records: Records, records_worker: Worker, output: ReceptionOutput, clock: Clock
    ) -> None:
        self._records = records
        self._records_worker = records_worker
        self._output = output
        self._clock = clock
        self._wake = threading.Event()
        self._stopped = False
        self._pause = FIRST_PAUSE
        self._unmarked = 0  # number of the file that is delivered while the records do not know
        self._thread = threading.Thread(target=self._run, name="delivery", daemon=True)

    def start(self) -> None:
        """Begin; what waited before the start is delivered first."""
        self._wake.set()
        self._thread.start()

    def wake(self) -> None:
        """Try at once, whatever the back-off says."""
        self._wake.set()

    def stop(self) -> None:
        """End after the file under way."""
        self._stopped = True
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        pause: float | None = None
        while not self._stopped:
            self._wake.wait(pause)
            self._wake.clear()
            if self._stopped:
                return
            pause = None if self.deliver_waiting() else self._back_off()

    def _back_off(self) -> float:
        pause, self._pause = self._pause, min(self._pause * 2, LONGEST_PAUSE)
        return pause

    def deliver_waiting(self) -> bool:
        """Deliver in order and say whether nothing waits any more.

        Stops at the first file that fails, so that none overtakes it. Never raises: a bug must not
        end the thread, for then nothing would be delivered until the next start.
        """
        try:
            while items := self._waiting():
                for item in items:
                    if self._stopped or not self._deliver(item):
                        return False
        except DeviceFault as fault:
            log.warning("delivery waits: %s", fault)
            return False
        except Exception as error:  # noqa: BLE001 - tried again like a fault, and logged as a bug
            log_bug(error, "a delivery")
            return False
        self._pause = FIRST_PAUSE
        return True

    def _waiting(self) -> Sequence[OutboxItem]:
        return self._on_records(self._records.waiting_deliveries)

    def _deliver(self, item: OutboxItem) -> bool:
        """Deliver and mark. One that could not be marked is only marked when it comes again.

        By then the receipt computer may have taken it, and would take it twice.
        """
        try:
            if item.number != self._unmarked:
                self._output.deliver(item.file)
        except DeviceFault as fault:
            code = fault.fault.code
            log.warning("file %d not delivered: %s", item.number, code)
            self._on_records(
                lambda: self._records.mark_attempt(item.number, self._clock.now(), code)
            )
            return False
        self._unmarked = item.number
        self._on_records(lambda: self._records.mark_delivered(item.number, self._clock.now()))
        return True

    def _on_records(self, call: Callable[[], T]) -> T:
        future: Future[T] = Future()

        def run() -> None:
            try:
                future.set_result(call())
            except BaseException as error:  # noqa: BLE001 - handed over to the caller's thread
                future.set_exception(error)

        self._records_worker.submit(run)
        return future.result(timeout=30)
