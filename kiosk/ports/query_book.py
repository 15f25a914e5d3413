"""What staff ask the service through this kiosk's line (table `queries`), as the kiosk sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from kiosk.domain.desk_query import QueryKind
from kiosk.domain.message_tree import Node
from kiosk.domain.secret import Private
from kiosk.ports.records import AuditEntry


class QueryFault(StrEnum):
    """Why a query ended without an answer; staff decide what to do."""

    RESULT_UNKNOWN = "result_unknown"  # sent, not answered, and it may not be sent twice
    NO_ANSWER = "no_answer"  # several times, over a line that is up
    TOO_OLD = "too_old"  # the line was down for too long: nobody waits for it any more
    UNUSABLE = "unusable"  # an answer, but none to what was asked
    WITHDRAWN = "withdrawn"  # by staff


@dataclass(frozen=True, repr=False)
class KeptQuery(Private):
    """A query that waits. `receipt`: ReceptionNumber, once the first of two steps is done."""

    id: str
    kind: QueryKind
    at: datetime
    request: Node
    sent: bool = False  # the service may have had it
    receipt: str = ""


@dataclass(frozen=True, repr=False)
class QueryAnswer(Private):
    """What came back; `registered` is the 照会番号 that the service took, if it was asked to."""

    message: Node
    registered: str = ""


class QueryBook(Protocol):
    """This kiosk's queries; all raise `DeviceFault(Device.RECORDS, ...)`. One thread calls.

    What staff withdraw is answered no more: each method that writes says whether it still waited.
    """

    def version(self) -> int:
        """Return a number that is another one after anybody has written; costs next to nothing."""
        ...

    def waiting(self) -> Sequence[KeptQuery]:
        """Return what has no answer yet: what somebody at the desk waits for, then oldest first."""
        ...

    def mark_sent(self, query: str, at: datetime) -> bool:
        """Keep, before it is sent, that the service may have had it."""
        ...

    def first_step_done(self, query: str, receipt: str) -> bool:
        """Keep the ReceptionNumber: from now on the result is fetched."""
        ...

    def waits_because(self, query: str, code: str) -> None:
        """Note why it has no answer yet, as a fault's code, for staff to see."""
        ...

    def answer(self, query: str, answer: QueryAnswer, entry: AuditEntry, at: datetime) -> bool:
        """Keep the answer and the entry in one transaction, and a 照会番号 with its reception."""
        ...

    def fail(self, query: str, fault: QueryFault, entry: AuditEntry, at: datetime) -> bool:
        """Keep that it ends without an answer, and the entry."""
        ...

    def close(self) -> None:
        """Close for good; a second time does nothing."""
        ...
