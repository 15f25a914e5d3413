"""Outbox → レセコン: retried for ever with back-off, each file once, in order.

Each folder is written on a thread of its own: a share that hangs must keep neither the next
patient's check-in waiting nor the other folder's files.
"""

from collections.abc import Callable
from typing import Final

from kiosk.ports.clock import Clock
from kiosk.ports.reception import ReceptionOutput
from kiosk.ports.records import Folder, Records
from kiosk.services.folder_queue import SET_ASIDE_PAUSE, FolderQueue
from kiosk.services.repeated import Repeated
from kiosk.services.workers import LONGEST_END, Worker

FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 60.0


class Delivery:
    """Delivers what waits in the outbox; `wake` says that something new does."""

    def __init__(
        self, records: Records, records_worker: Worker, output: ReceptionOutput, clock: Clock
    ) -> None:
        def make(folder: Folder, wanted: Callable[[], bool]) -> FolderQueue:
            return FolderQueue(folder, records, records_worker, output, clock, wanted)

        self._loops = [_Loop(folder, make) for folder in Folder]

    def start(self) -> None:
        """Begin; what waited before the start is delivered first."""
        for loop in self._loops:
            loop.thread.start()

    def wake(self) -> None:
        """Try at once, whatever the back-off says."""
        for loop in self._loops:
            loop.thread.wake()

    def stop(self) -> None:
        """End after the files under way; a share that hangs is given up."""
        for loop in self._loops:
            loop.thread.ask_to_end()
        for loop in self._loops:
            loop.thread.end_or_give_up(LONGEST_END)

    def deliver_waiting(self) -> bool:
        """Deliver here and now; say whether no queue holds anything any more. Never raises."""
        emptied = [loop.queue.deliver_waiting() for loop in self._loops]
        return all(emptied)


class _Loop:
    """The thread of one folder."""

    def __init__(
        self, folder: Folder, make_queue: Callable[[Folder, Callable[[], bool]], FolderQueue]
    ) -> None:
        self.queue = make_queue(folder, lambda: not self.thread.ending)
        self.thread = Repeated(f"delivery-{folder.value}", self._turn)
        self._pause = FIRST_PAUSE

    def _turn(self) -> float | None:
        return self.pause_after(emptied=self.queue.deliver_waiting())

    def pause_after(self, *, emptied: bool) -> float | None:
        """Return seconds until the next try: longer each time that the folder fails."""
        if emptied:
            self._pause = FIRST_PAUSE
            return SET_ASIDE_PAUSE if self.queue.has_set_aside else None
        pause, self._pause = self._pause, min(self._pause * 2, LONGEST_PAUSE)
        return pause
