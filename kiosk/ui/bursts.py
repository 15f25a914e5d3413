"""Tells a hand from a machine: a barcode or card reader that acts as a keyboard types in bursts."""

from typing import Final

BURST_MS: Final = 30
"""Milliseconds between two keys that no hand presses so soon after each other."""

QUIET_MS: Final = 300
"""Milliseconds of silence after which a burst is over, the Enter at its end included."""


class Bursts:
    """Holds each key back for a moment; drops it where another follows at once, and all of those.

    Times are milliseconds of any clock that only goes on.
    """

    def __init__(self, burst: int = BURST_MS, quiet: int = QUIET_MS) -> None:
        self._burst, self._quiet = burst, quiet
        self._last: int | None = None
        self._bursting = False

    def belongs(self, at: int) -> bool:
        """Say whether a key belongs to a burst: then the one held back does, too."""
        since = None if self._last is None else at - self._last
        self._last = at
        if since is None:
            return False
        self._bursting = since < (self._quiet if self._bursting else self._burst)
        return self._bursting
