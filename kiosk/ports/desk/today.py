"""Receptions and visits as staff see them (tables `visits`, `check_ins`, `reception_details`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from kiosk.domain.doubt import Doubt
from kiosk.domain.language import Language
from kiosk.domain.message_tree import Node
from kiosk.domain.optional_questions import PublicExpense
from kiosk.domain.secret import Private
from kiosk.ports.desk.kiosks import KioskState
from kiosk.ports.desk.orders import What
from kiosk.ports.records import DeliveryFault


@dataclass(frozen=True, repr=False)
class Line(Private):
    """One card placed, or one reception that staff recorded, as a row of a list."""

    id: str
    kiosk: str | None  # None: recorded at the desk, no kiosk had a part in it
    began_at: datetime
    ended_at: datetime | None
    state: str = ""
    step: int = 0  # 1 to 5; 0: not at a kiosk
    needs: str | None = None  # still open
    needs_since: datetime | None = None
    outcome: str | None = None  # None: under way
    verified_by: str | None = None
    token: str = ""
    language: str = Language.JAPANESE.value
    shape: str | None = None  # of the kiosk; None: before it was told
    name: str | None = None  # None: nobody was received yet, or it is erased
    kana: str | None = None
    birthdate: str | None = None  # YYYYMMDD
    validity: str | None = None
    number: int | None = None  # of a provisional reception
    settled_at: datetime | None = None
    handled_by: str | None = None
    way: str | None = None  # how staff confirmed it on paper, once that is recorded
    paper: str | None = None  # the id of what staff record, a draft too


@dataclass(frozen=True)
class TakenUp:
    """The last order for a visit: who has it in hand."""

    what: What
    by: str


@dataclass(frozen=True, repr=False)
class Day(Private):
    """Everything that the page of today shows, read in one transaction."""

    lines: Sequence[Line]  # newest first
    needed: Sequence[Line]  # what staff have not dealt with, of whichever day, oldest first
    taken_up: Mapping[str, TakenUp]  # of what is needed, by visit
    kiosks: Sequence[KioskState]
    delivery_faults: Sequence[DeliveryFault]


@dataclass(frozen=True)
class VisitFacts:
    """What is known of a visit; nothing personal. Staff are named."""

    kiosk: str
    session: int
    began_at: datetime
    ended_at: datetime | None
    state: str
    step: int
    needs: str | None  # the last one, dealt with or not
    needs_since: datetime | None
    outcome: str | None
    verified_by: str | None
    token: str
    pin_failures: int
    face_failures: int
    help_asked: int
    certificate: str | None
    portrait_shown: bool | None  # False: it cannot be; None: no check, or not yet
    checked_by: str | None  # who did the visual check
    reason: str | None
    handled_at: datetime | None
    handled_by: str | None
    shape: str | None = None  # of the kiosk; None: before it was told

    @property
    def open(self) -> bool:
        """Whether staff are needed: what came after somebody dealt with it is new."""
        if self.needs is None:
            return False
        handled, since = self.handled_at, self.needs_since
        return handled is None or (since is not None and handled < since)


@dataclass(frozen=True)
class KeptFacts:
    """A confirmed reception as it is kept; nothing personal."""

    at: datetime
    kiosk: str
    verified_by: str
    validity: str | None
    institution: str
    identifier: str
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True)
class KeptConsent:
    """A kind of information asked about; `until` only where it was given and recorded."""

    information: str
    given: bool
    consented_at: datetime | None
    until: datetime | None


@dataclass(frozen=True)
class FileState:
    """A file for the receipt computer."""

    folder: str
    name: str
    kept_at: datetime
    delivered_at: datetime | None
    attempts: int
    last_fault: str | None
    set_aside_at: datetime | None


@dataclass(frozen=True)
class ProvisionalFacts:
    """A provisional reception, and what the service answered since."""

    number: int
    at: datetime
    settled_at: datetime | None
    validity: str | None


@dataclass(frozen=True)
class PaperFacts:
    """What staff record in place of the card."""

    id: str
    began_at: datetime
    recorded_at: datetime | None  # None: a draft
    way: str | None
    claim: str | None
    staff: str | None


@dataclass(frozen=True)
class Happening:
    """One line of the audit log that belongs to a visit."""

    at: datetime
    what: str
    details: Mapping[str, str | int]


@dataclass(frozen=True, repr=False)
class Person(Private):
    """Who was received; kept for a time. `message` is the service's answer, where it is kept."""

    name: str | None
    kana: str | None
    birthdate: str | None  # YYYYMMDD
    reference_number: str | None
    message: Node | None
    public_expenses: Sequence[PublicExpense] = ()  # 公費受給者証 (PMH) that the patient uses


@dataclass(frozen=True, repr=False)
class CaseFile(Private):
    """Everything that is known of one visit or reception; what does not apply is None or empty."""

    id: str
    visit: VisitFacts | None
    kept: KeptFacts | None
    consents: Sequence[KeptConsent]
    person: Person | None
    files: Sequence[FileState]
    provisional: ProvisionalFacts | None
    paper: PaperFacts | None
    happenings: Sequence[Happening]
    kiosk: KioskState | None


@dataclass(frozen=True, repr=False)
class Wanted(Private):
    """What is searched for; every term narrows, and an empty one says nothing."""

    kana: str = ""  # the beginning, of the given name too, as `kiosk.domain.names.kana_key`
    name: str = ""  # the same; family name first, parts set apart by a full-width space
    birthdate: str = ""  # YYYYMMDD
    numbers: tuple[str, ...] = ()  # 番号 or 照会番号, as typed
    since: datetime | None = None
    until: datetime | None = None  # not itself
    kiosk: str = ""
    method: str = ""  # a `VerifiedBy`, or "paper"
    outcome: str = ""

    @property
    def personal(self) -> bool:
        """Whether somebody in particular is looked for."""
        return bool(self.kana or self.name or self.birthdate or self.numbers)


@dataclass(frozen=True)
class After:
    """Where a page of results ended."""

    began_at: datetime
    id: str


@dataclass(frozen=True, repr=False)
class Found(Private):
    """A page of results, newest first; `after` where there are more."""

    lines: Sequence[Line] = field(default_factory=tuple[Line, ...])
    after: After | None = None


class Today(Protocol):
    """What the console needs of them; raises `DeviceFault(Device.RECORDS, ...)` as `Records`."""

    def day(self, since: datetime) -> Day:
        """Return what has happened since a time, and what is needed now."""
        ...

    def case(self, number: str) -> CaseFile | None:
        """Return everything of one visit or reception; None where there is none of this id."""
        ...

    def search(self, wanted: Wanted, after: After | None = None, limit: int = 50) -> Found:
        """Return receptions and visits that fit, newest first."""
        ...

    def handle(self, visit: str, needs: str, member: int, at: datetime) -> bool:
        """Note that staff have dealt with what was needed.

        False: somebody was quicker, or something else is needed by now; nothing is changed then.
        """
        ...

    def reopen(self, visit: str, handled_at: datetime) -> bool:
        """Take `handle` back. False: it does not stand as it was seen any more."""
        ...
