"""Keeps what was made of the same figures: nobody waits twice for the same plot."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

from kiosk.ports.desk.figures import Figures

MOST_KEPT: Final = 64
Made = TypeVar("Made")


class Kept:
    """What was made last, by what it was made of; any thread may ask."""

    def __init__(self) -> None:
        self._made: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made of `key`; it is made now if need be, by one thread at a time."""
        with self._lock:
            if key not in self._made:
                self._made[key] = make()
            self._made.move_to_end(key)
            while len(self._made) > MOST_KEPT:
                self._made.popitem(last=False)
            made: Made = self._made[key]
            return made


_of_records: Final[WeakKeyDictionary[Figures, Kept]] = WeakKeyDictionary()
_lock: Final = Lock()


def kept(figures: Figures) -> Kept:
    """Return what is kept of these records; it goes with them."""
    with _lock:
        return _of_records.setdefault(figures, Kept())
