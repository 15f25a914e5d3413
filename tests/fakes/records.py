"""Records in memory, and a hasher that hashes nothing."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from kiosk.domain.check_in import CheckIn, ProvisionalCheckIn
from kiosk.domain.lockout import PasscodeTries
from kiosk.domain.pin import Passcode
from kiosk.domain.token import CardKey
from kiosk.ports.records import (
    AuditEntry,
    DeliveryFault,
    FaceCharge,
    Folder,
    KeptCheckIn,
    KeptPasscode,
    KeptRequest,
    OutboxItem,
    PasscodeHash,
    ProvisionalReception,
    ResultFile,
)
from tests.fakes import people
from tests.fakes.script import Script


class FakeRecords:
    """Implements `ports.records.Records`. `broken` is raised by whatever is asked."""

    def __init__(self) -> None:
        self.broken: Exception | None = None
        self.check_ins: list[CheckIn] = []
        self.kept: list[KeptCheckIn] = []
        self.provisional: dict[str, ProvisionalReception] = {}
        self.settled: dict[str, str | None] = {}
        self.requests: dict[str, KeptRequest] = {}
        self.answered: dict[str, KeptRequest] = {}
        self.folder_states: dict[Folder, str | None] = {}
        self.aside: dict[int, OutboxItem] = {}
        self.audit: list[AuditEntry] = []
        self.forms: list[KeptCheckIn] = []
        self.delivered: list[int] = []
        self.attempts: list[str] = []
        self.tries = PasscodeTries()
        self.users: set[str] = set()
        self.charges: dict[int, tuple[date, bytes]] = {}
        self.charged = 0
        self.forgotten: list[tuple[datetime, datetime]] = []
        self.batches_of_old = 1
        self.in_force: list[KeptPasscode] = []
        self._outbox: list[OutboxItem] = []
        self._numbers = 0
        self.marks: dict[Folder, str] = {}
        self._lock = threading.Lock()

    @property
    def words(self) -> list[str]:
        """The audit log in catalogue words."""
        return [entry.what for entry in self.audit]

    def keep_check_in(
        self, kept: KeptCheckIn, files: Sequence[ResultFile], entry: AuditEntry, at: datetime
    ) -> None:
        self._ask()
        with self._lock:
            if any(kept.reception == one.reception for one in self.kept):
                return
            self.kept.append(kept)
            self.check_ins.append(kept.check_in)
            self.audit.append(entry)
            self._put(files)

    def keep_form(
        self, kept: KeptCheckIn, files: Sequence[ResultFile], entry: AuditEntry, at: datetime
    ) -> None:
        self._ask()
        with self._lock:
            if any(kept.reception == one.reception for one in self.forms):
                return
            self.forms.append(kept)
            self.audit.append(entry)
            self._put(files)

    def keep_provisional(
        self,
        check_in: ProvisionalCheckIn,
        reception: str,
        render: Callable[[int], ResultFile],
        entry: AuditEntry,
        at: datetime,
    ) -> int:
        self._ask()
        with self._lock:
            if reception not in self.provisional:
                number = len(self.provisional) + 1
                kept = ProvisionalReception(reception, number, at, check_in.verified_by)
                self.provisional[reception] = kept
                self.audit.append(entry)
                self._put([render(number)])
            return self.provisional[reception].number

    def settle_provisional(
        self, reception: str, validity: str | None, entry: AuditEntry, at: datetime
    ) -> None:
        self._ask()
        if reception in self.provisional and reception not in self.settled:
            self.settled[reception] = validity
            self.audit.append(entry)

    def provisional_receptions(self) -> Sequence[ProvisionalReception]:
        self._ask()
        return [one for name, one in self.provisional.items() if name not in self.settled]

    def keep_request(self, request: KeptRequest, at: datetime) -> bool:
        self._ask()
        known = self.requests.get(request.name) or self.answered.get(request.name)
        if known is None:
            self.requests[request.name] = request
        elif known.content != request.content:
            raise LookupError("another request has this name")
        return known is None

    def waiting_requests(self, limit: int = 20) -> Sequence[KeptRequest]:
        self._ask()
        at_the_desk_first = sorted(
            self.requests.values(), key=lambda one: one.name[3:].startswith("siquc01"), reverse=True
        )
        return tuple(at_the_desk_first)[:limit]

    def under_way(self, request: str, answer: str) -> bool:
        self._ask()
        with self._lock:
            files = {item.file.name for item in self._outbox if item.file.folder is Folder.RES}
        return request in self.requests or answer in files

    def request_sent(self, name: str, at: datetime) -> None:
        self._ask()
        self.requests[name] = replace(self.requests[name], sent=True)

    def answer_request(
        self, name: str, files: Sequence[ResultFile], entry: AuditEntry, at: datetime
    ) -> None:
        self._ask()
        with self._lock:
            if name in self.answered:
                return
            self.answered[name] = self.requests.pop(name)
            self.audit.append(entry)
            self._put(files)

    def keep_audit(self, entry: AuditEntry, at: datetime) -> None:
        self._ask()
        self.audit.append(entry)

    def waiting_deliveries(
        self, limit: int = 20, folder: Folder | None = None, *, set_aside: bool = False
    ) -> Sequence[OutboxItem]:
        self._ask()
        with self._lock:
            return tuple(
                item
                for item in self._outbox
                if folder in (None, item.file.folder) and (item.number in self.aside) == set_aside
            )[:limit]

    def folder_mark(self, folder: Folder) -> str | None:
        self._ask()
        return self.marks.get(folder)

    def mark_staged(self, number: int, at: datetime, mark: str) -> None:
        self._ask()
        item = self._change(number, lambda item: replace(item, staged_in=mark))
        self.marks[item.file.folder] = mark

    def mark_delivered(self, number: int, at: datetime) -> None:
        self._ask()
        with self._lock:
            self.delivered.append(number)
            self._outbox = [item for item in self._outbox if item.number != number]
            self.aside.pop(number, None)

    def mark_attempt(self, number: int, at: datetime, code: str) -> None:
        self._ask()
        self.attempts.append(code)
        self._change(number, lambda item: replace(item, attempts=item.attempts + 1))

    def set_aside(self, number: int, at: datetime, entry: AuditEntry, *, staged: bool) -> None:
        self._ask()
        item = self._change(number, lambda item: item if staged else replace(item, staged_in=None))
        if number not in self.aside:
            self.aside[number] = item
            self.audit.append(entry)

    def keep_folder_state(
        self, folder: Folder, code: str | None, entry: AuditEntry, at: datetime
    ) -> None:
        self._ask()
        if self.folder_states.get(folder) != code:
            self.folder_states[folder] = code
            self.audit.append(entry)

    def delivery_faults(self) -> Sequence[DeliveryFault]:
        self._ask()
        return [
            DeliveryFault(folder, code, people.NOON)
            for folder, code in self.folder_states.items()
            if code
        ]

    def _put(self, files: Sequence[ResultFile]) -> None:
        for file in files:
            self._numbers += 1
            self._outbox.append(OutboxItem(self._numbers, file, 0))

    def _change(self, number: int, change: Callable[[OutboxItem], OutboxItem]) -> OutboxItem:
        with self._lock:
            places = [at for at, item in enumerate(self._outbox) if item.number == number]
            self._outbox[places[0]] = change(self._outbox[places[0]])
            return self._outbox[places[0]]

    def passcodes(self, at: datetime) -> Sequence[KeptPasscode]:
        self._ask()
        return tuple(self.in_force)

    def set_passcode(self, hashed: PasscodeHash | None, at: datetime) -> None:
        self._ask()
        others = [one for one in self.in_force if one.staff is not None]
        self.in_force = [*others, *([KeptPasscode(hashed)] if hashed else [])]
        self.tries = PasscodeTries()

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

    def forget_old(self, people: datetime, history: datetime, at: datetime) -> bool:
        self._ask()
        self.forgotten.append((people, history))
        return len(self.forgotten) < self.batches_of_old

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
