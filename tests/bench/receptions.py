"""The machine's share of a reception, from a touch to the frame that answers it."""

import os
import re
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from kiosk.adapters import build_ports
from kiosk.app import App
from kiosk.config import load
from kiosk.demo.bench_process import BenchProcess
from kiosk.domain.face import FaceGuidance
from kiosk.flow import states as s
from kiosk.screens.screen import Intent
from kiosk.ui.application import Application
from kiosk.ui.hands import Hands

RUNS = 7
TRIES = 3
PATIENCE = 60.0
TO_DECISION = "face: first good frame to the decision"
PERSON = 0.45  # a new screen ignores touches until then
MOVEMENTS = {FaceGuidance.TURN_LEFT, FaceGuidance.TURN_RIGHT, FaceGuidance.BLINK}


class Measured:
    """One window with a stopwatch that stops at the frame after a state."""

    def __init__(self, application: Application, bench: BenchProcess) -> None:
        self.application = application
        self.bench = bench
        self.frames: list[float] = []
        self.shown: tuple[type[s.State], float] = (s.OutOfService, 0.0)
        self.reading_since = 0.0
        self.asked_since = 0.0
        self.obeys = True
        self._guidance: FaceGuidance | None = None
        self._began = 0.0
        self._frame = (0.0, 0.0)

    def watch(self, app: App) -> None:
        """Begin to time the frames of a window."""
        self.app = app
        self.hands = Hands(app.window.view)
        app.window.view.beforeSynchronizing.connect(self._begin)
        app.window.view.frameSwapped.connect(self._end)

    def seen(self, state: s.State) -> None:
        """Note a state the moment it was handed to the window."""
        self.shown = (type(state), time.monotonic())
        if isinstance(state, s.ReadingCard):
            self.reading_since = self.shown[1]
        if isinstance(state, s.MatchingFace) and state.guidance is not self._guidance:
            self._obey(state.guidance)

    def _obey(self, guidance: FaceGuidance) -> None:
        """Let who stands there do what the screen asks for."""
        self._guidance = guidance
        if guidance in MOVEMENTS:
            self.asked_since = time.monotonic()
        if self.obeys:
            self.bench.do("obey", guidance)

    @property
    def drawn(self) -> tuple[float, float]:
        """When the last frame was begun, and when it was swapped."""
        return self._frame

    def _begin(self) -> None:
        self._began = time.monotonic()

    def _end(self) -> None:
        self._frame = (self._began, time.monotonic())
        self.frames.append((self._frame[1] - self._frame[0]) * 1000)

    @property
    def state(self) -> s.State:
        """Where the reception is."""
        return self.app.kiosk.state

    def until(self, *kinds: type[s.State]) -> float:
        """Wait for a state and a frame begun after it; return when that frame was swapped."""
        names = " or ".join(kind.__name__ for kind in kinds)
        if not self.application.wait_until(lambda: isinstance(self.state, kinds), PATIENCE):
            raise RuntimeError(f"expected {names}, found {type(self.state).__name__}")
        if not self.application.wait_until(lambda: self._frame[0] >= self.shown[1], PATIENCE):
            raise RuntimeError(f"{names} was never drawn")
        return self._frame[1]

    def forget(self) -> None:
        """Begin anew with what the screen asks for."""
        self._guidance = None

    def until_asked(self) -> None:
        """Wait until a movement is asked for."""
        if not self.application.wait_until(lambda: self._guidance in MOVEMENTS, PATIENCE):
            raise RuntimeError("no movement was asked for")

    def look(self) -> None:
        """Let a person's moment pass."""
        self.application.wait_until(lambda: False, PERSON)

    def type(self, digits: str) -> None:
        """Type without confirming."""
        self.application.wait_until(lambda: bool(getattr(self.state, "keypad", ())), PATIENCE)
        self.look()
        for digit in digits:
            self.hands.tap_named(digit)
            self.application.wait_until(lambda: False, 0.03)


