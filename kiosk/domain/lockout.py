"""How long the staff passcode pauses after wrong ones (architecture §5: two lockouts).

The chip's own lockout is not here: the chip counts, and is asked.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

FREE_TRIES = 5
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True)
class PasscodeTries:
    """Wrong passcodes since the last right one, and when the last was. Kept by the records."""

    failures: int = 0
    last_failure: datetime | None = None


def tries_left(tries: PasscodeTries) -> int:
    """Say how many passcodes may be wrong before the next pause."""
    if tries.failures < FREE_TRIES:
        return FREE_TRIES - tries.failures
    return 1  # after the first pause, each wrong one brings the next


def pause_length(failures: int) -> timedelta:
    """Say how long the pause after this many failures is: 1, 2, 4 … minutes, at most an hour.

    Failures 1-4: none. 5: 1 minute. 6: 2 minutes. 7: 4 … 11 and more: 60.
    """
    if failures < FREE_TRIES:
        return timedelta(0)
    doublings = min(failures - FREE_TRIES, 10)
    return min(FIRST_PAUSE * 2**doublings, LONGEST_PAUSE)


def pause_left(tries: PasscodeTries, now: datetime) -> timedelta:
    """Say how long the passcode is still refused; zero when it may be tried.

    A clock set back does not shorten a pause: the whole pause counts again.
    """
    if tries.last_failure is None:
        return timedelta(0)
    length = pause_length(tries.failures)
    passed = max(now - tries.last_failure, timedelta(0))
    return max(length - passed, timedelta(0))
