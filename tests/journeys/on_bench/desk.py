"""A kiosk without a window on the bench's real parts; the test's thread owns its state.

Events wait in a queue until the test looks (`until`, `expect`): a test sees every state, also one
that lasts a millisecond, and can act in it.
"""

import dataclasses
import queue
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, TypedDict, TypeVar, Unpack

from kiosk.adapters import DATABASE_FILE, build_ports
from kiosk.config import Config
from kiosk.domain.face import FaceGuidance
from kiosk.domain.session import SessionId
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.doors import Doors, doors
from kiosk.flow.events import Event
from kiosk.flow.front import front_of
from kiosk.flow.rules import Rules
from kiosk.flow.visit import Front
from kiosk.services.assembly import Kiosk, Ports
from kiosk.services.timers import ThreadTimers
from kiosk.services.workers import ThreadWorker
from simulators.bench import Bench
from simulators.card.vpcd import Faults
from tests.journeys.on_bench.eyes import Eyes
from tests.journeys.on_bench.tray import ToldTray

PATIENCE = 45.0  # seconds that a real part may take before the test fails: a busy machine is slow
STATES = TypeVar("STATES", bound=s.State)


class Placing(TypedDict, total=False):
    """What may be said of a card that is laid there: `Bench.place_card`."""

    front_of: str
    forged_portrait: str
    forged_issuer: bool
    phone_unlocked: bool


