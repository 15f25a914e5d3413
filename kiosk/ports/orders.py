"""What staff order a kiosk to do (table `orders`), as the kiosk sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from kiosk.ports.desk.orders import Outcome


@dataclass(frozen=True)
class TakenOrder:
    """An order that this kiosk has taken. `what` and `details` are as they stand: not checked."""

    number: int
    what: str
    staff: int
    expires_at: datetime
    visit: str | None = None  # binds it: in another patient's visit it is too late
    details: Mapping[str, object] = field(default_factory=dict[str, object])


class OrderBook(Protocol):
    """This kiosk's orders; all raise `DeviceFault(Device.RECORDS, ...)`. One thread calls.

    What was taken is never given out again, also not after a crash: an order is carried out at
    most once.
    """

    def version(self) -> int:
        """Return a number that is another one after anybody has written; costs next to nothing."""
        ...

    def take(self, at: datetime) -> Sequence[TakenOrder]:
        """Take every order that waits, oldest first, and keep that it was taken."""
        ...

    def settle(self, number: int, outcome: Outcome) -> None:
        """Note what became of one; only the first word counts."""
        ...

    def settle_left(self) -> None:
        """Note of what an earlier run took and did not settle that it is too late."""
        ...

    def close(self) -> None:
        """Close for good; a second time does nothing."""
        ...
