"""Writes how the kiosk stands, on a thread of its own.

Of a row only the newest value is written, but every visit's last one is, also once the records work
again. A fault of the records is logged once and changes nothing for the patient.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from kiosk import __version__
from kiosk.ports.board import Board, KioskRecord, VisitRecord
from kiosk.ports.clock import Clock
from kiosk.services.repeated import Guard, Repeated
from kiosk.services.workers import LONGEST_END

BEAT_SECONDS: Final = 5.0
MOST_UNTOLD: Final = 2000  # visits kept here while the records take nothing: several days


class BoardWriter:
    """Takes values from any thread and writes them from its own."""

    def __init__(self, board: Board, clock: Clock, kiosk: KioskRecord) -> None:
        self._board = board
        self._clock = clock
        self._lock = threading.Lock()
        self._kiosk = kiosk
        self._visits: dict[str, VisitRecord] = {}
        self._begun = self._said_visual = False
        self._guard = Guard("staff do not see how this kiosk stands", "the board")
        self._thread = Repeated("board", self._turn)

    def begin(self) -> datetime | None:
        """Note the start; return until when the run before had staff look at everybody."""
        self._guard.carry_out(self._begin)
        return self._kiosk.visual_until

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def put(self, kiosk: KioskRecord, visits: Sequence[VisitRecord], *, urgent: bool) -> None:
        """Take the newest values; without `urgent` they are written with the next news or beat."""
        with self._lock:
            self._kiosk = replace(kiosk, visual_until=self._kiosk.visual_until)
            for visit in visits:
                self._visits[visit.id] = visit
            while len(self._visits) > MOST_UNTOLD:
                self._visits.pop(next(iter(self._visits)))
        if urgent:
            self._thread.wake()

    def visual(self, until: datetime | None) -> None:
        """Take until when staff look at everybody."""
        with self._lock:
            self._kiosk = replace(self._kiosk, visual_until=until)
            self._said_visual = True
        self._thread.wake()

    def write(self) -> None:
        """Write what was taken, here and now. Never raises."""
        self._guard.carry_out(lambda: self._write(self._board.tell))

    def stop(self) -> None:
        """Write the end; records that hang are given up."""
        if self._thread.end_or_give_up(LONGEST_END):
            self._guard.carry_out(lambda: self._write(self._board.end))
            self._board.close()

    def _turn(self) -> float:
        self.write()
        return BEAT_SECONDS

    def _begin(self) -> None:
        if not self._begun:
            until = self._board.begin(__version__, self._kiosk, self._clock.now())
            with self._lock:
                if not self._said_visual:  # else staff have said since what holds
                    self._kiosk = replace(self._kiosk, visual_until=until)
            self._begun = True

    def _write(self, tell: Callable[[KioskRecord, Sequence[VisitRecord], datetime], None]) -> None:
        self._begin()
        with self._lock:
            kiosk, visits = self._kiosk, dict(self._visits)
        tell(kiosk, tuple(visits.values()), self._clock.now())
        with self._lock:
            for ident, told in visits.items():
                if self._visits.get(ident) is told:  # else there is a newer one already
                    del self._visits[ident]
