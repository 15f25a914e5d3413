"""One folder's share of the outbox: each file once, in order, over kills and faults.

What makes it once: a file is staged, then the records say so, then it is published, then the
records say so. Cut off anywhere, the next try knows from records and folder what is left to do.

A sidecar is kept before its face file, so it goes before it; one that is set aside holds the face
file back no more than any other, for the receipt computer can do without it.
"""

import logging
import time
from collections.abc import Callable
from typing import Final, TypeVar

from kiosk.domain.fault import Device
from kiosk.ports.clock import Clock
from kiosk.ports.faults import DeviceFault
from kiosk.ports.reception import ReceptionOutput
from kiosk.ports.records import Folder, OutboxItem, Records
from kiosk.services.audit import folder_entry, set_aside_entry
from kiosk.services.calls import GivenUp, call_on
from kiosk.services.runner import log_bug
from kiosk.services.workers import Worker

log = logging.getLogger(__name__)

SET_ASIDE_PAUSE: Final = 300.0  # seconds between tries of what fails by itself
NAME_TAKEN: Final = "name_taken"
BROKEN: Final = "broken"
_OF_THE_FILE: Final = frozenset({NAME_TAKEN, "staged_elsewhere", BROKEN})
_UNKNOWN: Final = "?"  # until the records were told
T = TypeVar("T")


class FolderQueue:
    """Delivers what waits for one folder. A fault of the folder blocks it, one of a file does not.

    `wanted` says whether to go on with the next file.
    """

    def __init__(
        self,
        folder: Folder,
        records: Records,
        records_worker: Worker,
        output: ReceptionOutput,
        clock: Clock,
        wanted: Callable[[], bool],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._records = records
        self._records_worker = records_worker
        self._output = output
        self._clock = clock
        self._wanted = wanted
        self._now = now
        self._told: str | None = _UNKNOWN
        self.has_set_aside = False
        self._next_set_aside = -SET_ASIDE_PAUSE

    def deliver_waiting(self) -> bool:
        """Deliver in order and say whether the queue is empty.

        Stops at the first fault of the folder, so that nothing overtakes. Never raises: a bug must
        not end the thread, for then nothing would be delivered until the next start.
        """
        try:
            self._try_set_aside()
            while item := self._next():
                if not self._wanted() or not self._deliver(item):
                    return False
        except DeviceFault as fault:
            log.warning("delivery waits: %s", fault)
            return False
        except GivenUp:
            return False
        except Exception as error:  # noqa: BLE001 - tried again like a fault, and logged as a bug
            log_bug(error, "a delivery")
            return False
        return True

    def _next(self) -> OutboxItem | None:
        # One at a time: answers can have many megabytes.
        items = self._ask(lambda: self._records.waiting_deliveries(1, self._folder))
        return items[0] if items else None

    def _try_set_aside(self) -> None:
        """Try again what failed by itself: after a start, then from time to time."""
        if self._now() < self._next_set_aside:
            return
        self._next_set_aside = self._now() + SET_ASIDE_PAUSE
        items = self._ask(
            lambda: self._records.waiting_deliveries(folder=self._folder, set_aside=True)
        )
        self.has_set_aside = bool(items)
        for item in items:
            if not self._wanted() or not self._deliver(item):
                return

    def _deliver(self, item: OutboxItem) -> bool:
        """Deliver and mark; False where the folder is at fault."""
        code = self._carry(item)
        if code:
            log.warning("file %d not delivered: %s", item.number, code)
            return self._failed(item.number, code)
        self._ask(lambda: self._records.mark_delivered(item.number, self._clock.now()))
        self._tell(None)
        return True

    def _carry(self, item: OutboxItem) -> str:
        """Stage and publish; return a fault's code, or nothing. Raises the records' faults."""
        try:
            mark = item.staged_in or self._stage(item)
            self._output.publish(item.file, mark)
        except DeviceFault as fault:
            if fault.fault.device is not Device.RECEIPT_COMPUTER:
                raise
            return fault.fault.code
        except GivenUp:
            raise
        except Exception as error:  # noqa: BLE001 - those behind it must not wait for a bug
            log_bug(error, "a delivery")
            return BROKEN
        return ""

    def _stage(self, item: OutboxItem) -> str:
        known = self._ask(lambda: self._records.folder_mark(self._folder))
        mark = self._output.stage(item.file, known)
        self._ask(lambda: self._records.mark_staged(item.number, self._clock.now(), mark))
        return mark

    def _failed(self, number: int, code: str) -> bool:
        at = self._clock.now()
        self._ask(lambda: self._records.mark_attempt(number, at, code))
        if code not in _OF_THE_FILE:
            self._tell(code)
            return False
        entry = set_aside_entry(self._folder, number, code)
        # One whose name is taken was surely not published, and is staged anew.
        staged = code != NAME_TAKEN
        self._ask(lambda: self._records.set_aside(number, at, entry, staged=staged))
        self.has_set_aside = True
        return True

    def _tell(self, code: str | None) -> None:
        """Let the records know how the folder is, where that is news."""
        if code == self._told:
            return
        entry = folder_entry(self._folder, code)
        at = self._clock.now()
        self._ask(lambda: self._records.keep_folder_state(self._folder, code, entry, at))
        self._told = code

    def _ask(self, call: Callable[[], T]) -> T:
        """Ask the records, which are only ever touched on their own worker."""
        return call_on(self._records_worker, call, lambda: not self._wanted())
