"""What staff ask the service without the card, through this kiosk's line.

A thread of its own beside the exchange, with which it shares the service's second worker: a call
takes its turn there behind at most one other. What somebody at the desk waits for goes at once;
the rest does not begin while a reception is under way, unless it has waited for long.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeVar

from kiosk.domain.desk_answer import error_in, is_processing, receipt_in, registered_in
from kiosk.domain.desk_query import Letter, QueryKind, interface_of, repeatable, result_of
from kiosk.domain.message_tree import Node
from kiosk.ports.clock import Clock
from kiosk.ports.faults import DeviceFault
from kiosk.ports.qualification import QualificationService
from kiosk.ports.query_book import KeptQuery, QueryAnswer, QueryBook, QueryFault
from kiosk.services.audit import query_entry
from kiosk.services.calls import GivenUp, call_on
from kiosk.services.exchange import FIRST_PAUSE, LONGEST_END, LONGEST_PAUSE, LONGEST_YIELD
from kiosk.services.repeated import Repeated
from kiosk.services.runner import log_bug
from kiosk.services.workers import Worker

log = logging.getLogger(__name__)

LOOK_UP: Final = 0.2  # seconds between two looks whether staff ask anything
MOST_TRIES: Final = 5  # of one query while the line is up
LONGEST_WAIT: Final = timedelta(hours=12)  # for the line: until the end of the day, at most
STILL_PROCESSING: Final = "still_processing"
T = TypeVar("T")


@dataclass(frozen=True)
class Line:
    """The service, the worker that asks it, and whether a reception is `busy` with it."""

    service: QualificationService
    worker: Worker
    busy: Callable[[], bool]


@dataclass
class _Patience:
    """How one query has fared since this start."""

    due: float = 0.0
    pause: float = FIRST_PAUSE
    tries: int = 0
    yielding: float | None = None
    said: str = ""  # why it waits, as the records know it


class DeskQueries:
    """Answers each query once. `turn` does what there is to do now; `start` repeats it.

    `institution` is the clinic's MedicalInstitutionCode. Its thread is the book's only user.
    """

    def __init__(self, book: QueryBook, line: Line, clock: Clock, institution: str) -> None:
        self._book, self._line, self._clock = book, line, clock
        self._institution = institution
        self._patience: dict[str, _Patience] = {}
        self._unwritten: Callable[[], object] | None = None  # an answer that the records refused
        self._version: int | None = None
        self._left = True  # something may be waiting, though nobody has written since
        self._said = ""
        self._given_up = False
        self._thread = Repeated("desk-queries", self._repeat)

    def start(self) -> None:
        """Begin to look for queries; what waited before is put first."""
        self._thread.start()

    def ask_to_end(self) -> None:
        """Put nothing to the service any more; it may be closed now."""
        self._thread.ask_to_end()

    def stop(self) -> None:
        """End after the call under way; one that takes long is given up. Closes the book."""
        if not self._thread.end(LONGEST_END):
            self._given_up = True
            self._thread.end(LONGEST_END)
        self._book.close()

    def _repeat(self) -> float:
        return 0 if self.turn() else LOOK_UP

    def turn(self) -> bool:
        """Put what is due; False: time for a pause. Never raises: a bug must not end the thread."""
        try:
            done = self._turn()
        except GivenUp:
            log.info("a query is left for the next start")
        except DeviceFault as fault:
            self._say(str(fault))
        except Exception as error:  # noqa: BLE001 - tried again like a fault, and logged as a bug
            log_bug(error, "the queries")
        else:
            self._say("")
            return done
        return False

    def _turn(self) -> bool:
        if self._unwritten is not None:
            self._write(self._unwritten)
        version = self._book.version()
        if version == self._version and not self._left:
            return False
        waiting = self._book.waiting()
        self._version, self._left = version, bool(waiting)
        known = {query.id for query in waiting}
        self._patience = {id_: one for id_, one in self._patience.items() if id_ in known}
        return any(self._handle(query) for query in waiting if not self._thread.ending)

    def _handle(self, query: KeptQuery) -> bool:
        """Put one query, or end it; False: it waits."""
        interface = interface_of(query.kind, first_step_done=bool(query.receipt))
        if query.sent and not repeatable(interface):
            # The kiosk ended between sending and answering. Twice would be worse than not knowing.
            return self._fail(query, QueryFault.RESULT_UNKNOWN)
        if self._clock.now() - query.at > LONGEST_WAIT:
            return self._fail(query, QueryFault.TOO_OLD)
        patience = self._patience.setdefault(query.id, _Patience())
        if self._clock.monotonic() < patience.due or not self._may_go(query, patience):
            return False
        return self._put(query, interface, patience)

    def _may_go(self, query: KeptQuery, patience: _Patience) -> bool:
        if query.kind.urgent or not self._line.busy():
            patience.yielding = None
            return True
        now = self._clock.monotonic()
        patience.yielding = now if patience.yielding is None else patience.yielding
        return now - patience.yielding >= LONGEST_YIELD

    def _put(self, query: KeptQuery, interface: str, patience: _Patience) -> bool:
        """Ask the service. What may not be put twice is only sent over a line known to be up."""
        again = repeatable(interface)
        if not again and (code := self._why_down()):
            return self._wait(query, patience, code)
        if not query.sent and not self._book.mark_sent(query.id, self._clock.now()):
            return True  # withdrawn meanwhile
        try:
            message = self._ask(query, interface)
        except DeviceFault as fault:
            log.warning("%s not answered: %s", interface, fault)
            if not again:
                return self._fail(query, QueryFault.RESULT_UNKNOWN)
            return self._failed(query, patience, fault.fault.code)
        except GivenUp:
            raise
        except Exception as error:  # noqa: BLE001 - a query that trips a bug must not block others
            log_bug(error, "a query")
            return self._fail(query, QueryFault.UNUSABLE)
        self._told(query, patience, message)
        return True

    def _ask(self, query: KeptQuery, interface: str) -> Node:
        request = query.request
        if query.receipt:
            request = result_of(query.receipt, Letter(self._institution, f"{query.id}-2"))
        exchanged = self._on_service(lambda: self._line.service.exchange(interface, request))
        return exchanged.message

    def _told(self, query: KeptQuery, patience: _Patience, message: Node) -> None:
        """Keep what came back, or what of it leads on to the next step."""
        first_of_two = query.kind is QueryKind.HOME_VISIT and not query.receipt
        if is_processing(message):
            if query.kind is QueryKind.REFERENCE or first_of_two:
                self._fail(query, QueryFault.RESULT_UNKNOWN)
                return
            self._wait(query, patience, STILL_PROCESSING)
        elif first_of_two and error_in(message) is None:
            self._begun(query, receipt_in(message))
        else:
            self._answer(query, message)

    def _begun(self, query: KeptQuery, receipt: str) -> None:
        if not receipt or len(receipt) > 64:
            self._fail(query, QueryFault.UNUSABLE)
            return
        self._write(lambda: self._book.first_step_done(query.id, receipt))

    def _failed(self, query: KeptQuery, patience: _Patience, code: str) -> bool:
        patience.tries += 1
        if patience.tries >= MOST_TRIES and not self._why_down():
            return self._fail(query, QueryFault.NO_ANSWER)
        return self._wait(query, patience, code)

    def _wait(self, query: KeptQuery, patience: _Patience, code: str) -> bool:
        patience.due = self._clock.monotonic() + patience.pause
        patience.pause = min(patience.pause * 2, LONGEST_PAUSE)
        if patience.said != code:
            self._book.waits_because(query.id, code)
            patience.said = code
        return False

    def _why_down(self) -> str:
        """Ask for what may be asked at any time and changes nothing; an empty text: it is up."""
        try:
            self._on_service(self._line.service.request_challenge)
        except DeviceFault as fault:
            return fault.fault.code
        return ""

    def _answer(self, query: KeptQuery, message: Node) -> None:
        registered = registered_in(message) if query.kind is QueryKind.REFERENCE else ""
        result = "error" if error_in(message) else _validity(message)
        answer, entry, at = (
            QueryAnswer(message, registered),
            query_entry(query.kind.value, result),
            self._now(),
        )
        self._write(lambda: self._book.answer(query.id, answer, entry, at))
        log.info("query answered: %s", query.kind)

    def _fail(self, query: KeptQuery, fault: QueryFault) -> bool:
        entry, at = query_entry(query.kind.value, fault.value), self._now()
        self._write(lambda: self._book.fail(query.id, fault, entry, at))
        log.info("query not answered: %s, %s", query.kind, fault)
        return True

    def _write(self, write: Callable[[], object]) -> None:
        """Write to the records; what they do not take is the first thing next time.

        The service would not tell it a second time where a request may not be repeated.
        """
        self._unwritten = write
        write()
        self._unwritten = None

    def _now(self) -> datetime:
        return self._clock.now()

    def _say(self, said: str) -> None:
        """Log a fault that begins; it is met again five times a second."""
        if said and said != self._said:
            log.warning("queries wait: %s", said)
        self._said = said

    def _on_service(self, call: Callable[[], T]) -> T:
        return call_on(self._line.worker, call, lambda: self._given_up)


def _validity(message: Node) -> str:
    """Return QualificationValidity as the audit log may have it."""
    body = message.child("MessageBody")
    told = (body.value("QualificationValidity") if body else None) or ""
    return told if told in set("123456") else "done"
