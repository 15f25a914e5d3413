"""`ports.records.Records` over SQL."""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from threading import RLock

from sqlalchemy import Engine

from kiosk.domain.check_in import ProvisionalCheckIn
from kiosk.domain.fault import Device
from kiosk.domain.lockout import PasscodeTries
from kiosk.domain.token import CardKey
from kiosk.ports.faults import DeviceFault
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
from kiosk.storage import (
    check_ins,
    face_tries,
    folders,
    outbox,
    provisional,
    requests,
    retention,
    staff,
)
from kiosk.storage.database import (
    BUSY_SECONDS,
    forget_erased,
    open_database,
    reading,
    writing,
)
from kiosk.storage.last_moment import put_right

_log = logging.getLogger(__name__)


def open_records(
    path: Path, *, kiosk: str = "kiosk-1", busy_seconds: float = BUSY_SECONDS
) -> "SqlRecords":
    """Open the database file, made and migrated where need be.

    `kiosk` names this kiosk in its rows, and a kiosk delivers and answers its own rows alone;
    `busy_seconds` is how long another process's lock is
    waited for. Raises `DeviceFault(Device.RECORDS, ...)`: ``disk_full``, ``corrupt``,
    ``unavailable``.
    """
    engine = open_database(path, busy_seconds)
    with reading(engine) as connection:
        for other in outbox.waiting_for_others(connection, kiosk):
            _log.warning("files wait here for the kiosk %s; this one is %s", other, kiosk)
    records = SqlRecords(engine, kiosk)
    records.forget_leftovers()
    return records


