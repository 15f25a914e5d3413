"""The receipt computer's requests: taken from ``req``, put to the service, answered in ``res``.

A thread of its own, for a share may hang; the records are only ever used on their own worker. The
service is asked on a worker of the exchange's own, one request at a time: a bulk answer takes a
minute, and a patient's call must not stand behind it. What nobody waits for does not even begin
while a reception is under way, unless it has waited for long.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, TypeVar

from kiosk.domain.fault import Device
from kiosk.ports.clock import Clock
from kiosk.ports.faults import DeviceFault
from kiosk.ports.qualification import Exchanged, QualificationService
from kiosk.ports.records import KeptRequest, Records
from kiosk.ports.requests import Arrival, Request, RequestFault, RequestRefused, Requests
from kiosk.services.calls import GivenUp, call_on
from kiosk.services.exchange_answers import Answering
from kiosk.services.repeated import Repeated
from kiosk.services.runner import log_bug
from kiosk.services.workers import Worker

log = logging.getLogger(__name__)

FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 30.0  # receipt computers wait three minutes for an answer (§1.2)
SOON: Final = 0.3  # seconds between two looks at a file that may be whole by now
LONGEST_YIELD: Final = 20.0  # seconds that a request waits for the reception under way
MOST_TRIES: Final = 5  # of one request while the line is up
LONGEST_END: Final = 5.0  # seconds that a call under way may still take when the kiosk ends
T = TypeVar("T")


@dataclass(frozen=True)
class Around:
    """What the exchange works with. `busy` says that a reception is under way."""

    records: Records
    records_worker: Worker
    service: QualificationService
    service_worker: Worker
    clock: Clock
    busy: Callable[[], bool]
    wake_delivery: Callable[[], None]


class Exchange:
    """Answers every request once. `turn` does what there is to do now; `start` repeats it."""

    def __init__(self, requests: Requests, around: Around) -> None:
        self._folder, self._forms = requests.folder, requests.forms
        self._poll_seconds = requests.poll_seconds
        self._around = around
        self._records = around.records
        self._answering = Answering(requests.forms, around.records, around.clock)
        self._unwritten: Callable[[], None] | None = None  # an answer that the records did not take
        self._tries = ("", 0)  # of the request that is first
        self._last_read: tuple[str, Request | RequestRefused | None] = ("", None)
        self._pause, self._due = FIRST_PAUSE, 0.0
        self._yielding: float | None = None
        self._said = {"requests cannot be taken": "", "requests wait": ""}  # the faults logged last
        self._given_up = False
        self._thread = Repeated("exchange", self._repeat)

    def start(self) -> None:
        """Begin to look for requests; what waited before is put first."""
        self._thread.start()

    def ask_to_end(self) -> None:
        """Put nothing to the service any more; it may be closed now."""
        self._thread.ask_to_end()

    def stop(self) -> None:
        """End after the call under way; one that takes long is given up, and so is the share."""
        if not self._thread.end(LONGEST_END):
            self._given_up = True
            self._thread.end(LONGEST_END)

    def _repeat(self) -> float:
        if self.turn():
            return 0
        return min(SOON, self._poll_seconds) if self._folder.settling() else self._poll_seconds

    def turn(self) -> bool:
        """Take what has arrived and put the first request that waits; False: time for a pause.

        Never raises: a bug must not end the thread.
        """
        try:
            self._look()
            done = self._put_first()
        except GivenUp:
            log.info("a request is left for the next start")
        except DeviceFault as fault:
            self._say("requests wait", fault)
        except Exception as error:  # noqa: BLE001 - tried again like a fault, and logged as a bug
            log_bug(error, "the exchange")
        else:
            self._say("requests wait", None)
            return done
        return False

    def _look(self) -> None:
        """Take what has arrived. A folder that is away is said once, and keeps nothing waiting."""
        found: DeviceFault | None = None
        try:
            for arrival in self._folder.take():
                found = self._take_over(arrival) or found
        except DeviceFault as fault:
            if fault.fault.device is not Device.RECEIPT_COMPUTER:
                raise
            found = fault
        self._say("requests cannot be taken", found)

    def _take_over(self, arrival: Arrival) -> DeviceFault | None:
        """Keep a request and delete its file; one that fails by itself keeps no other waiting."""
        try:
            self._keep(arrival)
        except (DeviceFault, GivenUp):
            raise
        except Exception as error:  # noqa: BLE001 - it stays in the folder, and is logged as a bug
            log_bug(error, "a request file")
            return None
        try:
            self._folder.remove(arrival)
        except DeviceFault as fault:
            return fault
        return None

    def _say(self, what: str, fault: DeviceFault | None) -> None:
        """Log a fault that begins; a share may be away for days, and is looked at each second."""
        said = str(fault) if fault else ""
        if said and said != self._said[what]:
            log.warning("%s: %s", what, fault)
        self._said[what] = said

    def _keep(self, arrival: Arrival) -> None:
        """Keep a request; what cannot be put is answered at once, whatever the line does."""
        kept = KeptRequest(arrival.name, arrival.content)
        try:
            new = self._keep_request(kept)
        except LookupError:  # its name has had another content
            self._keep_again(arrival)
            return
        if new:
            log.info("request taken: %s", _interface(kept))
            read = self._read(kept)
            if isinstance(read, RequestRefused):
                self._refuse(kept, read)
        elif not arrival.left_over and not self._on_records(lambda: self._under_way(kept.name)):
            self._keep_again(arrival)

    def _keep_again(self, arrival: Arrival) -> None:
        """Refuse a file whose name was answered before, under a name that overwrites nothing."""
        kept = KeptRequest(self._forms.again(arrival), arrival.content)
        with suppress(LookupError):  # somebody made up that name too
            if self._keep_request(kept):
                self._refuse(kept, RequestRefused(RequestFault.NAME_USED))

    def _keep_request(self, kept: KeptRequest) -> bool:
        return self._on_records(lambda: self._records.keep_request(kept, self._around.clock.now()))

    def _under_way(self, name: str) -> bool:
        """Say whether a request or its answer still waits: then the same file asks nothing new."""
        return self._records.under_way(name, self._forms.answer_name(name))

    def _put_first(self) -> bool:
        """Put the request that has waited longest; none overtakes it. False: nothing was done."""
        if self._unwritten is not None:
            self._write(self._unwritten)
        waiting = self._on_records(lambda: self._records.waiting_requests(1))
        return bool(waiting) and self._handle(waiting[0])

    def _handle(self, kept: KeptRequest) -> bool:
        request = self._read(kept)
        if isinstance(request, RequestRefused):
            self._refuse(kept, request)
            return True
        if kept.sent and not request.repeatable:
            # The kiosk ended between sending and answering. Twice would be worse than not knowing.
            self._refuse(kept, RequestRefused(RequestFault.RESULT_UNKNOWN))
            return True
        if self._around.clock.monotonic() < self._due or not (
            request.urgent or self._may_disturb()
        ):
            return False
        return self._put(kept, request)

    def _read(self, kept: KeptRequest) -> Request | RequestRefused:
        """Read a request; what waits for the line is not read anew each second, it may be large."""
        name, read = self._last_read
        if name == kept.name and read is not None:
            return read
        try:
            read = self._forms.read(kept)
        except Exception as error:  # noqa: BLE001 - a request that trips a bug must not block others
            log_bug(error, "a request file")
            return RequestRefused(RequestFault.NOT_XML)
        self._last_read = (kept.name, read)
        return read

    def _may_disturb(self) -> bool:
        if not self._around.busy():
            self._yielding = None
            return True
        now = self._around.clock.monotonic()
        self._yielding = now if self._yielding is None else self._yielding
        if now - self._yielding < LONGEST_YIELD:
            return False
        self._yielding = None
        return True

    def _put(self, kept: KeptRequest, request: Request) -> bool:
        """Ask the service. What may not be put twice is only sent over a line known to be up."""
        if not request.repeatable and not self._line_is_up():
            self._back_off()
            return False
        if self._thread.ending:
            return False
        if not kept.sent:
            self._on_records(
                lambda: self._records.request_sent(kept.name, self._around.clock.now())
            )
        try:
            exchanged = self._on_service(
                lambda: self._around.service.exchange(request.interface, request.message)
            )
        except GivenUp:
            raise
        except DeviceFault as fault:
            log.warning("%s not answered: %s", request.interface, fault)
            return self._failed(kept, request)
        except Exception as error:  # noqa: BLE001 - a request that trips a bug must not block others
            log_bug(error, "a request")
            return self._failed(kept, request)
        self._answer(kept, request, exchanged)
        return True

    def _failed(self, kept: KeptRequest, request: Request) -> bool:
        if not request.repeatable:
            self._refuse(kept, RequestRefused(RequestFault.RESULT_UNKNOWN))
            return True
        name, tries = self._tries
        self._tries = (kept.name, tries + 1 if name == kept.name else 1)
        if self._tries[1] >= MOST_TRIES and self._line_is_up():
            self._refuse(kept, RequestRefused(RequestFault.NO_ANSWER))
            return True
        self._back_off()
        return False

    def _line_is_up(self) -> bool:
        """Ask for something that may be asked at any time and changes nothing."""
        try:
            self._on_service(self._around.service.request_challenge)
        except DeviceFault:
            return False
        return True

    def _back_off(self) -> None:
        self._due = self._around.clock.monotonic() + self._pause
        self._pause = min(self._pause * 2, LONGEST_PAUSE)

    def _answer(self, kept: KeptRequest, request: Request, exchanged: Exchanged) -> None:
        self._pause, self._tries = FIRST_PAUSE, ("", 0)
        self._write(self._answering.answer(kept, request, exchanged))
        log.info("request answered: %s", request.interface)

    def _refuse(self, kept: KeptRequest, refused: RequestRefused) -> None:
        self._write(self._answering.refuse(kept, refused))
        log.info("request refused: %s, %s", _interface(kept), refused.fault)

    def _write(self, write: Callable[[], None]) -> None:
        """Write an answer to the records; one that they do not take is the first thing next time.

        The service would not tell it a second time where a request may not be repeated.
        """
        self._unwritten, self._last_read = write, ("", None)  # nothing of people is held for long
        self._on_records(write)
        self._unwritten = None
        self._around.wake_delivery()

    def _on_records(self, call: Callable[[], T]) -> T:
        return call_on(self._around.records_worker, call, lambda: self._given_up)

    def _on_service(self, call: Callable[[], T]) -> T:
        return call_on(self._around.service_worker, call, lambda: self._given_up)


def _interface(kept: KeptRequest) -> str:
    """Return the part of a name that says what is asked, and nothing else of it."""
    return kept.name[:10]
