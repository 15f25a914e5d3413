"""What is done again and again beside the flow: a thread that takes turns, and its faults."""

import logging
import threading
from collections.abc import Callable

from kiosk.ports.faults import DeviceFault
from kiosk.services.runner import log_bug

log = logging.getLogger(__name__)


class Repeated:
    """A thread that takes turn after turn until it is asked to end.

    `turn` must not raise; it returns the seconds until the next one, None: until somebody wakes it.
    """

    def __init__(self, name: str, turn: Callable[[], float | None]) -> None:
        self._turn = turn
        self._ending = False
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @property
    def ending(self) -> bool:
        """Whether no turn should begin any more."""
        return self._ending

    def start(self) -> None:
        """Take the first turn."""
        self._thread.start()

    def wake(self) -> None:
        """Take the next turn now."""
        self._wake.set()

    def ask_to_end(self) -> None:
        """End after the turn under way; does not wait for it."""
        self._ending = True
        self._wake.set()

    def end(self, patience: float) -> bool:
        """End after the turn under way; False when that takes longer than `patience` seconds."""
        self.ask_to_end()
        if self._thread.is_alive():
            self._thread.join(patience)
        return not self._thread.is_alive()

    def end_or_give_up(self, patience: float) -> bool:
        """As `end`; a turn that takes longer is left to itself, and the log says so."""
        if not self.end(patience):
            log.warning("%s does not answer and is given up", self._thread.name)
            return False
        return True

    def _run(self) -> None:
        while True:
            self._wake.clear()  # what came before this turn is its own
            if self._ending:
                return
            self._wake.wait(self._turn())


class Guard:
    """Carries out what records or devices may refuse. Never raises.

    A fault is logged once, as `said`, until something succeeds; a bug each time, as one in `where`.
    """

    def __init__(self, said: str, where: str) -> None:
        self._said, self._where = said, where
        self.failing = False

    def carry_out(self, task: Callable[[], None]) -> None:
        """Do it, or log why it was not done."""
        try:
            task()
        except DeviceFault as fault:
            if not self.failing:
                log.warning("%s: %s", self._said, fault)
            self.failing = True
        except Exception as error:  # noqa: BLE001 - a bug must not end the thread that does this
            log_bug(error, self._where)
        else:
            self.failing = False
