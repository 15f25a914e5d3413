"""Remembers that the line is dead, so that not every patient waits until that is found out."""

from collections.abc import Generator
from contextlib import contextmanager
from threading import Lock
from typing import Final

from drivers.qualification.waiting import Waiting

REST_SECONDS: Final = 5.0
"""How long nothing is tried after a connection was not made in time.

Long enough that a patient who touches 「もう一度」 is told at once, short enough that a line which
is back is used by the next one.
"""


class LineKnownDead(Exception):
    """Nothing was tried: a moment ago the line was dead."""


class NoConnection(Exception):
    """A connection was not made in time: what lies behind it may be dead for a while."""


class Circuit:
    """Lets requests through; after `NoConnection` one every while, which finds out.

    A connection that is refused costs no time and leaves the circuit closed, as does an answer
    that is late: there the line lives. Used from any thread.
    """

    def __init__(self, waiting: Waiting) -> None:
        self._waiting = waiting
        self._lock = Lock()
        self._until: float | None = None  # None: closed, as a wire is that conducts

    @contextmanager
    def through(self) -> Generator[None]:
        """Let one request through. Raises `LineKnownDead`; learns from what is raised within."""
        self._enter()
        try:
            yield
        except NoConnection:
            self._leave(self._waiting.now() + REST_SECONDS)
            raise
        except BaseException:
            self._leave(None)
            raise
        self._leave(None)

    def _enter(self) -> None:
        with self._lock:
            if self._until is None:
                return
            now = self._waiting.now()
            if now < self._until:
                raise LineKnownDead
            # Not until this one has ended: a bulk answer takes a minute over a line that lives.
            self._until = now + REST_SECONDS

    def _leave(self, until: float | None) -> None:
        with self._lock:
            self._until = until
