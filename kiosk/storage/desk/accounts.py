"""`kiosk.ports.desk.accounts` over SQL."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import (
    Connection,
    Row,
    Select,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from kiosk.domain.lockout import PasscodeTries, pause_left
from kiosk.ports.desk.accounts import (
    Attempt,
    Invitation,
    LastAdministrator,
    LoginTaken,
    Member,
)
from kiosk.ports.faults import DeviceFault
from kiosk.storage.desk.database import DeskDatabase
from kiosk.storage.desk_tables import invitations, staff, staff_sessions
from kiosk.storage.tables import audit

CONSOLE: Final = "console"  # in place of a kiosk's name in the audit log
ADMINISTRATOR: Final = "administrator"
CLOCK_SLIPS: Final = timedelta(minutes=5)  # a clock that is set right in passing
SEEN_EVERY: Final = timedelta(minutes=1)  # being there is written down no more often


class SqlAccounts:
    """Each call is a transaction of its own; any thread may call."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def members(self) -> Sequence[Member]:
        with self._database.reading() as connection:
            return [_member(row) for row in connection.execute(select(staff).order_by(staff.c.id))]

    def member(self, number: int) -> Member | None:
        with self._database.reading() as connection:
            row = connection.execute(_of(number)).first()
            return None if row is None else _member(row)

    def attempt(self, login: str, at: datetime) -> Attempt | timedelta | None:
        with self._database.writing() as connection:
            found = select(staff).where(staff.c.login == login, staff.c.disabled_at.is_(None))
            row = connection.execute(found).first()
            if row is None:
                return None
            left = pause_left(PasscodeTries(row.failures, row.last_failure), at)
            if left > timedelta(0):
                return left
            _set(connection, row.id, failures=row.failures + 1, last_failure=at)
            return Attempt(_member(row), row.password)

    def password(self, number: int) -> Attempt | None:
        with self._database.reading() as connection:
            row = connection.execute(_of(number)).first()
            return None if row is None else Attempt(_member(row), row.password)

    def signed_in(self, right: Attempt, session: bytes, at: datetime, most: timedelta) -> bool:
        number = right.member.number
        with self._database.writing() as connection:
            connection.execute(delete(staff_sessions).where(staff_sessions.c.began_at < at - most))
            if connection.execute(_still(right)).first() is None:
                return False
            _set(connection, number, failures=0, last_failure=None)
            connection.execute(
                insert(staff_sessions).values(digest=session, staff=number, began_at=at, seen_at=at)
            )
            return True

    def rehash(self, right: Attempt, encoded: str) -> Attempt:
        with self._database.writing() as connection:
            if connection.execute(_still(right)).first() is None:
                return right
            _set(connection, right.member.number, password=encoded)
            return Attempt(right.member, encoded)

    def session(
        self, session: bytes, at: datetime, idle: timedelta, most: timedelta, *, active: bool
    ) -> Member | None:
        with self._database.reading() as connection:
            row = connection.execute(_alive(session, at, idle, most)).first()
        if row is None:
            return None
        if active and at - row.seen_at >= SEEN_EVERY:
            # Records that another writer holds turn no reader away: the next page notes it.
            with suppress(DeviceFault), self._database.writing() as connection:
                mine = staff_sessions.c.digest == session
                connection.execute(update(staff_sessions).where(mine).values(seen_at=at))
        return _member(row)

    def sign_out(self, session: bytes) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(staff_sessions).where(staff_sessions.c.digest == session))

    def add(self, login: str, name: str, role: str, at: datetime) -> int:
        with self._database.writing() as connection:
            return _add(connection, at, login=login, name=name, role=role)

    def invite(self, code: bytes, number: int | None, role: str, until: datetime) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(invitations).where(_for(number)))
            connection.execute(
                insert(invitations).values(digest=code, staff=number, role=role, expires_at=until)
            )

    def invitation(self, code: bytes, at: datetime) -> Invitation | None:
        with self._database.reading() as connection:
            row = connection.execute(_invitation(code, at)).first()
            if row is None:
                return None
            if row.staff is None:
                return Invitation(None, row.role)
            return Invitation(_member(connection.execute(_of(row.staff)).one()), row.role)

    def accept(self, code: bytes, encoded: str, at: datetime) -> int | None:
        with self._database.writing() as connection:
            row = connection.execute(_invitation(code, at)).first()
            if row is None or row.staff is None:
                return None
            number = int(row.staff)
            connection.execute(delete(invitations).where(_for(number)))
            _set(connection, number, password=encoded, failures=0, last_failure=None)
            _end_sessions(connection, number)
            return number

    def accept_first(
        self, code: bytes, login: str, name: str, encoded: str, at: datetime
    ) -> int | None:
        with self._database.writing() as connection:
            row = connection.execute(_invitation(code, at)).first()
            if row is None or row.staff is not None:
                return None
            connection.execute(delete(invitations).where(_for(None)))
            return _add(connection, at, login=login, name=name, role=row.role, password=encoded)

    def change_password(self, number: int, encoded: str) -> None:
        with self._database.writing() as connection:
            _set(connection, number, password=encoded)
            _end_sessions(connection, number)

    def change_role(self, number: int, role: str) -> None:
        with self._database.writing() as connection:
            _set(connection, number, role=role)
            _end_sessions(connection, number)
            _one_is_left(connection)

    def disable(self, number: int, at: datetime) -> None:
        with self._database.writing() as connection:
            _set(connection, number, disabled_at=at)
            connection.execute(delete(invitations).where(_for(number)))
            _end_sessions(connection, number)
            _one_is_left(connection)

    def enable(self, number: int) -> None:
        with self._database.writing() as connection:
            _set(connection, number, disabled_at=None)

    def describe(self, number: int, name: str, language: str) -> None:
        with self._database.writing() as connection:
            _set(connection, number, name=name, language=language)

    def administrators(self) -> int:
        with self._database.reading() as connection:
            return _administrators(connection)

    def note(self, what: str, staff: int, details: Mapping[str, str | int], at: datetime) -> None:
        text = json.dumps({**details, "staff": staff}, ensure_ascii=False, sort_keys=True)
        with self._database.writing() as connection:
            connection.execute(
                insert(audit).values(at=at, kiosk=CONSOLE, session=0, what=what, details=text)
            )


