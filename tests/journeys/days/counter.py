"""A kiosk at a counter whose card is only signed for: everything behind the card is real.

Service over HTTPS, driver, records, folders and the threads between are those of the clinic; card,
camera and timers are the test's, so a reception takes as long as the service and the disk do, and a
whole day of them fits into a test. The test's thread, or one of its own, owns the kiosk's state.
"""

import queue
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

from drivers.qualification.settings import ServiceSettings
from kiosk.adapters import DATABASE_FILE
from kiosk.domain.session import SessionId
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.events import Event
from kiosk.flow.rules import Rules
from kiosk.output.encoding import Encoding
from kiosk.output.oqs_folders import OqsFolders
from kiosk.output.request_folder import SharedRequests
from kiosk.output.requests import StandardRequests
from kiosk.ports.card import SlotEvent
from kiosk.ports.requests import Requests
from kiosk.services.assembly import Kiosk, Ports
from kiosk.services.runner import Post
from kiosk.services.timers import HeldTimers
from kiosk.services.workers import ThreadWorker
from kiosk.storage.records import open_records
from simulators.qualification.service import INSTITUTION, SimulatedService
from tests.fakes import people
from tests.fakes.card import FakeCardFace, FakeSlot
from tests.fakes.records import FakeHasher
from tests.fakes.vision import FakeVision
from tests.journeys.days.parts import DayClock, SigningCard, TellingService
from tests.new_records import lay_new_records

PATIENCE = 30.0  # seconds: a busy machine is slow
STATES = TypeVar("STATES", bound=s.State)


class Counter:
    """A counter with a kiosk named `name`. What it shares with others lies in `folder`."""

    def __init__(
        self,
        folder: Path,
        served: SimulatedService,
        name: str = "kiosk-1",
        rules: Rules | None = None,
        encoding: Encoding = Encoding.UTF_8,
    ) -> None:
        self.folder, self.served, self.name = folder, served, name
        self._rules, self._encoding = rules or Rules(), encoding
        for share in ("face", "req", "res"):
            (folder / share).mkdir(exist_ok=True)
        self.card, self.slot, self.clock = SigningCard(), FakeSlot(), DayClock()
        self.seen: list[s.State] = []
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.on()

    def on(self) -> None:
        """Switch the kiosk on."""
        self.records = open_records(lay_new_records(self.folder / DATABASE_FILE), kiosk=self.name)
        held: list[HeldTimers] = []

        def hold(post: Post) -> HeldTimers:
            held.append(HeldTimers(post))
            return held[0]

        self.kiosk = Kiosk(
            self._ports(), self._rules, self._calls.put, self.seen.append, ThreadWorker, hold
        )
        self.timers = held[0]
        self.kiosk.start()
        self.running = True

    def off(self) -> None:
        """Switch the kiosk off; once more does nothing."""
        if self.running:
            self.kiosk.stop()
        self.running = False

    def _ports(self) -> Ports:
        served, folder = self.served, self.folder
        self.client = TellingService(
            ServiceSettings(
                served.url, served.ca, served.client_certificate, served.client_key, INSTITUTION
            )
        )
        return Ports(
            self.card,
            self.slot,
            FakeCardFace(),
            FakeVision(),
            self.client,
            self.records,
            FakeHasher(),
            OqsFolders(folder / "face", folder / "res", self._encoding, INSTITUTION, self.name),
            self.clock,
            INSTITUTION,
            Requests(
                SharedRequests(folder / "req", self.name),
                StandardRequests(INSTITUTION),
                poll_seconds=0.02,
            ),
        )

    # ------------------------------------------------------------ what is shown
    @property
    def state(self) -> s.State:
        """Where the reception is."""
        return self.kiosk.state

    @property
    def session(self) -> SessionId:
        """The reception under way."""
        return self.state.visit.session

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Handle events one by one until the condition holds."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"not in time: {what}; shown is {type(self.state).__name__}")
            try:
                self._calls.get(timeout=0.01)()
            except queue.Empty:
                continue

    def expect(self, kind: type[STATES]) -> STATES:
        """Wait for a state and stand still in it."""
        self.until(lambda: isinstance(self.state, kind), kind.__name__)
        state = self.state
        assert isinstance(state, kind)
        return state

    # ------------------------------------------------------------ what people do
    def place(self, serial: int) -> None:
        """Lay somebody's card there."""
        self.card.lay(serial)
        self.slot.report(SlotEvent.CARD_PLACED)
        self.expect(s.ChoosingMethod)

    def take(self) -> None:
        """Take the card."""
        self.slot.report(SlotEvent.CARD_REMOVED)

    def touch(self, touch: Callable[[SessionId], Event]) -> None:
        """Touch a button of the screen shown."""
        self._post(touch(self.session))

    def answer(self, touch: Callable[[SessionId, bool], Event], *, yes: bool) -> None:
        """Answer the question shown."""
        self._post(touch(self.session, yes))

    def _post(self, event: Event) -> None:
        """A touch is handled at once, after what was posted before it."""
        self.kiosk.post(event)
        self._settle()

    def time_passes(self) -> None:
        """Let the running timer ring."""
        self.timers.ring()
        self._settle()

    def _settle(self) -> None:
        handled: list[bool] = []
        self._calls.put(lambda: handled.append(True))
        self.until(lambda: bool(handled), "what was posted is handled")

    def verify(self, serial: int) -> None:
        """Come with a card and be verified by PIN."""
        self.place(serial)
        self.touch(t.PinChosen)
        self.until(lambda: bool(getattr(self.state, "keypad", ())), "the pad is shuffled")
        for digit in people.PIN:
            self._post(t.DigitPressed(self.session, int(digit)))
        self.touch(t.DigitsConfirmed)

    def leave(self) -> None:
        """Take the card at the end."""
        self.take()
        self.expect(s.WaitingForCard)

    def receive(self, serial: int, *, yes: bool = True) -> None:
        """Receive somebody from the card to the taken card."""
        self.verify(serial)
        self.expect(s.GivingConsent)
        self.answer(t.AllAnswered, yes=yes)
        self.expect(s.Done)
        self.leave()

    # ------------------------------------------------------------ what is left
    @property
    def face(self) -> Path:
        """The receipt computer's folder."""
        return self.folder / "face"

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """Ask the database."""
        with closing(sqlite3.connect(self.folder / DATABASE_FILE)) as connection:
            return connection.execute(question).fetchall()

    def nothing_kept(self) -> bool:
        """Whether neither records nor folders know of any reception."""
        tables = ("check_ins", "consents", "outbox", "provisional_receptions")
        kept = [self.rows(f"SELECT * FROM {table}") for table in tables]
        return not any(kept) and not list(self.face.glob("[!.]*"))

    def all_delivered(self) -> None:
        """Wait until nothing waits for the receipt computer."""
        waiting = "SELECT number FROM outbox WHERE delivered_at IS NULL"
        self.until(lambda: not self.rows(waiting), "everything is delivered")