class Desk:
    """The reception desk: a kiosk, its card reader, and what patients and staff do there."""

    def __init__(
        self,
        bench: Bench,
        config: Config,
        rules: Rules,
        tray: ToldTray,
        eyes: Eyes | None,
        change: Callable[[Ports], Ports] = lambda ports: ports,
    ) -> None:
        self.bench, self.config, self.rules = bench, config, rules
        self._tray = tray
        self.seen: list[s.State] = []
        self.cooperative = True  # whether who is before the camera does what the screen asks
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        ports = build_ports(config)
        if eyes is not None:
            ports = dataclasses.replace(ports, vision=eyes[0], card_face=eyes[1])
        self.ports = change(ports)
        self.kiosk = Kiosk(
            self.ports, rules, self._calls.put, self._see, ThreadWorker, ThreadTimers
        )
        self.kiosk.start()
        self.running = True

    def stop(self) -> None:
        """Switch the kiosk off."""
        self.running = False
        self.kiosk.stop()

    def _see(self, state: s.State) -> None:
        """Note a state as it is shown; who is before the camera does what it asks for."""
        before = self.seen[-1] if self.seen else None
        self.seen.append(state)
        if not self.cooperative or not isinstance(state, s.MatchingFace):
            return
        if not isinstance(before, s.MatchingFace) or before.guidance is not state.guidance:
            self.bench.obey(state.guidance)

    # ------------------------------------------------------------ what is shown
    @property
    def state(self) -> s.State:
        """Where the reception is."""
        return self.kiosk.state

    @property
    def session(self) -> SessionId:
        """The reception under way."""
        return self.state.visit.session

    def until(self, condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """Handle events one by one until the condition holds; fail with `what` if it never does."""
        deadline = time.monotonic() + seconds
        while not condition():
            left = deadline - time.monotonic()
            if left <= 0:
                now = type(self.state).__name__
                raise AssertionError(f"not within {seconds} s: {what}; the kiosk shows {now}")
            try:
                self._calls.get(timeout=min(left, 0.02))()
            except queue.Empty:
                continue

    def expect(self, kind: type[STATES], seconds: float = PATIENCE) -> STATES:
        """Wait for a state and stand still in it: nothing is handled before the next verb."""
        self.until(lambda: isinstance(self.state, kind), kind.__name__, seconds)
        state = self.state
        assert isinstance(state, kind)
        return state

    def until_told(self, *words: FaceGuidance) -> FaceGuidance:
        """Wait until the screen tells the person before the camera one of these words."""

        def told() -> bool:
            return isinstance(self.state, s.MatchingFace) and self.state.guidance in words

        self.until(told, " or ".join(words))
        assert isinstance(self.state, s.MatchingFace)
        return self.state.guidance

    @property
    def front(self) -> Front:
        """What the kiosk knows of the printed front."""
        front = front_of(self.state)
        assert front is not None
        return front

    def doors(self) -> Doors:
        """Say which doors are open on the screen shown."""
        state = self.state
        assert isinstance(state, s.ChoosingMethod | s.PinLocked | s.FaceRefused)
        return doors(state.visit, state.facts, self.rules)

    # ------------------------------------------------------------ what people do
    def place(self, name: str, faults: Faults | None = None, **how: Unpack[Placing]) -> None:
        """Lay a card into the reader, instead of the one that lies there."""
        self.take()
        self._tray.lay(self.bench.personas[how.get("front_of") or name])
        self.bench.place_card(name, faults, **how)

    def take(self) -> None:
        """Take the card out of the reader."""
        self.bench.take_card()
        self._tray.lay(None)

    def leave(self) -> None:
        """Take the card and go; the kiosk waits for the next patient."""
        self.take()
        self.expect(s.WaitingForCard)

    def walk_away(self) -> None:
        """Take the card in the middle; the next patient need not wait for the message to end."""
        self.take()
        self.expect(s.Interrupted)

    def touch(self, touch: Callable[[SessionId], Event]) -> None:
        """Touch a button of the screen shown."""
        self._post(touch(self.session))

    def answer(self, touch: Callable[[SessionId, bool], Event], *, yes: bool) -> None:
        """Answer the question shown."""
        self._post(touch(self.session, yes))

    def press(self, digits: str) -> None:
        """Press digits of the pad, once it is shuffled."""
        self.until(lambda: bool(getattr(self.state, "keypad", ())), "the pad is shuffled")
        for digit in digits:
            self._post(t.DigitPressed(self.session, int(digit)))

    def enter(self, digits: str) -> None:
        """Press digits and confirm them."""
        self.press(digits)
        self.touch(t.DigitsConfirmed)

    def say_why(self) -> None:
        """Staff choose the reason for which they look themselves."""
        self.expect(s.ChoosingReason)
        self.touch(lambda session: t.ReasonChosen(session, VisualReason.CANNOT_OPERATE))

    def _post(self, event: Event) -> None:
        """A touch is handled at once, whatever waits in the queue before it."""
        self.kiosk.post(event)
        handled = False

        def mark() -> None:
            nonlocal handled
            handled = True

        self._calls.put(mark)
        self.until(lambda: handled, "the touch is handled")

    # ------------------------------------------------------------ whole stretches
    def choose_pin(self, name: str, faults: Faults | None = None) -> s.EnteringPin:
        """Come with a card and choose the PIN."""
        self.place(name, faults)
        self.expect(s.ChoosingMethod)
        self.touch(t.PinChosen)
        return self.expect(s.EnteringPin)

    def take_the_risk(self) -> s.EnteringPin:
        """Enter the PIN although one try is left."""
        self.expect(s.LastPinTry)
        self.touch(t.WentOn)
        return self.expect(s.EnteringPin)

    def choose_face(self, name: str) -> s.MatchingFace:
        """Come with a card and choose the face."""
        self.place(name)
        self.expect(s.ChoosingMethod)
        self.touch(t.FaceChosen)
        return self.expect(s.MatchingFace)

    def choose_staff(self, name: str) -> s.EnteringPasscode:
        """Come with a card and call for the visual check."""
        self.place(name)
        return self.call_staff()

    def call_staff(self) -> s.EnteringPasscode:
        """Choose the visual check, once the kiosk knows that there is one."""
        self.until(lambda: isinstance(self.state, s.ChoosingMethod), "ChoosingMethod")
        self.until(lambda: self.doors().staff, "the staff door is open")
        self.touch(t.StaffChosen)
        return self.expect(s.EnteringPasscode)

    def asked_for_consent(self, name: str) -> s.GivingConsent:
        """Be verified by PIN and asked for consent."""
        self.choose_pin(name)
        self.enter(pin_of(self.bench, name))
        return self.expect(s.GivingConsent)

    def agree(self, *, yes: bool = True) -> s.Done:
        """Answer every question at once and be received."""
        self.expect(s.GivingConsent)
        self.answer(t.AllAnswered, yes=yes)
        return self.expect(s.Done)

    def receive(self, name: str) -> None:
        """Receive somebody from the card to the taken card."""
        self.asked_for_consent(name)
        self.agree()
        self.leave()

    # ------------------------------------------------------------ what is left
    @property
    def face_folder(self) -> Path:
        """The receipt computer's folder."""
        return self.config.output.face_folder

    def files(self, count: int) -> list[bytes]:
        """Wait for so many result files; return what is in them, oldest first."""

        def found() -> list[Path]:
            return sorted(self.face_folder.glob("*.xml"), key=lambda path: path.stat().st_mtime_ns)

        self.until(lambda: len(found()) >= count, f"{count} files are delivered")
        assert len(found()) == count
        return [path.read_bytes() for path in found()]

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """Ask the database; a question without an answer is an empty list."""
        path = self.config.records.folder / DATABASE_FILE
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute(question).fetchall()

    def received_by(self) -> list[str]:
        """How those who were received were verified, in order."""
        return [by for (by,) in self.rows("SELECT verified_by FROM check_ins ORDER BY at")]

    def all_delivered(self) -> None:
        """Wait until nothing waits for the receipt computer."""
        waiting = "SELECT number FROM outbox WHERE delivered_at IS NULL"
        self.until(lambda: not self.rows(waiting), "everything is delivered")


def pin_of(bench: Bench, name: str) -> str:
    """Return the PIN that the holder knows."""
    pin = bench.personas[name].pins.auth
    assert pin is not None
    return pin


def names(states: Iterable[s.State]) -> list[str]:
    """Return states by name, repetitions left out."""
    found = [type(state).__name__ for state in states]
    return [name for before, name in zip(["", *found], found, strict=False) if name != before]
