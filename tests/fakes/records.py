"""Records in memory, and a hasher that hashes nothing."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from kiosk.domain.check_in import CheckIn
from kiosk.domain.lockout import PasscodeTries
from kiosk.domain.pin import Passcode
from kiosk.domain.token import CardKey
from kiosk.ports.records import AuditEntry, FaceCharge, OutboxItem, PasscodeHash, ResultFile
from tests.fakes import people
from tests.fakes.script import Script


class FakeRecords:
    """Implements `ports.records.Records`. `broken` is raised by whatever is asked."""

    def __init__(self) -> None:
        self.broken: Exception | None = None
        self.check_ins: list[CheckIn] = []
        self.audit: list[AuditEntry] = []
        self.delivered: list[int] = []
        self.attempts: list[str] = []
        self.tries = PasscodeTries()
        self.users: set[str] = set()
        self.charges: dict[int, tuple[date, bytes]] = {}
        self.charged = 0
        self._hashed: PasscodeHash | None = None
        self._outbox: list[OutboxItem] = []
        self._lock = threading.Lock()

    @property
    def words(self) -> list[str]:
        """The audit log in catalogue words."""
        return [entry.what for entry in self.audit]

    def keep_check_in(
        self, check_in: CheckIn, file: ResultFile, entry: AuditEntry, at: datetime
    ) -> None:
        self._ask()
        with self._lock:
            self.check_ins.append(check_in)
            self.audit.append(entry)
            self._outbox.append(OutboxItem(len(self.check_ins), file, 0))

    def keep_audit(self, entry: AuditEntry, at: datetime) -> None:
        self._ask()
        self.audit.append(entry)

    def waiting_deliveries(self, limit: int = 20) -> Sequence[OutboxItem]:
        self._ask()
        with self._lock:
            return tuple(self._outbox[:limit])

    def mark_delivered(self, number: int, at: datetime) -> None:
        self._ask()
        with self._lock:
            self.delivered.append(number)
            self._outbox = [item for item in self._outbox if item.number != number]

    def mark_attempt(self, number: int, at: datetime, code: str) -> None:
        self._ask()
        self.attempts.append(code)
        with self._lock:
            first = self._outbox[0]
            self._outbox[0] = replace(first, attempts=first.attempts + 1)

    def passcode(self) -> PasscodeHash | None:
        self._ask()
        return self._hashed

    def set_passcode(self, hashed: PasscodeHash | None, at: datetime) -> None:
        self._ask()
        self._hashed, self.tries = hashed, PasscodeTries()

    def passcode_tries(self) -> PasscodeTries:
        self._ask()
        return self.tries

    def set_passcode_tries(self, tries: PasscodeTries) -> None:
        self._ask()
        self.tries = tries

    def face_tries(self, card: CardKey, day: date) -> int:
        self._ask()
        return list(self.charges.values()).count((day, card.digest))

    def charge_face_try(self, card: CardKey, day: date, most: int) -> FaceCharge | None:
        stand = self.face_tries(card, day)
        if stand >= most:
            return None
        self.charged += 1
        self.charges[self.charged] = (day, card.digest)
        return FaceCharge(self.charged, most - stand - 1)

    def give_back_face_try(self, number: int) -> None:
        self._ask()
        self.charges.pop(number, None)

    def close(self) -> None:
        """Nothing to close."""

    def _ask(self) -> None:
        self.users.add(threading.current_thread().name)
        if self.broken is not None:
            raise self.broken


class FakeHasher:
    """Implements `ports.records.PasscodeHasher` by reversing."""

    def __init__(self) -> None:
        self.comparing = Script[None](None)

    def hash(self, passcode: Passcode) -> PasscodeHash:
        return PasscodeHash(passcode.reveal()[::-1])

    def matches(self, passcode: Passcode, hashed: PasscodeHash) -> bool:
        self.comparing.next()
        return self.hash(passcode) == hashed


def with_passcode(records: FakeRecords) -> FakeRecords:
    """Open the staff door."""
    records.set_passcode(FakeHasher().hash(Passcode(people.PASSCODE)), people.NOON)
    return records
