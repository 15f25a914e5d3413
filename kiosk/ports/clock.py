"""Time, which the core never asks for itself."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """A clock that a test can hold."""

    def now(self) -> datetime:
        """Return the time with Japan's zone."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never go back."""
        ...
