"""What the kiosk needs of its own records. Only the records worker calls these."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from kiosk.domain.check_in import CheckIn, ProvisionalCheckIn, VerifiedBy
from kiosk.domain.doubt import Doubt
from kiosk.domain.lockout import PasscodeTries
from kiosk.domain.pin import Passcode
from kiosk.domain.secret import Private
from kiosk.domain.session import SessionId
from kiosk.domain.token import CardKey


@dataclass(frozen=True)
class AuditEntry:
    """One line of the audit log; `what` is a catalogue word, `details` hold no personal data."""

    what: str
    session: SessionId
    details: dict[str, str | int] = field(default_factory=dict[str, str | int])


class Folder(StrEnum):
    """The shared folders that the kiosk writes (qualification.md §1.2)."""

    FACE = "face"  # what receptions push
    RES = "res"  # answers to requests


@dataclass(frozen=True, repr=False)
class ResultFile(Private):
    """A file for the receipt computer: name without folder, bytes as they will lie on disk."""

    name: str
    content: bytes
    folder: Folder = Folder.FACE


@dataclass(frozen=True, repr=False)
class OutboxItem(Private):
    """A file that waits to be delivered; `number` orders deliveries and names the row."""

    number: int
    file: ResultFile
    attempts: int
    staged_in: str | None = None  # the mark of the folder where it lies beside its place already


@dataclass(frozen=True)
class DeliveryFault:
    """What keeps files from the receipt computer: a whole folder, or one file that is set aside."""

    folder: Folder
    code: str
    since: datetime
    file: str = ""  # its name, where one file alone waits


@dataclass(frozen=True, repr=False)
class KeptCheckIn(Private):
    """A reception with the id that it has in the records, in the sidecar and on the console."""

    reception: str  # a UUID
    check_in: CheckIn
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class ProvisionalReception:
    """A reception that the service has not been asked about yet."""

    reception: str
    number: int
    at: datetime
    verified_by: VerifiedBy


@dataclass(frozen=True, repr=False)
class KeptRequest(Private):
    """A request file of the receipt computer, kept until it is answered."""

    name: str  # OQSsiquc01req_….xml
    content: bytes
    sent: bool = False  # the service may have had it: only what may be repeated is sent again


@dataclass(frozen=True, repr=False)
class PasscodeHash(Private):
    """A staff passcode as kept: a self-describing scrypt string."""

    encoded: str


@dataclass(frozen=True, repr=False)
class KeptPasscode(Private):
    """A staff passcode and whose it is: the number of a staff member, None for the clinic's."""

    hashed: PasscodeHash
    staff: int | None = None


@dataclass(frozen=True)
class FaceCharge:
    """A try by face that was written down; `left` are those that the day still has after it."""

    number: int
    left: int


