"""What the kiosk needs of its own records. Only the records worker calls these."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from kiosk.domain.check_in import CheckIn
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


@dataclass(frozen=True, repr=False)
class ResultFile(Private):
    """A file for the receipt computer: name without folder, bytes as they will lie on disk."""

    name: str
    content: bytes


@dataclass(frozen=True, repr=False)
class OutboxItem(Private):
    """A file that waits to be delivered; `number` orders deliveries and names the row."""

    number: int
    file: ResultFile
    attempts: int


@dataclass(frozen=True, repr=False)
class PasscodeHash(Private):
    """The staff passcode as kept: a self-describing scrypt string."""

    encoded: str


@dataclass(frozen=True)
class FaceCharge:
    """A try by face that was written down; `left` are those that the day still has after it."""

    number: int
    left: int


class Records(Protocol):
    """The database. Raises `DeviceFault(Device.RECORDS, ...)`: ``disk_full``, ``unavailable``."""

    def keep_check_in(
        self, check_in: CheckIn, file: ResultFile, entry: AuditEntry, at: datetime
    ) -> None:
        """Write check-in, consents, audit entry and outbox row in one transaction."""
        ...

    def keep_audit(self, entry: AuditEntry, at: datetime) -> None:
        """Append one audit entry."""
        ...

    def waiting_deliveries(self, limit: int = 20) -> Sequence[OutboxItem]:
        """Return undelivered files, oldest first."""
        ...

    def mark_delivered(self, number: int, at: datetime) -> None:
        """Mark a file delivered and forget its content."""
        ...

    def mark_attempt(self, number: int, at: datetime, code: str) -> None:
        """Count a failed delivery and why, by fault code."""
        ...

    def passcode(self) -> PasscodeHash | None:
        """Return the staff passcode in force, or None when none is set."""
        ...

    def set_passcode(self, hashed: PasscodeHash | None, at: datetime) -> None:
        """Set or remove the staff passcode; forgets earlier failures."""
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
