"""What staff want a kiosk to do (table `orders`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Protocol


class What(StrEnum):
    """What a kiosk can be told."""

    HELP_COMING = "help_coming"
    CHECK_BY_EYE = "check_by_eye"  # details: reason, a `VisualReason`
    SAME_PERSON = "same_person"
    OTHER_PERSON = "other_person"
    STOP_CHECK = "stop_check"
    RECORD_FORM = "record_form"  # details: each `Information` that the form asks, "1" or "0"
    VISUAL_MODE = "visual_mode"  # details: until, ISO time
    NORMAL_MODE = "normal_mode"
    RESTART = "restart"


LONGEST_VISUAL_MODE: Final = timedelta(hours=4)
"""目視モード: a mode that somebody forgot ends by itself."""

ANSWERS: Final = frozenset({What.SAME_PERSON, What.OTHER_PERSON})
"""One question: whoever is first has answered it."""

SERVES: Final[Mapping[What, timedelta]] = MappingProxyType(
    {
        # A kiosk looks ten times a second: what it has not taken by then, it cannot take.
        **dict.fromkeys(What, timedelta(seconds=20)),
        What.RESTART: timedelta(minutes=2),
        What.NORMAL_MODE: timedelta(minutes=2),
    }
)
"""How long an order waits for its kiosk; later it would surprise whoever stands there by then."""


class Outcome(StrEnum):
    """What became of an order."""

    DONE = "done"
    TOO_LATE = "too_late"  # another patient, another screen
    EXPIRED = "expired"
    REFUSED = "refused"  # the kiosk cannot: a phone, a card without photo


@dataclass(frozen=True)
class Wish:
    """An order to be given. `visit` binds it: another patient's visit ignores it."""

    kiosk: str
    what: What
    staff: int
    visit: str | None = None
    details: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Order:
    """An order as it stands; `by` is the name of who gave it."""

    number: int
    kiosk: str
    visit: str | None
    what: What
    details: Mapping[str, str]
    staff: int
    by: str
    at: datetime
    expires_at: datetime
    taken_at: datetime | None
    outcome: Outcome | None

    def open(self, now: datetime) -> bool:
        """Whether the kiosk may still do it."""
        return self.outcome is None and (self.taken_at is not None or now < self.expires_at)


class Orders(Protocol):
    """What the console needs of them; raises `DeviceFault(Device.RECORDS, ...)` as `Records`."""

    def give(self, wish: Wish, at: datetime) -> Order:
        """Give an order, or return the open one that asks the same already.

        That is a second touch, or a colleague who was quicker: its `staff` tells.
        """
        ...

    def order(self, number: int) -> Order | None:
        """Return an order as it stands."""
        ...

    def of_visit(self, visit: str) -> Sequence[Order]:
        """Return the orders for a visit, oldest first."""
        ...

    def lately(self, what: What, since: datetime) -> Sequence[Order]:
        """Return the orders of a kind since a time that are among the last few, newest first."""
        ...
