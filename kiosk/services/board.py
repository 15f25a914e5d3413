"""Follows the flow for the console: what each transition changes of the kiosk's live rows.

All of it happens on the flow's own thread and costs it an immutable value without anything personal
in it; the writing is `board_writer`'s.
"""

from dataclasses import replace
from datetime import datetime
from typing import Final

from kiosk.domain.fault import Device
from kiosk.domain.session import NO_SESSION
from kiosk.flow.events import Event
from kiosk.flow.states import OutOfService, State
from kiosk.flow.visit import Call
from kiosk.ports.board import Board, KioskRecord, VisitOutcome, VisitRecord
from kiosk.ports.clock import Clock
from kiosk.services.board_writer import BoardWriter
from kiosk.services.runner import log_bug
from kiosk.services.visit_ids import VisitIds
from kiosk.services.visit_record import Followed, begun, ended, name_of, went_on

LOST: Final = "lost"


class BoardKeeper:
    """Turns transitions into rows; `note` and `stop` belong to the flow's thread."""

    def __init__(self, board: Board, visits: VisitIds, clock: Clock, state: State) -> None:
        self._ids = visits
        self._clock = clock
        self._visit: Followed | None = None
        self._kiosk = _kiosk(state, None, clock.now())
        self._since = clock.monotonic()
        self._state = state
        self.writer = BoardWriter(board, clock, self._kiosk)

    def start(self) -> datetime | None:
        """Begin; return until when the run before had staff look at everybody."""
        until = self.writer.begin()
        self.writer.start()
        return until

    def note(self, old: State, event: Event, new: State) -> None:
        """Follow a transition. Never raises: a bug here must not end a reception."""
        try:
            self._note(old, event, new)
        except Exception as error:  # noqa: BLE001 - what is told to staff must not stop a patient
            log_bug(error, "the board")

    def stop(self) -> None:
        """End; a visit under way ends with the kiosk."""
        if self._visit is not None:
            left = VisitOutcome.BROKEN
            last = ended(self._visit, self._state, left, self._clock.now(), self._took())
            self.writer.put(replace(self._kiosk, visit=None), [last.record], urgent=False)
        self.writer.stop()

    def _note(self, old: State, event: Event, new: State) -> None:
        took, at = self._took(), self._clock.now()
        self._state = new
        before = self._visit
        told: list[VisitRecord] = []
        if before is not None and before.record.session != new.visit.session:
            lost = isinstance(new, OutOfService)
            otherwise = VisitOutcome.BROKEN if lost else VisitOutcome.LEFT
            told.append(ended(before, old, otherwise, at, took).record)
            before = None
        if before is not None:
            self._visit = went_on(before, old, event, new, at, took)
        elif new.visit.session != NO_SESSION:
            self._visit = begun(self._ids.of(new.visit.session), new, at)
        else:
            self._visit = None
        told += [self._visit.record] if self._visit else []
        kiosk = _kiosk(new, self._visit, at)
        if kiosk.state == self._kiosk.state:
            kiosk = replace(kiosk, since=self._kiosk.since)
        if kiosk.called_at is not None:
            kiosk = replace(kiosk, called_at=self._kiosk.called_at or at)
        urgent = kiosk != self._kiosk or _is_news(before, self._visit)
        self._kiosk = kiosk
        self.writer.put(kiosk, told, urgent=urgent)

    def _took(self) -> int:
        now = self._clock.monotonic()
        took, self._since = int((now - self._since) * 1000), now
        return took


def _kiosk(state: State, visit: Followed | None, at: datetime) -> KioskRecord:
    reader = isinstance(state, OutOfService) and state.device is Device.READER
    return KioskRecord(
        state=name_of(state),
        since=at,
        visit=visit and visit.record.id,
        reader_fault=LOST if reader else None,
        camera_fault=None if state.visit.camera_works else LOST,
        shape=state.visit.shape.value,
        called_at=at if visit is None and state.visit.call is not Call.NONE else None,
    )


def _is_news(before: Followed | None, now: Followed | None) -> bool:
    """Tell whether more than time has passed in a visit: a digit typed is no news."""
    if before is None or now is None:
        return before is not now
    return replace(now.record, milliseconds=before.record.milliseconds) != before.record
