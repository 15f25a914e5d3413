"""Takes what staff order from the console and carries it to the flow, each order at most once.

A thread of its own looks ten times a second whether anybody has written. An order is kept as taken
before the flow hears of it; what became of it is noted afterwards.
"""

import logging
import queue
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kiosk.flow.events import VisualModeSet
from kiosk.flow.states import Idle
from kiosk.ports.clock import Clock
from kiosk.ports.desk.orders import LONGEST_VISUAL_MODE, Outcome, What
from kiosk.ports.orders import OrderBook, TakenOrder
from kiosk.services.order_events import at_once, event_of, outcome_of, visual_until
from kiosk.services.repeated import Guard, Repeated
from kiosk.services.runner import Hop, Runner
from kiosk.services.visit_ids import VisitIds
from kiosk.services.workers import LONGEST_END

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 0.1
FAULT_PAUSE: Final = 5.0  # seconds until the records are asked again after a fault


@dataclass(frozen=True)
class Commands:
    """How an order reaches the kiosk.

    `visual` is told until when staff look at everybody; `restart`, on the owner's thread, ends the
    application for another start, None where nobody would start it again.
    """

    runner: Runner
    hop: Hop
    visual: Callable[[datetime | None], None]
    restart: Callable[[], None] | None = None


class OrderTaker:
    """Carries orders out. `turn` does by hand what the thread does in a look."""

    def __init__(self, book: OrderBook, visits: VisitIds, clock: Clock, commands: Commands) -> None:
        self._book = book
        self._visits = visits
        self._clock = clock
        self._commands = commands
        self._seen: int | None = None
        self._until: datetime | None = None
        self._over_at = 0.0  # on the monotonic clock; counts while `_until` is set
        self._told: queue.SimpleQueue[tuple[TakenOrder, Outcome | None]] = queue.SimpleQueue()
        self._unsettled: list[tuple[int, Outcome]] = []
        self._restarts: list[TakenOrder] = []  # they wait for the reception under way
        self._cleared = False
        self._guard = Guard("orders of staff do not reach this kiosk", "the orders")
        self._thread = Repeated("orders", self._look)

    def start(self, visual_until: datetime | None) -> None:
        """Begin; `visual_until` is how long an earlier run had staff look at everybody."""
        self.resume(visual_until)
        self._thread.start()

    def resume(self, until: datetime | None) -> None:
        """Go on with the visual mode of an earlier run, unless its time is over."""
        now = self._clock.now()
        if until is not None and until > now:
            self._commands.runner.post(VisualModeSet(on=True))
            self._last_until(min(until, now + LONGEST_VISUAL_MODE))
        self._commands.visual(self._until)

    def stop(self) -> None:
        """Take no more, and note what became of those taken."""
        if self._thread.end_or_give_up(LONGEST_END):
            self._guard.carry_out(self._settle)
            self._book.close()

    def turn(self) -> None:
        """Take what waits, carry it out, settle what is done. Never raises."""
        self._guard.carry_out(self._turn)

    def _look(self) -> float:
        self.turn()
        return FAULT_PAUSE if self._guard.failing else LOOK_SECONDS

    def _turn(self) -> None:
        if not self._cleared:
            self._book.settle_left()
            self._cleared = True
        self._return_to_normal()
        self._settle()
        version = self._book.version()  # before the look: what is written after it is another one
        if version != self._seen:
            for order in self._book.take(self._clock.now()):
                self._begin(order)
            self._seen = version
        self._restart_when_idle()
        self._settle()

    def _begin(self, order: TakenOrder) -> None:
        now = self._clock.now()
        if order.expires_at <= now:
            self._tell(order, Outcome.EXPIRED)
        elif order.what == What.VISUAL_MODE:
            self._visual_mode(order, visual_until(order, now))
        elif order.what == What.NORMAL_MODE:
            self._set_mode(None)
            self._tell(order, Outcome.DONE)
        elif order.what == What.RESTART:
            self._restarts.append(order)
        else:
            self._commands.hop(lambda: self._offer(order))

    def _offer(self, order: TakenOrder) -> None:
        """Bring an order for one patient before the flow; on the owner's thread."""
        state = self._commands.runner.state
        event = event_of(order, state)
        if event is None:
            self._tell(order, Outcome.REFUSED)
        elif order.visit != self._visits.of(state.visit.session):
            self._tell(order, Outcome.TOO_LATE)
        else:
            led_on = self._commands.runner.offer(event)
            self._tell(order, outcome_of(order, state, led_on=led_on))

    def _visual_mode(self, order: TakenOrder, until: datetime | None) -> None:
        if until is not None:
            self._set_mode(until)
        self._tell(order, Outcome.REFUSED if until is None else Outcome.DONE)

    def _last_until(self, until: datetime | None) -> None:
        self._until = until
        if until is not None:
            left = (until - self._clock.now()).total_seconds()
            self._over_at = self._clock.monotonic() + left

    def _set_mode(self, until: datetime | None) -> None:
        self._last_until(until)
        self._commands.runner.post(VisualModeSet(on=until is not None))
        self._commands.visual(until)

    def _return_to_normal(self) -> None:
        if self._until is None:
            return
        # A clock that is set back makes no mode last longer.
        if self._until <= self._clock.now() or self._over_at <= self._clock.monotonic():
            log.info("the time of the visual mode is over")
            self._set_mode(None)

    def _restart_when_idle(self) -> None:
        waiting, self._restarts = self._restarts, []
        for order in waiting:
            if order.expires_at <= self._clock.now():
                self._tell(order, Outcome.EXPIRED)
            else:
                self._commands.hop(lambda order=order: self._restart(order))

    def _restart(self, order: TakenOrder) -> None:
        """End the application, unless somebody is being received; on the owner's thread."""
        restart = self._commands.restart
        if restart is None:
            self._tell(order, Outcome.REFUSED)
        elif at_once(order) or isinstance(self._commands.runner.state, Idle):
            log.info("a restart was ordered from the console")
            self._tell(order, Outcome.DONE)
            restart()
        else:
            self._tell(order, None)

    def _tell(self, order: TakenOrder, outcome: Outcome | None) -> None:
        """Say what became of an order, from any thread; None: it still waits."""
        self._told.put((order, outcome))
        if outcome is not None:
            self._thread.wake()

    def _settle(self) -> None:
        while not self._told.empty():
            order, outcome = self._told.get()
            if outcome is None:
                self._restarts.append(order)
            else:
                self._unsettled.append((order.number, outcome))
        while self._unsettled:
            self._book.settle(*self._unsettled[0])
            del self._unsettled[0]