class Records(Protocol):
    """The database. Raises `DeviceFault(Device.RECORDS, ...)`: ``disk_full``, ``unavailable``."""

    def keep_check_in(
        self, kept: KeptCheckIn, files: Sequence[ResultFile], entry: AuditEntry, at: datetime
    ) -> None:
        """Write check-in, consents, audit entry and outbox rows in one transaction.

        A reception that is kept already is the same one, tried again: nothing is written twice.
        """
        ...

    def keep_form(
        self, kept: KeptCheckIn, files: Sequence[ResultFile], entry: AuditEntry, at: datetime
    ) -> None:
        """Add the consents of a form to a reception that is kept, and the files that tell it anew.

        What was added already is the same, tried again: nothing is written twice.
        """
        ...

    def keep_provisional(
        self,
        check_in: ProvisionalCheckIn,
        reception: str,
        render: Callable[[int], ResultFile],
        entry: AuditEntry,
        at: datetime,
    ) -> int:
        """Write a provisional reception in one transaction and return its number of the day.

        The number is small, and no other provisional reception of this database has it that day.
        The same `reception` again returns the number that it has.
        """
        ...

    def settle_provisional(
        self, reception: str, validity: str | None, entry: AuditEntry, at: datetime
    ) -> None:
        """Note that the service has answered, with the entry in the same transaction.

        The first answer counts: settled already, or no such reception, changes and writes nothing.
        """
        ...

    def provisional_receptions(self) -> Sequence[ProvisionalReception]:
        """Return those not settled yet, oldest first."""
        ...

    def keep_request(self, request: KeptRequest, at: datetime) -> bool:
        """Keep a request of the receipt computer until it is answered; False: it is kept already.

        The same name with other content raises LookupError.
        """
        ...

    def waiting_requests(self, limit: int = 20) -> Sequence[KeptRequest]:
        """Return the requests that have no answer yet, oldest first.

        Those about one person that somebody at the desk waits for (…siquc01) come before the rest.
        """
        ...

    def under_way(self, request: str, answer: str) -> bool:
        """Say whether a request waits, or the file that answers it, set aside or not; by name."""
        ...

    def request_sent(self, name: str, at: datetime) -> None:
        """Note, before it is sent, that the service may have had a request."""
        ...

    def answer_request(
        self,
        name: str,
        files: Sequence[ResultFile],
        entry: AuditEntry,
        at: datetime,
    ) -> None:
        """Erase a request's content and put its answer into the outbox, in one transaction."""
        ...

    def keep_audit(self, entry: AuditEntry, at: datetime) -> None:
        """Append one audit entry."""
        ...

    def waiting_deliveries(
        self, limit: int = 20, folder: Folder | None = None, *, set_aside: bool = False
    ) -> Sequence[OutboxItem]:
        """Return this kiosk's undelivered files: the queue, oldest first, or what is set aside.

        Of that, those come first that were tried longest ago. `folder` None: of every folder.
        """
        ...

    def folder_mark(self, folder: Folder) -> str | None:
        """Return the mark of the folder into which files were staged last."""
        ...

    def mark_staged(self, number: int, at: datetime, mark: str) -> None:
        """Note that a file lies beside its place: from now on it may have been published.

        `mark` is that of the folder, and is its `folder_mark` from now on.
        """
        ...

    def mark_delivered(self, number: int, at: datetime) -> None:
        """Mark a file delivered and forget its content."""
        ...

    def mark_attempt(self, number: int, at: datetime, code: str) -> None:
        """Count a failed delivery and why, by fault code."""
        ...

    def set_aside(self, number: int, at: datetime, entry: AuditEntry, *, staged: bool) -> None:
        """Take a file out of the queue: it fails by itself. The entry is written the first time.

        `staged` False: it was surely not published, and is to be staged anew.
        """
        ...

    def keep_folder_state(
        self, folder: Folder, code: str | None, entry: AuditEntry, at: datetime
    ) -> None:
        """Note what is wrong with a folder, None for nothing; the entry only where that is new."""
        ...

    def delivery_faults(self) -> Sequence[DeliveryFault]:
        """Return what keeps files from being delivered: folders, then single files."""
        ...

    def passcodes(self, at: datetime) -> Sequence[KeptPasscode]:
        """Return the staff passcodes in force; those of disabled staff are not."""
        ...

    def set_passcode(self, hashed: PasscodeHash | None, at: datetime) -> None:
        """Set or remove the clinic's passcode; forgets earlier failures."""
        ...

    def passcode_tries(self) -> PasscodeTries:
        """Return wrong passcodes since the last right one; a restart forgives nothing."""
        ...

    def set_passcode_tries(self, tries: PasscodeTries) -> None:
        """Keep the count before the answer is shown."""
        ...

    def face_tries(self, card: CardKey, day: date) -> int:
        """Return the tries charged to a card that day; what was kept of earlier days is erased."""
        ...

    def charge_face_try(self, card: CardKey, day: date, most: int) -> FaceCharge | None:
        """Charge a try, or None when `most` stand already. Earlier days are erased."""
        ...

    def give_back_face_try(self, number: int) -> None:
        """Take a charge back; one that does not stand any more changes nothing."""
        ...

    def forget_old(self, people: datetime, history: datetime, at: datetime) -> bool:
        """Erase a batch of what is older than these times, from the disk too; say if any is left.

        Whom receptions were of goes before that there were any (`ports.retention.Keeping`).
        """
        ...

    def close(self) -> None:
        """Close the database."""
        ...


class PasscodeHasher(Protocol):
    """Turns a passcode into what may be kept, and compares in constant time."""

    def hash(self, passcode: Passcode) -> PasscodeHash:
        """Return a self-describing scrypt string."""
        ...

    def matches(self, passcode: Passcode, hashed: PasscodeHash) -> bool:
        """Say whether the passcode is the one that was hashed."""
        ...
