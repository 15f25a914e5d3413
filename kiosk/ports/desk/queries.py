"""What staff ask the service without a card (table `queries`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from kiosk.domain.desk_query import QueryKind
from kiosk.domain.message_tree import Node
from kiosk.domain.secret import Private


@dataclass(frozen=True, repr=False)
class NewQuery(Private):
    """What staff ask. `kiosk`: whose line carries it; `reception`: what it is about, if any."""

    id: str
    kind: QueryKind
    kiosk: str
    reception: str | None
    staff: int
    request: Node


@dataclass(frozen=True, repr=False)
class DeskQuery(Private):
    """A query as it stands.

    `fault` is why it waits, or once `answered_at` is set why there is no answer: a `QueryFault`.
    `request` and `answer` are None once they are erased; `chosen` is the index of the record that
    staff took for the reception.
    """

    id: str
    kind: QueryKind
    kiosk: str
    reception: str | None
    staff: str | None
    at: datetime
    sent_at: datetime | None
    answered_at: datetime | None
    fault: str | None
    receipt: str | None
    used_at: datetime | None
    chosen: int | None
    request: Node | None
    answer: Node | None


class Used(StrEnum):
    """What became of the wish to take an answer for a reception."""

    DONE = "done"
    ALREADY = "already"  # this answer, or another one before it
    NOTHING = "nothing"  # no such answer, or it is about no reception


class Queries(Protocol):
    """What the console needs of them; raises `DeviceFault(Device.RECORDS, ...)` as `Records`."""

    def ask(self, query: NewQuery, at: datetime, since: datetime, most: int) -> bool:
        """Keep a query for the kiosk; the same one again is the same.

        False: this member of staff has asked `most` of its kind since then.
        """
        ...

    def since(self, at: datetime) -> Sequence[DeskQuery]:
        """Return the queries since a time, newest first."""
        ...

    def about(self, reception: str) -> Sequence[DeskQuery]:
        """Return the queries about a reception, newest first."""
        ...

    def find(self, query: str) -> DeskQuery | None:
        """Return one query."""
        ...

    def withdraw(self, query: str, at: datetime) -> bool:
        """Ask it no more. False: it has its answer, or it may be on its way and asked once only."""
        ...

    def use(self, query: str, chosen: int, staff: int, at: datetime) -> Used:
        """Take a record of an answer for the reception, in one transaction.

        A provisional reception is settled with the validity that the service said, and whoever was
        received is known from now on. The first answer taken counts.
        """
        ...

    def line(self, at: datetime) -> str | None:
        """Return the kiosk whose line carries queries now: the one that was heard of last."""
        ...
