"""A board in memory, and a book of orders that a test writes into."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.ports.board import KioskRecord, VisitOutcome, VisitRecord
from kiosk.ports.desk.orders import Outcome, What
from kiosk.ports.orders import TakenOrder
from tests.fakes import people


class FakeBoard:
    """Implements `ports.board.Board`. `broken` is raised by whatever is asked."""

    def __init__(self) -> None:
        self.broken: Exception | None = None
        self.kiosk: KioskRecord | None = None
        self.visits: dict[str, VisitRecord] = {}
        self.told: list[Sequence[VisitRecord]] = []
        self.beats: list[datetime] = []
        self.begun = 0
        self.ended = self.closed = False

    def begin(self, version: str, kiosk: KioskRecord, at: datetime) -> datetime | None:
        self._ask()
        until = self.kiosk.visual_until if self.kiosk else None
        self.kiosk = replace(kiosk, visual_until=until)
        self.begun += 1
        self.visits = {
            ident: visit
            if visit.ended_at
            else replace(visit, ended_at=at, outcome=visit.outcome or VisitOutcome.BROKEN)
            for ident, visit in self.visits.items()
        }
        return until

    def tell(self, kiosk: KioskRecord, visits: Sequence[VisitRecord], at: datetime) -> None:
        self._ask()
        self.kiosk = kiosk
        self.beats.append(at)
        self.told.append(visits)
        self.visits.update({visit.id: visit for visit in visits})

    def end(self, kiosk: KioskRecord, visits: Sequence[VisitRecord], at: datetime) -> None:
        self.tell(kiosk, visits, at)
        self.ended = True

    def close(self) -> None:
        self.closed = True

    @property
    def visit(self) -> VisitRecord:
        """The newest visit."""
        return list(self.visits.values())[-1]

    def _ask(self) -> None:
        if self.broken is not None:
            raise self.broken


class FakeOrderBook:
    """Implements `ports.orders.OrderBook`; `give` is the console's side."""

    def __init__(self) -> None:
        self.broken: Exception | None = None
        self.waiting: list[TakenOrder] = []
        self.taken: dict[int, TakenOrder] = {}
        self.outcomes: dict[int, Outcome] = {}
        self.takes = 0
        self._numbers = itertools.count(1)
        self._version = 0

    def give(
        self,
        what: What | str,
        visit: str | None = None,
        details: Mapping[str, object] | None = None,
        *,
        staff: int = 3,
        expires_at: datetime = people.NOON + timedelta(seconds=20),
    ) -> int:
        """Give an order; return its number."""
        number = next(self._numbers)
        self.waiting.append(TakenOrder(number, what, staff, expires_at, visit, details or {}))
        self._version += 1
        return number

    def version(self) -> int:
        self._ask()
        return self._version

    def take(self, at: datetime) -> Sequence[TakenOrder]:
        self._ask()
        self.takes += 1
        taken, self.waiting = self.waiting, []
        self.taken |= {order.number: order for order in taken}
        return taken

    def settle(self, number: int, outcome: Outcome) -> None:
        self._ask()
        self.outcomes.setdefault(number, outcome)

    def settle_left(self) -> None:
        self._ask()
        for number in self.taken:
            self.outcomes.setdefault(number, Outcome.TOO_LATE)

    def close(self) -> None:
        """Nothing to close."""

    def _ask(self) -> None:
        if self.broken is not None:
            raise self.broken
