"""What a kiosk tells of itself while it runs (tables `kiosks`, `visits`): nothing personal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from kiosk.domain.shape import Shape

MACHINE: Final = "machine"
"""The key of `VisitRecord.milliseconds` for the time that devices and service took, in any step."""

INTERRUPTED: Final = "interrupted"
"""A need: the card was taken while the reception was kept, perhaps it is."""
PROVISIONAL: Final = "provisional"
"""A need: whoever was received provisionally is at the window, their insurance is not known."""


class VisitOutcome(StrEnum):
    """How a visit ended."""

    RECEIVED = "received"
    PROVISIONAL = "provisional"
    SEE_STAFF = "see_staff"
    CARD_REFUSED = "card_refused"
    GAVE_UP = "gave_up"
    LEFT = "left"  # the card was taken before the end
    TIMED_OUT = "timed_out"
    BROKEN = "broken"  # the reader went, or the kiosk itself


@dataclass(frozen=True)
class VisitRecord:
    """A card placed, from its arrival to its end, as it stands.

    `id` is also the id of the reception that it ends in, if any. `state` is the flow's state in
    snake case; `needs` a code of what staff are needed for; both stay after the end.
    `milliseconds` has the time spent in each step ("1" to "5") and in `MACHINE`.
    """

    id: str
    session: int
    began_at: datetime
    state: str
    step: int
    token: str
    language: str
    ended_at: datetime | None = None
    needs: str | None = None
    needs_since: datetime | None = None
    outcome: VisitOutcome | None = None
    verified_by: str | None = None
    certificate: str | None = None
    certificate_month: str | None = None  # `CertificateValidity.month`
    pin_failures: int = 0
    face_failures: int = 0
    help_asked: int = 0
    milliseconds: Mapping[str, int] = field(default_factory=dict[str, int])
    staff: int | None = None
    reason: str | None = None
    shape: str = Shape.STANDARD.value
    portrait_shown: bool | None = None  # in a check from the console; None: not known yet


@dataclass(frozen=True)
class KioskRecord:
    """A kiosk as it stands; `visit` is the one under way."""

    state: str
    since: datetime
    visit: str | None = None
    reader_fault: str | None = None
    camera_fault: str | None = None
    visual_until: datetime | None = None
    called_at: datetime | None = None  # since when staff are called, where no visit is under way
    shape: str = Shape.STANDARD.value


class Board(Protocol):
    """Where a kiosk writes it; all raise `DeviceFault(Device.RECORDS, ...)`. One thread calls."""

    def begin(self, version: str, kiosk: KioskRecord, at: datetime) -> datetime | None:
        """Note a start; close visits that an earlier run left open as broken.

        Returns until when the earlier run had staff look at everybody (目視モード).
        """
        ...

    def tell(self, kiosk: KioskRecord, visits: Sequence[VisitRecord], at: datetime) -> None:
        """Write how things stand, in one transaction; `at` says that the kiosk lives."""
        ...

    def end(self, kiosk: KioskRecord, visits: Sequence[VisitRecord], at: datetime) -> None:
        """As `tell`, and note that it ended in order."""
        ...

    def close(self) -> None:
        """Close for good; a second time does nothing."""
        ...
