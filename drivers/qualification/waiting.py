"""How the client waits: a little longer or shorter by chance, and until it is ended."""

import random
from threading import Event
from time import monotonic
from typing import Final, Protocol

JITTER: Final = 0.5  # of a pause: kiosks that lost the line together do not come back together


class Waiting(Protocol):
    """A clock and the pauses on it; used from any thread."""

    def now(self) -> float:
        """Seconds on a clock that only goes forward."""
        ...

    def pause(self, seconds: float) -> bool:
        """Wait about so long; False at once when `end` was called, before or meanwhile."""
        ...

    def end(self) -> None:
        """Wake whoever waits; nobody waits any more from now on."""
        ...


class RealWaiting:
    """Waits in earnest."""

    def __init__(self) -> None:
        self._ended = Event()

    def now(self) -> float:
        return monotonic()

    def pause(self, seconds: float) -> bool:
        spread = random.uniform(1 - JITTER, 1)  # noqa: S311 - spreads kiosks in time, hides nothing
        return not self._ended.wait(seconds * spread)

    def end(self) -> None:
        self._ended.set()