class SqlRecords:
    """The records. One worker uses them; opening and closing may be another thread's."""

    def __init__(self, engine: Engine, kiosk: str) -> None:
        self._engine: Engine | None = engine
        self._kiosk = kiosk
        self._lock = RLock()
        self._leftovers = True  # erased, but perhaps still in the write-ahead log: as after a kill

    def keep_check_in(
        self, kept: KeptCheckIn, files: Sequence[ResultFile], entry: AuditEntry, at: datetime
    ) -> None:
        """Write everything of a reception in one transaction.

        A reception already kept is the same one, tried again after a doubtful commit: nothing is
        written twice.
        """
        with self._lock, writing(self._open()) as connection:
            if check_ins.holds(connection, kept.reception):
                return
            check_ins.add_check_in(connection, kept, self._kiosk, at)
            put_right(connection, kept.reception)
            for file in files:
                outbox.add(connection, file, self._kiosk, at, kept.reception)
            check_ins.add_audit(connection, entry, self._kiosk, at)

    def keep_form(
        self, kept: KeptCheckIn, files: Sequence[ResultFile], entry: AuditEntry, at: datetime
    ) -> None:
        with self._lock, writing(self._open()) as connection:
            if not check_ins.add_consents(connection, kept):
                return
            for file in files:
                outbox.add(connection, file, self._kiosk, at, kept.reception)
            check_ins.add_audit(connection, entry, self._kiosk, at)

    def keep_provisional(
        self,
        check_in: ProvisionalCheckIn,
        reception: str,
        render: Callable[[int], ResultFile],
        entry: AuditEntry,
        at: datetime,
    ) -> int:
        with self._lock, writing(self._open()) as connection:
            known = provisional.number_of(connection, reception)
            if known is not None:
                return known
            number = provisional.add(connection, check_in, reception, self._kiosk, at)
            put_right(connection, reception)
            outbox.add(connection, render(number), self._kiosk, at)
            check_ins.add_audit(connection, entry, self._kiosk, at)
            return number

    def settle_provisional(
        self, reception: str, validity: str | None, entry: AuditEntry, at: datetime
    ) -> None:
        with self._lock, writing(self._open()) as connection:
            if provisional.settle(connection, reception, validity, at):
                check_ins.add_audit(connection, entry, self._kiosk, at)

    def provisional_receptions(self) -> Sequence[ProvisionalReception]:
        with self._lock, reading(self._open()) as connection:
            return provisional.unsettled(connection)

    def keep_request(self, request: KeptRequest, at: datetime) -> bool:
        with self._lock, writing(self._open()) as connection:
            return requests.add(connection, request, self._kiosk, at)

    def waiting_requests(self, limit: int = 20) -> Sequence[KeptRequest]:
        with self._lock, reading(self._open()) as connection:
            return requests.waiting(connection, self._kiosk, limit)

    def under_way(self, request: str, answer: str) -> bool:
        with self._lock, reading(self._open()) as connection:
            return requests.waits(connection, self._kiosk, request) or outbox.waits(
                connection, self._kiosk, Folder.RES, answer
            )

    def request_sent(self, name: str, at: datetime) -> None:
        """Raises LookupError for an unknown request."""
        with self._lock, writing(self._open()) as connection:
            requests.sent(connection, name, at)

    def answer_request(
        self, name: str, files: Sequence[ResultFile], entry: AuditEntry, at: datetime
    ) -> None:
        """Erase and answer, from the write-ahead log too; answered once. LookupError if unknown."""
        with self._lock:
            with writing(self._open()) as connection:
                if not requests.answered(connection, name, at):
                    return
                for file in files:
                    outbox.add(connection, file, self._kiosk, at)
                check_ins.add_audit(connection, entry, self._kiosk, at)
            self._forget_erased()

    def keep_audit(self, entry: AuditEntry, at: datetime) -> None:
        with self._lock, writing(self._open()) as connection:
            check_ins.add_audit(connection, entry, self._kiosk, at)
        self.forget_leftovers()

    def waiting_deliveries(
        self, limit: int = 20, folder: Folder | None = None, *, set_aside: bool = False
    ) -> Sequence[OutboxItem]:
        with self._lock, reading(self._open()) as connection:
            return outbox.waiting(connection, self._kiosk, folder, limit, set_aside=set_aside)

    def folder_mark(self, folder: Folder) -> str | None:
        with self._lock, reading(self._open()) as connection:
            return folders.mark(connection, self._kiosk, folder)

    def mark_staged(self, number: int, at: datetime, mark: str) -> None:
        """Raises LookupError for a file that does not wait."""
        with self._lock, writing(self._open()) as connection:
            folder = outbox.staged(connection, number, at, mark)
            folders.keep_mark(connection, self._kiosk, folder, mark)

    def mark_delivered(self, number: int, at: datetime) -> None:
        """Erase the content, from the write-ahead log too. Raises LookupError if unknown."""
        with self._lock:
            with writing(self._open()) as connection:
                outbox.delivered(connection, number, at)
            self._forget_erased()

    def mark_attempt(self, number: int, at: datetime, code: str) -> None:
        with self._lock, writing(self._open()) as connection:
            outbox.attempted(connection, number, at, code)

    def set_aside(self, number: int, at: datetime, entry: AuditEntry, *, staged: bool) -> None:
        with self._lock, writing(self._open()) as connection:
            if not staged:
                outbox.unstage(connection, number)
            if outbox.set_aside(connection, number, at):
                check_ins.add_audit(connection, entry, self._kiosk, at)

    def keep_folder_state(
        self, folder: Folder, code: str | None, entry: AuditEntry, at: datetime
    ) -> None:
        with self._lock, writing(self._open()) as connection:
            if folders.keep_fault(connection, self._kiosk, folder, code, at):
                check_ins.add_audit(connection, entry, self._kiosk, at)

    def delivery_faults(self) -> Sequence[DeliveryFault]:
        with self._lock, reading(self._open()) as connection:
            return folders.faults(connection)

    def passcodes(self, at: datetime) -> Sequence[KeptPasscode]:
        with self._lock, reading(self._open()) as connection:
            return staff.passcodes_in_force(connection, at)

    def set_passcode(self, hashed: PasscodeHash | None, at: datetime) -> None:
        with self._lock, writing(self._open()) as connection:
            staff.replace_passcode(connection, hashed, at)

    def passcode_tries(self) -> PasscodeTries:
        with self._lock, reading(self._open()) as connection:
            return staff.tries(connection, self._kiosk)

    def set_passcode_tries(self, tries: PasscodeTries) -> None:
        with self._lock, writing(self._open()) as connection:
            staff.replace_tries(connection, self._kiosk, tries)

    def face_tries(self, card: CardKey, day: date) -> int:
        with self._lock:
            self._forget_earlier(day)
            with reading(self._open()) as connection:
                return face_tries.counted(connection, card, day)

    def charge_face_try(self, card: CardKey, day: date, most: int) -> FaceCharge | None:
        with self._lock:
            self._forget_earlier(day)
            with writing(self._open()) as connection:
                return face_tries.charge(connection, card, day, most)

    def give_back_face_try(self, number: int) -> None:
        with self._lock, writing(self._open()) as connection:
            face_tries.give_back(connection, number)

    def _forget_earlier(self, day: date) -> None:
        """Erase what is kept of earlier days, from the write-ahead log too."""
        with reading(self._open()) as connection:
            if not face_tries.has_earlier(connection, day):
                return
        with writing(self._open()) as connection:
            face_tries.forget_earlier(connection, day)
        self._forget_erased()

    def _forget_erased(self) -> None:
        self._leftovers = not forget_erased(self._open())

    def forget_leftovers(self) -> None:
        """Try again what a kill cut off or another reader was in the way of; waits for nobody."""
        with self._lock:
            if self._leftovers:
                with suppress(DeviceFault):  # a disk that is full now may have room later
                    self._leftovers = not forget_erased(self._open(), wait=False)

    def forget_old(self, people: datetime, history: datetime, at: datetime) -> bool:
        with self._lock:
            with writing(self._open()) as connection:
                of_people = retention.forget_people(connection, people, at)
                counts = (*of_people, *retention.forget_history(connection, history))
            self._leftovers = self._leftovers or any(of_people)
            self.forget_leftovers()
        return any(count >= retention.BATCH for count in counts)

    def close(self) -> None:
        """Close the database, waiting for an operation under way; a second time does nothing."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def _open(self) -> Engine:
        if self._engine is None:
            raise DeviceFault(Device.RECORDS, "unavailable")
        return self._engine
