"""Receptions that staff record, and the card did not do (table `desk_receptions`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from kiosk.domain.claim import ClaimKind
from kiosk.domain.paper_form import PaperForm
from kiosk.domain.secret import Private


@dataclass(frozen=True, repr=False)
class DeskReception(Private):
    """A draft, or a recorded reception. `form` is None once it is erased; staff are named."""

    id: str
    visit: str | None
    began_at: datetime
    staff: str | None
    form: PaperForm | None
    way: str | None
    claim: str | None
    recorded_at: datetime | None  # None: a draft
    version: int
    changed_at: datetime
    changed_by: str | None


@dataclass(frozen=True, repr=False)
class Draft(Private):
    """What one member of staff has written; `version` is of what they had before their eyes."""

    id: str
    form: PaperForm
    version: int
    staff: int


class Saved(StrEnum):
    """What became of a draft."""

    DONE = "done"
    OVERTAKEN = "overtaken"  # somebody else wrote in between; nothing is changed
    GONE = "gone"  # no such draft, or it is erased


class Paper(Protocol):
    """What the console needs of them; raises `DeviceFault(Device.RECORDS, ...)` as `Records`."""

    def begin(self, draft: Draft, visit: str | None, at: datetime) -> bool:
        """Keep a new draft. False: there is one with this id, or one for this visit."""
        ...

    def find(self, reception: str) -> DeskReception | None:
        """Return a draft or a recorded reception."""
        ...

    def of_visit(self, visit: str) -> DeskReception | None:
        """Return what was begun for a visit."""
        ...

    def unfinished(self, limit: int = 50) -> Sequence[DeskReception]:
        """Return the drafts, newest first."""
        ...

    def save(self, draft: Draft, at: datetime) -> Saved:
        """Write a draft over, if nobody else has."""
        ...

    def record(self, draft: Draft, claim: ClaimKind, at: datetime) -> Saved:
        """Record it, so that the search finds it; the visit that it began in is dealt with.

        All in one transaction. Recorded again, it keeps the time of the first time. A provisional
        reception of that visit is settled once the claim carries the current number.
        """
        ...

    def discard(self, reception: str, version: int) -> Saved:
        """Take a draft away that leads nowhere; never a recorded one (`Saved.GONE`)."""
        ...
