"""The shell's heart: one inbox, one owner, effects out, answers in.

Qt-free. `hop` brings a call to the owner's thread: the identical runner passes the same journey
with no thread at all and with real threads (architecture §6).
"""

import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.domain.session import SessionId
from kiosk.flow.advance import advance, start
from kiosk.flow.effects import Effect, ServiceEffect
from kiosk.flow.events import Broken, Event, Faulted
from kiosk.flow.rules import Rules
from kiosk.flow.states import State
from kiosk.ports.faults import DeviceFault
from kiosk.services.workers import Worker

log = logging.getLogger(__name__)

Post = Callable[[Event], None]
Hop = Callable[[Callable[[], None]], None]
Handler = Callable[[Any], Event | None]
"""Carries one type of effect out; returns its answer, or None when there is none."""


@dataclass(frozen=True)
class Route:
    """Who carries an effect out, and where."""

    worker: Worker
    handler: Handler


@dataclass(frozen=True)
class Watchers:
    """Who is told of each transition, on the owner's thread."""

    show: Callable[[State], None]
    note: Callable[[State, Event, State], None]


class Runner:
    """Owns the state. `post` may be called from any thread."""

    def __init__(
        self, rules: Rules, routes: Mapping[type[Any], Route], hop: Hop, watchers: Watchers
    ) -> None:
        self._rules = rules
        self._routes = routes
        self._hop = hop
        self._watchers = watchers
        self.state: State = start(rules)

    def post(self, event: Event) -> None:
        """Put an event into the inbox."""
        self._hop(lambda: self._take(event))

    def offer(self, event: Event) -> bool:
        """Handle an event at once and say whether it led anywhere; for the owner's thread alone."""
        old = self.state
        self._take(event)
        return self.state is not old

    def _take(self, event: Event) -> None:
        old = self.state
        try:
            transition = advance(old, event, self._rules)
        except Exception as error:  # noqa: BLE001 - a bug must end in the safe screen, not in a dead kiosk
            self._broken(old.visit.session, error, event)
            return
        self.state = transition.state
        if transition.state is not old:
            self._tell(old, event, transition.state)
        for effect in transition.effects:
            self._start(effect)

    def _tell(self, old: State, event: Event, new: State) -> None:
        """Tell the watchers; a bug in one must not keep the effects from being started."""
        try:
            self._watchers.note(old, event, new)
            self._watchers.show(new)
        except Exception as error:  # noqa: BLE001 - a bug must end in the safe screen
            self._broken(new.visit.session, error, event)

    def _start(self, effect: Effect) -> None:
        route = self._routes[type(effect)]
        route.worker.submit(lambda: self._carry_out(effect, route.handler))

    def _carry_out(self, effect: Effect, handler: Handler) -> None:
        try:
            answer = handler(effect)
        except DeviceFault as fault:
            log.warning("%s: %s", type(effect).__name__, fault)
            question = effect.question if isinstance(effect, ServiceEffect) else 0
            answer = Faulted(effect.session, fault.fault.device, fault.fault.code, question)
        except Exception as error:  # noqa: BLE001 - an executor would swallow it
            log_bug(error, type(effect).__name__)
            answer = Broken(effect.session, type(error).__name__)
        if answer is not None:
            self.post(answer)

    def _broken(self, session: SessionId, error: Exception, event: Event) -> None:
        log_bug(error, type(event).__name__)
        if not isinstance(event, Broken):
            self.post(Broken(session, type(error).__name__))


def log_bug(error: BaseException, where: str) -> None:
    """Log where a bug happened without its message, which may hold personal data."""
    places = "".join(traceback.format_tb(error.__traceback__))
    log.error("bug while handling %s: %s\n%s", where, type(error).__name__, places)


def guarded(task: Callable[[], None]) -> Callable[[], None]:
    """Wrap a task without an answer: a worker must not swallow what fails in it."""

    def run() -> None:
        try:
            task()
        except DeviceFault as fault:
            log.warning("%s", fault)
        except Exception as error:  # noqa: BLE001 - an executor would swallow it
            log_bug(error, "a task")

    return run
