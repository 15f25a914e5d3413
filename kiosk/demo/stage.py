"""The stage of the demonstration: the running kiosk, the bench, and hands that touch the screen."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.app import App
from kiosk.demo.bench_process import BenchProcess
from kiosk.demo.cooperation import TURNS
from kiosk.flow import states as s
from kiosk.screens.screen import Intent
from kiosk.ui.application import Application
from kiosk.ui.hands import Hands

PATIENCE = 45.0  # seconds until the demonstration gives a step up
PREVIEW = 0.1  # seconds until the window has drawn the first frame of the camera
TURNING = 0.9  # seconds until a head that is asked to turn is well on its way
KEY = 0.2  # seconds from digit to digit; the same one sooner would be a trembling finger's
PERSON = 0.45  # seconds a person looks before touching; longer than a new screen ignores touches

_STEPS: dict[type, str] = {
    s.ReadingCard: "1 card",
    s.CheckingPin: "3 verification",
    s.ReadingPortrait: "3 verification",
    s.MatchingFace: "3 verification",
    s.CheckingPasscode: "3 verification",
    s.Qualifying: "3 qualification",
    s.SendingConsents: "4 consent",
    s.CheckingIn: "5 check-in",
}


class NotAsExpected(Exception):
    """The kiosk did not come to the state that the script expects."""


@dataclass
class MachineTime:
    """Milliseconds spent in states that wait for a device, by step; the person's time is absent."""

    by_step: dict[str, float] = field(default_factory=dict[str, float])
    _since: tuple[str, float] | None = None

    def see(self, state: s.State) -> None:
        """Note a state the moment it is shown."""
        now = time.monotonic()
        if self._since is not None:
            step, began = self._since
            self.by_step[step] = self.by_step.get(step, 0.0) + (now - began) * 1000
        moves = isinstance(state, s.MatchingFace) and state.asked
        step_now = None if moves else _STEPS.get(type(state))
        self._since = (step_now, now) if step_now else None


class Stage:
    """Verbs of the script: what patients and staff do, and what they see."""

    def __init__(
        self,
        application: Application,
        app: App,
        bench: BenchProcess,
        pictures: Path,
        clock: "MachineTime",
    ) -> None:
        self._application = application
        self._app = app
        self._bench = bench
        self._hands = Hands(app.window.view)
        self._pictures = pictures
        self._count = 0
        self.tries_by_face = 0
        self.clock = clock

    @property
    def state(self) -> s.State:
        """Where the reception is."""
        return self._app.kiosk.state

    def place(self, persona: str) -> None:
        """Put a card into the reader."""
        self._bench.do("place_card", persona)

    def stand(self, persona: str) -> None:
        """Stand before the camera; how this person moves is drawn from now on."""
        self._bench.do("show_person", persona)

    def be_ready(self, persona: str) -> None:
        """Wait until every movement of a person is drawn: nobody turns more slowly for that."""
        self._bench.do("rehearse", persona)

    def take(self) -> None:
        """Take the card and leave."""
        self._bench.do("take_card")
        self.expect(s.WaitingForCard)

    def expect(self, kind: type[s.State], picture: str = "") -> None:
        """Wait for a state, and take its picture. Raises `NotAsExpected`."""
        if not self._application.wait_until(lambda: isinstance(self.state, kind), PATIENCE):
            found = type(self.state).__name__
            raise NotAsExpected(f"expected {kind.__name__}, the kiosk shows {found}")
        self.look()
        if picture:
            self.picture(picture)

    def picture(self, name: str) -> None:
        """Keep what the screen shows as the next picture."""
        self._count += 1
        self._app.window.grab(self._pictures / f"{self._count:02d}-{name}.png")
        print(f"    {self._count:02d} {name}", flush=True)  # noqa: T201 - the progress of a command

    def be_recognised(self, *pictures: str) -> None:
        """Touch face and do as the screen says; again while the kiosk offers another try.

        `pictures` name the face, the turn asked for, and the head on its way. Raises
        `NothingToTouch` when there is no other try.
        """
        moments = (self._wait_to_be_seen, self._wait_to_be_asked, self._wait_for_the_turn)
        left = list(zip(pictures, moments, strict=False))
        while True:
            self.tap(Intent.FACE)
            self.tries_by_face += 1
            self.wait(lambda: not self._face_is_judged())
            self._watch_a_try(left)
            self.wait(self._face_is_judged)
            if not isinstance(self.state, s.FaceRefused):
                return
            self.look()

    def _watch_a_try(self, left: list[tuple[str, Callable[[], None]]]) -> None:
        """Take the pictures that are left, as far as this try comes."""
        while left:
            name, wait_for_it = left[0]
            wait_for_it()
            if self._face_is_judged():
                return
            self.picture(name)
            del left[0]

    def _wait_to_be_seen(self) -> None:
        self.wait(lambda: self._app.ports.vision.preview() is not None or self._face_is_judged())
        self.wait(lambda: False, PREVIEW)

    def _wait_to_be_asked(self) -> None:
        self.wait(lambda: self._asks_to_turn() or self._face_is_judged())

    def _wait_for_the_turn(self) -> None:
        self._wait_to_be_asked()
        self.wait(lambda: not self._asks_to_turn(), TURNING)

    def _face_is_judged(self) -> bool:
        return not isinstance(self.state, s.ReadingPortrait | s.MatchingFace)

    def _asks_to_turn(self) -> bool:
        return isinstance(self.state, s.MatchingFace) and self.state.guidance in TURNS

    def tap(self, intent: Intent) -> None:
        """Touch a button."""
        self._hands.tap(intent)

    def tap_named(self, name: str) -> None:
        """Touch what is written so."""
        self._hands.tap_named(name)
        self.look()

    def type(self, digits: str) -> None:
        """Type on the shuffled pad and confirm."""
        self._application.wait_until(lambda: bool(getattr(self.state, "keypad", ())), PATIENCE)
        for digit in digits:
            self._hands.tap_named(digit)
            self._application.wait_until(lambda: False, KEY)
        self._hands.tap(Intent.CONFIRM)

    def look(self) -> None:
        """Take as long as a person does to see what came."""
        self._application.wait_until(lambda: False, PERSON)

    def wait(self, condition: Callable[[], bool], seconds: float = PATIENCE) -> bool:
        """Let the interface live until something holds."""
        return self._application.wait_until(condition, seconds)