def measure(config: Path, bench: BenchProcess) -> dict[str, list[float]]:
    """Receive one patient by PIN and another by face, several times; milliseconds."""
    figures: dict[str, list[float]] = {}

    def receive(stage: Measured) -> None:
        for _ in range(RUNS):
            _pin(stage, figures)
            by_face(stage, figures)
        figures["a frame drawn (synchronise and render)"] = list(stage.frames)

    figures[TO_DECISION] = with_kiosk(config, bench, receive)
    return figures


def with_kiosk(
    config: Path, bench: BenchProcess, receive: Callable[[Measured], None]
) -> list[float]:
    """Run a kiosk meanwhile; return milliseconds from first good frames to decisions."""
    application = Application()
    stage = Measured(application, bench)
    with tempfile.TemporaryFile("w+") as said, _stderr_to(said.fileno()):
        loaded = load(config)
        app = App(loaded, build_ports(loaded), stage.seen)
        stage.watch(app)
        app.start()
        try:
            stage.until(s.WaitingForCard)
            receive(stage)
        finally:
            app.stop()
            application.close()
        said.seek(0)
        verdicts = re.findall(r"verdict ([0-9.]+) s after the first good frame", said.read())
    return [float(one) * 1000 for one in verdicts]


@contextmanager
def _stderr_to(descriptor: int) -> Generator[None]:
    """Lead standard error, which the vision child shares, into a file."""
    kept = os.dup(2)
    os.dup2(descriptor, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _note(figures: dict[str, list[float]], name: str, seconds: float) -> None:
    figures.setdefault(name, []).append(seconds * 1000)


def _timed(stage: Measured, act: Callable[[], None], kind: type[s.State]) -> float:
    began = time.monotonic()
    act()
    return stage.until(kind) - began


def _pin(stage: Measured, figures: dict[str, list[float]]) -> None:
    stage.bench.do("place_card", "hanako")
    shown = stage.until(s.ChoosingMethod)
    _note(figures, "card placed to the choice on the glass", shown - stage.reading_since)
    stage.look()
    stage.hands.tap(Intent.PIN)
    stage.until(s.EnteringPin)
    stage.type("1234")
    seconds = _timed(stage, lambda: stage.hands.tap(Intent.CONFIRM), s.GivingConsent)
    _note(figures, "PIN confirmed to the consent on the glass", seconds)
    stage.look()
    seconds = _timed(stage, lambda: stage.hands.tap(Intent.AGREE_TO_ALL), s.Done)
    _note(figures, "last consent to done on the glass", seconds)
    stage.bench.do("take_card")
    stage.until(s.WaitingForCard)


def begin_face(stage: Measured) -> None:
    """Place a card and stand before the camera, up to the choice."""
    stage.forget()
    stage.bench.do("show_person", "ume")
    stage.bench.do("place_card", "ume")
    stage.until(s.ChoosingMethod)
    stage.look()


def by_face(stage: Measured, figures: dict[str, list[float]]) -> None:
    """Receive one patient by face, who does what is asked, and again when that was not seen.

    Raises `RuntimeError` when a busy machine sees none of three tries.
    """
    for _ in range(TRIES):
        begin_face(stage)
        began = time.monotonic()
        stage.hands.tap(Intent.FACE)
        shown = stage.until(s.GivingConsent, s.FaceRefused)
        if isinstance(stage.state, s.GivingConsent):
            _note(figures, "face chosen to the consent on the glass", shown - began)
            answered = stage.shown[1] - stage.asked_since
            _note(figures, "face: movement asked for to the match", answered)
            end(stage)
            return
        end(stage)
    raise RuntimeError("the movement asked for was not seen; is the machine busy?")


def end(stage: Measured) -> None:
    """Take the card."""
    stage.bench.do("take_card")
    stage.until(s.WaitingForCard)
