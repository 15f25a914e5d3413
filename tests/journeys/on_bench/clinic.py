"""A clinic that asks whatever may be asked: its kiosk, seen by its screens, and its レセコン."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.config import load
from kiosk.demo.development import STAFF_PASSCODE, write_development_config
from kiosk.demo.folder import CONFIG
from kiosk.domain.language import Language
from kiosk.flow import states as s
from kiosk.flow.front import front_of
from kiosk.screens import texts
from kiosk.screens.present import present
from kiosk.screens.screen import Intent, Screen
from kiosk.ui.intents import event_of
from simulators.bench import Bench
from simulators.receipt_computer.computer import ReceiptComputer, Taken
from tests.fakes.vision import FakeVision
from tests.journeys.on_bench.desk import Desk, pin_of
from tests.journeys.on_bench.tray import ToldTray

ASK = 'ask = ["specific_diseases", "public_expense", "prescription"]'
ENDS = s.Done | s.SeeStaff | s.CardNotUsable
QUESTIONS = s.OfferingRegistration | s.GivingConsent | s.AnsweringOption

Touched = tuple[str, Intent]
"""The place of a question, and which of its buttons is touched."""


@dataclass(frozen=True)
class Seen:
    """One reception, as the patient saw it."""

    screens: Sequence[Screen]  # every screen shown, in order
    places: Sequence[str]  # of those that wait for a person, in order

    @property
    def last(self) -> Screen:
        """The screen that it ended on."""
        return self.screens[-1]


class Clinic:
    """One kiosk with every kind of information and every optional question on."""

    def __init__(self, bench: Bench, folder: Path, encoding: str) -> None:
        write_development_config(folder, bench.endpoints_file)
        path = folder / CONFIG
        text = path.read_text("utf-8").replace("[clinic]", f"[clinic]\n{ASK}")
        path.write_text(text.replace("[output]", f'[output]\nencoding = "{encoding}"'), "utf-8")
        config = load(path)
        tray = ToldTray()
        self.bench, self.encoding = bench, encoding
        self.desk = Desk(bench, config, config.rules, tray, (FakeVision(), tray))
        self.computer = ReceiptComputer(folder, pause=lambda _: None)
        self.texts = texts.load()
        self.words = self.texts[Language.JAPANESE]

    def close(self) -> None:
        """Switch everything off."""
        self.computer.close()
        self.desk.stop()
        self.bench.take_card()

    def screen(self, state: s.State | None = None) -> Screen:
        """Return what is shown in a state, or now."""
        return present(state or self.desk.state, self.texts, self.desk.rules, simulated=True)

    # ------------------------------------------------------------ the patient
    def receive(self, name: str, touched: Sequence[Touched]) -> Seen:
        """Come with one's card, touch what is said, and go on to the end; the card lies there."""
        desk, left, places = self.desk, list(touched), list[str]()
        seen = len(desk.seen)
        desk.place(name)
        while not isinstance(desk.state, ENDS):
            desk.until(self._waits, "a screen that waits for somebody")
            if isinstance(desk.state, ENDS):
                break
            screen = self.screen()
            places.append(screen.place)
            if isinstance(desk.state, QUESTIONS):
                assert left, f"nobody said what to touch at {screen.place}"
                place, intent = left.pop(0)
                assert screen.place == place
                self._touch(screen, intent)
            else:
                self._prove(name, screen)
        assert not left, f"never asked: {left}"
        return Seen([self.screen(state) for state in desk.seen[seen:]], places)

    def go(self) -> None:
        """Take the card and go, wherever the reception is; the next patient may come."""
        self.desk.take()
        self.desk.expect(s.WaitingForCard)

    def _waits(self) -> bool:
        state = self.desk.state
        if isinstance(state, s.ChoosingMethod):
            front = front_of(state)
            return front is not None and not front.pending and state.visit.staff_door
        if isinstance(state, s.EnteringPin | s.EnteringPasscode):
            return bool(state.keypad)
        return isinstance(state, s.Interactive | ENDS)

    def _prove(self, name: str, screen: Screen) -> None:
        """Show who one is, by the PIN where the card has one, else with staff's help."""
        match self.desk.state:
            case s.EnteringPin():
                self.desk.enter(pin_of(self.bench, name))
            case s.EnteringPasscode():
                self.desk.enter(STAFF_PASSCODE)
            case s.ChoosingReason():
                self._touch(screen, Intent.REASON_CANNOT_OPERATE)
            case s.CheckingVisually():
                self._touch(screen, Intent.SAME_PERSON)
            case s.Noticing():
                self._touch(screen, Intent.GO_ON)
            case s.ChoosingMethod():
                offered = {choice.intent for choice in screen.choices}
                self._touch(screen, Intent.PIN if Intent.PIN in offered else Intent.STAFF)
            case other:
                raise AssertionError(f"nobody expected {type(other).__name__}")

    def _touch(self, screen: Screen, intent: Intent) -> None:
        (choice,) = (one for one in screen.choices if one.enabled and one.intent is intent)
        self.desk.touch(lambda session: event_of(choice, session))

    # ------------------------------------------------------------ the clinic
    def taken(self) -> list[Taken]:
        """Let the receipt computer take everything that is to be delivered."""
        self.desk.all_delivered()
        taken = self.computer.take_all()
        assert self.computer.rejected == {}
        left = [
            path for path in self.desk.face_folder.iterdir() if path.suffix in {".xml", ".json"}
        ]
        assert left == []
        return taken

    def audit(self) -> list[tuple[str, dict[str, Any]]]:
        """Return what the audit log holds, oldest first."""
        rows = self.desk.rows("SELECT what, details FROM audit ORDER BY number")
        return [(what, json.loads(details)) for what, details in rows]

    def audited(self, before: int, what: Sequence[str]) -> list[tuple[str, dict[str, Any]]]:
        """Wait until the audit log has these entries after its first `before`; return them."""

        def found() -> list[str]:
            return [name for name, _ in self.audit()[before:]]

        self.desk.until(lambda: len(found()) >= len(what), f"the audit log says {what}")
        assert found() == list(what)
        return self.audit()[before:]

    def switch(self, name: str | None) -> None:
        """Turn one of the bench's switches, if any."""
        if name is not None:
            self.bench.switches()[name]()
