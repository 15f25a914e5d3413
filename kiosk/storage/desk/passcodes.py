"""`kiosk.ports.desk.passcodes` over SQL."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, insert, select, update

from kiosk.domain.lockout import PasscodeTries, pause_left
from kiosk.domain.pin import Passcode
from kiosk.ports.desk.passcodes import (
    MOST,
    KioskTries,
    NewPasscode,
    SetPasscode,
    TooManyPasscodes,
)
from kiosk.ports.records import PasscodeHash, PasscodeHasher
from kiosk.storage.desk.database import DeskDatabase
from kiosk.storage.desk_tables import passcode_tries, passcodes, staff
from kiosk.storage.passcodes import ScryptPasscodes
from kiosk.storage.staff import not_over, tries

_SETTER = staff.alias("setter")


class SqlPasscodes:
    """Each call is a transaction of its own, `add` one after its comparisons; any thread may call.

    `hasher` hashes and compares.
    """

    def __init__(self, database: DeskDatabase, hasher: PasscodeHasher | None = None) -> None:
        self._database = database
        self._hasher = hasher or ScryptPasscodes()

    def listed(self, at: datetime) -> Sequence[SetPasscode]:
        order = passcodes.c.staff.is_not(None), staff.c.name, passcodes.c.valid_from
        with self._database.reading() as connection:
            rows = connection.execute(_listed(at).order_by(*order))
            return [SetPasscode(**row) for row in rows.mappings()]

    def find(self, number: int, at: datetime) -> SetPasscode | None:
        with self._database.reading() as connection:
            found = connection.execute(_listed(at).where(passcodes.c.number == number))
            row = found.mappings().first()
            return None if row is None else SetPasscode(**row)

    def add(self, passcode: Passcode, new: NewPasscode, at: datetime) -> int | None:
        hashed = self._hasher.hash(passcode)
        compared: set[int] = set()
        while True:  # comparing takes a second: never inside a transaction, and again if need be
            for number, other in self._others(at, compared):
                if self._hasher.matches(passcode, other):
                    return None
                compared.add(number)
            with self._database.writing() as connection:
                if not _numbers(connection, at) <= compared:
                    continue
                return _add(connection, hashed, new, at)

    def remove(self, number: int, at: datetime) -> bool:
        with self._database.writing() as connection:
            removed = connection.execute(
                update(passcodes)
                .where(passcodes.c.number == number, not_over(at))
                .values(removed_at=at)
            )
            return removed.rowcount > 0

    def tries(self) -> Sequence[KioskTries]:
        with self._database.reading() as connection:
            counted = connection.execute(
                select(passcode_tries)
                .where(passcode_tries.c.failures > 0)
                .order_by(passcode_tries.c.kiosk)
            )
            return [
                KioskTries(row.kiosk, PasscodeTries(row.failures, row.last_failure))
                for row in counted
            ]

    def end_pause(self, kiosk: str, at: datetime) -> bool:
        with self._database.writing() as connection:
            if pause_left(tries(connection, kiosk), at) <= timedelta(0):
                return False
            connection.execute(delete(passcode_tries).where(passcode_tries.c.kiosk == kiosk))
            return True

    def _others(self, at: datetime, compared: set[int]) -> Sequence[tuple[int, PasscodeHash]]:
        with self._database.reading() as connection:
            rows = connection.execute(
                select(passcodes.c.number, passcodes.c.encoded).where(not_over(at))
            )
            return [
                (row.number, PasscodeHash(row.encoded))
                for row in rows
                if row.number not in compared
            ]


def _listed(at: datetime) -> Select[*tuple[Any, ...]]:
    columns: Sequence[ColumnElement[Any]] = (
        passcodes.c.number,
        passcodes.c.staff,
        staff.c.name,
        staff.c.disabled_at.is_not(None).label("disabled"),
        passcodes.c.valid_from,
        passcodes.c.valid_until,
        passcodes.c.set_at,
        _SETTER.c.name.label("set_by"),
    )
    return (
        select(*columns)
        .outerjoin(staff, staff.c.id == passcodes.c.staff)
        .outerjoin(_SETTER, _SETTER.c.id == passcodes.c.set_by)
        .where(not_over(at))
    )


def _numbers(connection: Connection, at: datetime) -> set[int]:
    return set(connection.execute(select(passcodes.c.number).where(not_over(at))).scalars())


def _add(connection: Connection, hashed: PasscodeHash, new: NewPasscode, at: datetime) -> int:
    _give_way(connection, new, at)
    if len(_numbers(connection, at)) >= MOST:
        raise TooManyPasscodes
    added = connection.execute(
        insert(passcodes).values(
            staff=new.staff,
            encoded=hashed.encoded,
            valid_from=new.valid_from,
            valid_until=new.valid_until,
            set_at=at,
            set_by=new.set_by,
        )
    )
    return added.lastrowid


def _give_way(connection: Connection, new: NewPasscode, at: datetime) -> None:
    """End the owner's other passcodes where the new one begins."""
    mine = passcodes.c.staff.is_(None) if new.staff is None else passcodes.c.staff == new.staff
    later = passcodes.c.valid_from >= new.valid_from
    theirs = update(passcodes).where(mine, not_over(at))
    connection.execute(theirs.where(later).values(removed_at=at))
    beyond = passcodes.c.valid_until.is_(None) | (passcodes.c.valid_until > new.valid_from)
    connection.execute(theirs.where(beyond).values(valid_until=new.valid_from))
