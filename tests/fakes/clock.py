"""A clock that the test holds."""

from datetime import datetime, timedelta

from tests.fakes import people


class FakeClock:
    """Implements `ports.clock.Clock`: noon, until the test says otherwise."""

    def __init__(self, at: datetime = people.NOON) -> None:
        self.at = at
        self.seconds = 0.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def passes(self, time: timedelta) -> None:
        """Let time pass; a negative time is a clock set back."""
        self.at += time
        self.seconds += max(time.total_seconds(), 0.0)