def _member(row: Row[tuple[object, ...]]) -> Member:
    return Member(
        number=row.id,
        login=row.login,
        name=row.name,
        role=row.role,
        language=row.language,
        ready=row.password is not None,
        disabled=row.disabled_at is not None,
    )


def _of(number: int) -> Select[tuple[object, ...]]:
    return select(staff).where(staff.c.id == number)


def _still(right: Attempt) -> Select[tuple[object, ...]]:
    """Find a member whose password is still the one that was compared."""
    return _of(right.member.number).where(
        staff.c.password == right.password, staff.c.disabled_at.is_(None)
    )


def _alive(
    session: bytes, at: datetime, idle: timedelta, most: timedelta
) -> Select[tuple[object, ...]]:
    return (
        select(staff, staff_sessions.c.seen_at)
        .join(staff_sessions, staff_sessions.c.staff == staff.c.id)
        .where(
            staff_sessions.c.digest == session,
            staff_sessions.c.seen_at > at - idle,
            staff_sessions.c.began_at > at - most,
            # Of a clock that went wrong and was set back: such a session would last for years.
            staff_sessions.c.began_at <= at + CLOCK_SLIPS,
            staff_sessions.c.seen_at <= at + CLOCK_SLIPS,
            staff.c.disabled_at.is_(None),
        )
    )


def _invitation(code: bytes, at: datetime) -> Select[tuple[object, ...]]:
    # A member who was disabled since gets in by no code of before.
    return (
        select(invitations)
        .outerjoin(staff, staff.c.id == invitations.c.staff)
        .where(
            invitations.c.digest == code,
            invitations.c.expires_at > at,
            or_(
                invitations.c.staff.is_(None),
                and_(staff.c.id.is_not(None), staff.c.disabled_at.is_(None)),
            ),
        )
    )


def _for(number: int | None):  # noqa: ANN202 - SQLAlchemy's condition, whose type it infers
    return invitations.c.staff.is_(None) if number is None else invitations.c.staff == number


def _set(connection: Connection, number: int, **values: object) -> None:
    connection.execute(update(staff).where(staff.c.id == number).values(**values))


def _add(connection: Connection, at: datetime, **values: object) -> int:
    adding = insert(staff).values(created_at=at, **values).returning(staff.c.id)
    try:
        return connection.execute(adding).scalar_one()
    except IntegrityError:
        raise LoginTaken from None


def _end_sessions(connection: Connection, number: int) -> None:
    connection.execute(delete(staff_sessions).where(staff_sessions.c.staff == number))


def _administrators(connection: Connection) -> int:
    able = (
        staff.c.role == ADMINISTRATOR,
        staff.c.disabled_at.is_(None),
        staff.c.password.is_not(None),
    )
    return connection.execute(select(func.count()).select_from(staff).where(*able)).scalar_one()


def _one_is_left(connection: Connection) -> None:
    if _administrators(connection) == 0:
        raise LastAdministrator
