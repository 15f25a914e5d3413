"""The state of each kiosk, and its last faults (tables `kiosks`, `audit`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain.lockout import PasscodeTries


@dataclass(frozen=True)
class KioskState:
    """What a kiosk last told of itself. `state` is the flow's, in snake case."""

    kiosk: str
    version: str
    started_at: datetime
    beat_at: datetime  # it lives while this is young
    stopped_at: datetime | None
    state: str
    since: datetime
    visit: str | None
    reader_fault: str | None
    camera_fault: str | None
    visual_until: datetime | None  # 目視モード until then
    shape: str | None = None  # None: it has not said so yet
    called_at: datetime | None = None  # 職員を呼ぶ, where no card lies in the reader


@dataclass(frozen=True)
class Trouble:
    """An audit entry about something that failed; its details are codes, nothing personal."""

    at: datetime
    what: str
    details: Mapping[str, str | int]


@dataclass(frozen=True)
class Undelivered:
    """A folder of the receipt computer that takes no files, or holds one that fails by itself."""

    folder: str
    fault: str | None
    since: datetime | None  # when the folder began to fail, or the oldest file was kept
    waiting: int


@dataclass(frozen=True)
class GivenOrder:
    """An order of staff to a kiosk as a whole, and what has become of it."""

    number: int
    what: str
    at: datetime
    staff: str  # name; empty when it is not known any more
    expires_at: datetime
    taken_at: datetime | None
    outcome: str | None


class Kiosks(Protocol):
    """What the console needs of them; raises `DeviceFault(Device.RECORDS, ...)` as `Records`."""

    def kiosks(self) -> Sequence[KioskState]:
        """Return every kiosk that has ever told of itself, by name."""
        ...

    def kiosk(self, name: str) -> KioskState | None:
        """Return one of them."""
        ...

    def troubles(self, kiosk: str, since: datetime, limit: int) -> Sequence[Trouble]:
        """Return what failed since then, the newest first."""
        ...

    def undelivered(self, kiosk: str) -> Sequence[Undelivered]:
        """Return the folders with files that could not be delivered."""
        ...

    def passcode_tries(self, kiosk: str) -> PasscodeTries:
        """Return the wrong staff passcodes since the last right one."""
        ...

    def orders(self, kiosk: str, limit: int) -> Sequence[GivenOrder]:
        """Return the orders that no visit is bound to, the newest first."""
        ...
