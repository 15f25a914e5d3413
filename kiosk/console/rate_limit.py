"""How many failures an address may have within a time, kept in memory."""

from collections import OrderedDict, deque
from threading import Lock
from typing import Final

from kiosk.ports.clock import Clock

MOST: Final = 20
WITHIN: Final = 600.0  # seconds
_ADDRESSES: Final = 4096  # remembered at most; the longest silent one is forgotten first


class Failures:
    """Counts by address. Each try is charged before it is looked at, so none slips by at once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._charged: OrderedDict[str, deque[float]] = OrderedDict()

    def charge(self, address: str) -> bool:
        """Charge a try; False, uncharged, when the address has had too many."""
        now = self._clock.monotonic()
        with self._lock:
            times = self._charged.setdefault(address, deque())
            self._charged.move_to_end(address)
            while times and now - times[0] >= WITHIN:
                times.popleft()
            if len(times) >= MOST:
                return False
            times.append(now)
            while len(self._charged) > _ADDRESSES:
                self._charged.popitem(last=False)
            return True

    def give_back(self, address: str) -> None:
        """Take the last charge back: the try was a good one."""
        with self._lock:
            if times := self._charged.get(address):
                times.pop()
