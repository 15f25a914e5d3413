"""How many failures an address may have within a time, kept in memory."""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from kiosk.ports.clock import Clock

MOST: Final = 20
WITHIN: Final = 600.0  # seconds
_ADDRESSES: Final = 4096  # remembered at most; the longest silent one is forgotten first


@dataclass
class _Charged:
    times: deque[float] = field(default_factory=deque[float])
    noted: bool = False


class Failures:
    """Counts by address. Each try is charged before it is looked at, so none slips by at once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._charged: OrderedDict[str, _Charged] = OrderedDict()

    def charge(self, address: str) -> bool:
        """Charge a try; False, uncharged, when the address has had too many."""
        now = self._clock.monotonic()
        with self._lock:
            charged = self._charged.setdefault(address, _Charged())
            self._charged.move_to_end(address)
            while charged.times and now - charged.times[0] >= WITHIN:
                charged.times.popleft()
            if len(charged.times) >= MOST:
                return False
            charged.times.append(now)
            charged.noted = False
            while len(self._charged) > _ADDRESSES:
                self._charged.popitem(last=False)
            return True

    def give_back(self, address: str) -> None:
        """Take the last charge back: the try was a good one."""
        with self._lock:
            charged = self._charged.get(address)
            if charged is not None and charged.times:
                charged.times.pop()

    def is_news(self, address: str) -> bool:
        """Tell once each time an address has come to too many: a flood must not fill the log."""
        with self._lock:
            charged = self._charged.get(address)
            if charged is None or charged.noted:
                return False
            charged.noted = True
            return True
