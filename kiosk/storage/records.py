"""`ports.records.Records` over SQL."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from threading import RLock

from sqlalchemy import Engine

from kiosk.domain.fault import Device
from kiosk.domain.lockout import PasscodeTries
from kiosk.domain.token import CardKey
from kiosk.ports.faults import DeviceFault
from kiosk.ports.records import (
    AuditEntry,
    FaceCharge,
    KeptCheckIn,
    OutboxItem,
    PasscodeHash,
    ResultFile,
)
from kiosk.storage import check_ins, face_tries, outbox, staff
from kiosk.storage.database import (
    BUSY_SECONDS,
    forget_erased,
    open_database,
    reading,
    writing,
)


def open_records(
    path: Path, *, kiosk: str = "kiosk-1", busy_seconds: float = BUSY_SECONDS
) -> "SqlRecords":
    """Open the database file, made and migrated where need be.

    `kiosk` names this kiosk in its rows; `busy_seconds` is how long another process's lock is
    waited for. Raises `DeviceFault(Device.RECORDS, ...)`: ``disk_full``, ``corrupt``,
    ``unavailable``.
    """
    return SqlRecords(open_database(path, busy_seconds), kiosk)


class SqlRecords:
    """The records. One worker uses them; opening and closing may be another thread's."""

    def __init__(self, engine: Engine, kiosk: str) -> None:
        self._engine: Engine | None = engine
        self._kiosk = kiosk
        self._lock = RLock()

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
            for file in files:
                outbox.add(connection, kept.reception, file, at)
            check_ins.add_audit(connection, entry, self._kiosk, at)

    def keep_audit(self, entry: AuditEntry, at: datetime) -> None:
        with self._lock, writing(self._open()) as connection:
            check_ins.add_audit(connection, entry, self._kiosk, at)

    def waiting_deliveries(self, limit: int = 20) -> Sequence[OutboxItem]:
        with self._lock, reading(self._open()) as connection:
            return outbox.waiting(connection, limit)

    def mark_delivered(self, number: int, at: datetime) -> None:
        """Erase the content, from the write-ahead log too. Raises LookupError if unknown."""
        with self._lock:
            with writing(self._open()) as connection:
                outbox.delivered(connection, number, at)
            forget_erased(self._open())

    def mark_attempt(self, number: int, at: datetime, code: str) -> None:
        with self._lock, writing(self._open()) as connection:
            outbox.attempted(connection, number, at, code)

    def passcode(self) -> PasscodeHash | None:
        with self._lock, reading(self._open()) as connection:
            return staff.passcode_in_force(connection)

    def set_passcode(self, hashed: PasscodeHash | None, at: datetime) -> None:
        with self._lock, writing(self._open()) as connection:
            staff.replace_passcode(connection, hashed, at)

    def passcode_tries(self) -> PasscodeTries:
        with self._lock, reading(self._open()) as connection:
            return staff.tries(connection)

    def set_passcode_tries(self, tries: PasscodeTries) -> None:
        with self._lock, writing(self._open()) as connection:
            staff.replace_tries(connection, tries)

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
        forget_erased(self._open())

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
