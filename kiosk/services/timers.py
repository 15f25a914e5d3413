"""StartTimer and CancelTimer against time: one timer, the newest."""

import threading
import time
from typing import Protocol

from kiosk.flow.effects import CancelTimer, StartTimer
from kiosk.flow.events import TimedOut
from kiosk.services.runner import Post, log_bug


class Timers(Protocol):
    """Rings the newest timer."""

    def start(self, effect: StartTimer) -> None:
        """Replace the timer."""
        ...

    def cancel(self, effect: CancelTimer) -> None:
        """Forget the timer."""
        ...

    def stop(self) -> None:
        """End for good."""
        ...


class ThreadTimers:
    """One thread that sleeps until the newest deadline."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._changed = threading.Condition()
        self._ring: tuple[float, TimedOut] | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="timers", daemon=True)
        self._thread.start()

    def start(self, effect: StartTimer) -> None:
        deadline = time.monotonic() + effect.seconds
        self._set((deadline, TimedOut(effect.session, effect.timer)))

    def cancel(self, effect: CancelTimer) -> None:
        del effect
        self._set(None)

    def stop(self) -> None:
        self._stopped = True
        self._set(None)
        self._thread.join()

    def _set(self, ring: tuple[float, TimedOut] | None) -> None:
        with self._changed:
            self._ring = ring
            self._changed.notify()

    def _run(self) -> None:
        while (due := self._wait()) is not None:
            try:
                self._post(due)
            except Exception as error:  # noqa: BLE001 - a dead thread would ring for nobody after
                log_bug(error, "a timer")

    def _wait(self) -> TimedOut | None:
        with self._changed:
            while not self._stopped:
                left = None if self._ring is None else self._ring[0] - time.monotonic()
                if self._ring is not None and left is not None and left <= 0:
                    due, self._ring = self._ring[1], None
                    return due
                self._changed.wait(left)
        return None


class HeldTimers:
    """A timer that a test holds: it rings when told."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self.running: StartTimer | None = None

    def start(self, effect: StartTimer) -> None:
        self.running = effect

    def cancel(self, effect: CancelTimer) -> None:
        del effect
        self.running = None

    def stop(self) -> None:
        self.running = None

    def ring(self) -> None:
        """Let the running timer ring."""
        if self.running is not None:
            effect, self.running = self.running, None
            self._post(TimedOut(effect.session, effect.timer))
