"""A kiosk without a window in a process of its own, worked line by line: what a test can kill.

    python -m tests.persistence.kiosk_process CONFIG LOG [--die MOMENT] [--sees]

In: ``touch PinChosen``, ``answer AllAnswered yes``, ``enter 1234``. Out: a JSON line for each state
shown. Ends when its input ends. With ``--die`` it kills itself, as a power cut would: once the
service has answered (``qualified``, ``answered``) or the records have committed (``kept``,
``numbered``) and nobody knows yet; or while the first file is brought to the receipt computer:
before, once it is written beside its place, once the records know of that, or after it has its
name. With ``--sees`` it has the configured cameras and a
vision child; without, nobody is ever seen.
"""

import argparse
import dataclasses
import json
import logging
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from kiosk.adapters import build_ports
from kiosk.config import load
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.rules import Rules
from kiosk.ports.reception import ReceptionOutput
from kiosk.ports.records import ResultFile
from kiosk.services.assembly import Kiosk
from kiosk.services.timers import ThreadTimers
from kiosk.services.workers import ThreadWorker
from tests.fakes.vision import FakeVision

MOMENTS = ("before", "written", "staged", "after")
AFTER = {
    "qualified": ("service", "confirm"),
    "answered": ("service", "record_answers"),
    "kept": ("records", "keep_check_in"),
    "numbered": ("records", "keep_provisional"),
}
"""What has just been done when the power is cut."""
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class DyingOutput:
    """The receipt computer's folders, and a power cut beside the first file brought there."""

    def __init__(self, output: ReceptionOutput, when: str) -> None:
        self.render = output.render
        self.render_provisional = output.render_provisional
        self._output = output
        self._when = when

    def stage(self, file: ResultFile, known: str | None) -> str:
        self._die_at("before")
        mark = self._output.stage(file, known)
        self._die_at("written")
        return mark

    def publish(self, file: ResultFile, mark: str) -> None:
        self._die_at("staged")
        self._output.publish(file, mark)
        self._die_at("after")

    def _die_at(self, when: str) -> None:
        if self._when == when:
            os.kill(os.getpid(), signal.SIGKILL)


def die_after(port: object, method: str) -> None:
    """Let a port do one thing as ever, and the kiosk die before it hears of it."""
    carry_out = getattr(port, method)

    def then_die(*arguments: object) -> None:
        carry_out(*arguments)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(port, method, then_die)


class Process:
    """The kiosk, its queue, and the hands that touch it."""

    def __init__(self, config: Path, die: str, *, sees: bool) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        ports = build_ports(load(config))
        if not sees:
            ports = dataclasses.replace(ports, vision=FakeVision())
        if die in AFTER:
            port, method = AFTER[die]
            die_after(getattr(ports, port), method)
        elif die:
            ports = dataclasses.replace(ports, output=DyingOutput(ports.output, die))
        make = (ThreadWorker, ThreadTimers)
        self.kiosk = Kiosk(ports, Rules(), self._calls.put, _show, *make, restart=self._end)

    def run(self) -> None:
        """Obey standard input until it ends."""
        self.kiosk.start()
        threading.Thread(target=self._listen, daemon=True).start()
        while (call := self._calls.get()) is not None:
            call()
        self.kiosk.stop()

    def _end(self) -> None:
        """Be there to be restarted: an order to do so waits for the patient, and is not refused."""
        self._calls.put(None)

    def _listen(self) -> None:
        for line in sys.stdin:
            words = line.split()
            self._calls.put(lambda words=words: self._obey(*words))
        self._calls.put(None)

    def _obey(self, verb: str, what: str, answer: str = "") -> None:
        session = self.kiosk.state.visit.session
        match verb:
            case "touch":
                self.kiosk.post(getattr(t, what)(session))
            case "answer":
                self.kiosk.post(getattr(t, what)(session, answer == "yes"))
            case "enter":
                for digit in what:
                    self.kiosk.post(t.DigitPressed(session, int(digit)))
                self.kiosk.post(t.DigitsConfirmed(session))
            case _:
                raise ValueError(verb)


def _show(state: s.State) -> None:
    """Say which screen is shown; of what is on it only what the tests compare."""
    told: dict[str, object] = {"state": type(state).__name__}
    if isinstance(state, s.ChoosingMethod | s.EnteringPin | s.PinLocked):
        told["pin_tries"] = state.facts.pin_tries.left
        told["staff_door"] = state.visit.staff_door
    if isinstance(state, s.ChoosingMethod):
        front = state.facts.front
        told["front"] = "pending" if front.pending else "read" if front.check_number else "unread"
    if isinstance(state, s.MatchingFace):
        told["guidance"] = state.guidance
    if isinstance(state, s.ReceivedProvisionally):
        told["number"] = state.number
    if isinstance(state, s.FaceRefused):
        told["why"] = state.why
    if isinstance(state, s.EnteringPin | s.EnteringPasscode):
        told["ready"] = bool(state.keypad)
    if isinstance(state, s.EnteringPasscode):
        told["tries_left"] = state.tries_left
    if isinstance(state, s.PasscodePaused):
        told["seconds"] = state.seconds
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Run the kiosk of a configuration."""
    parser = argparse.ArgumentParser()
    parser.add_argument("config", type=Path)
    parser.add_argument("log", type=Path)
    parser.add_argument("--die", choices=(*MOMENTS, *AFTER), default="")
    parser.add_argument("--sees", action="store_true")
    options = parser.parse_args()
    logging.basicConfig(level=logging.DEBUG, format=LOG_FORMAT, filename=options.log)
    Process(options.config, options.die, sees=options.sees).run()


if __name__ == "__main__":
    main()
