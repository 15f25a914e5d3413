"""Provisional receptions (仮受付): numbers of the day, and what was answered since."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, func, insert, select, update

from kiosk.domain.check_in import ProvisionalCheckIn, VerifiedBy
from kiosk.domain.japan_time import JAPAN
from kiosk.domain.qualification import Validity
from kiosk.ports.records import ProvisionalReception
from kiosk.storage.desk_tables import OPEN_NEEDS, visits
from kiosk.storage.tables import provisional_receptions as table

NEED: Final = "provisional"
"""The code by which a visit says that it waits for its insurance."""


def number_of(connection: Connection, reception: str) -> int | None:
    """Return the number that a reception has, or None when it is not kept."""
    return connection.execute(select(table.c.number).where(table.c.reception == reception)).scalar()


def kiosk_of(connection: Connection, reception: str) -> str | None:
    """Return where a provisional reception was made, or None when it is none."""
    return connection.execute(select(table.c.kiosk).where(table.c.reception == reception)).scalar()


def add(
    connection: Connection, check_in: ProvisionalCheckIn, reception: str, kiosk: str, at: datetime
) -> int:
    """Write a provisional reception and return the next number of the day.

    The caller's transaction holds the write lock, so no other process is given the same one.
    """
    day = at.astimezone(JAPAN).date()
    highest = connection.execute(select(func.max(table.c.number)).where(table.c.day == day))
    number = (highest.scalar() or 0) + 1
    connection.execute(
        insert(table).values(
            reception=reception,
            day=day,
            number=number,
            kiosk=kiosk,
            at=at,
            verified_by=check_in.verified_by.value,
            face_failures=check_in.face_failures,
        )
    )
    return number


def settle(
    connection: Connection,
    reception: str,
    validity: str | None,
    at: datetime,
    staff: int | None = None,
) -> bool:
    """Note the first that was found out about a reception; False: none waits for it.

    `validity` is the service's; None where staff confirmed it on paper. With 有効 nothing is needed
    of staff any more: `staff` asked, or the receipt computer where it is None.
    """
    changed = connection.execute(
        update(table)
        .where(table.c.reception == reception, table.c.settled_at.is_(None))
        .values(settled_at=at, validity=validity)
    )
    if changed.rowcount and validity == Validity.VALID:
        waits = (visits.c.id == reception, visits.c.needs == NEED, OPEN_NEEDS)
        connection.execute(update(visits).where(*waits).values(handled_at=at, handled_by=staff))
    return changed.rowcount > 0


def unsettled(connection: Connection) -> Sequence[ProvisionalReception]:
    """Return those that the service has not answered for, oldest first."""
    rows = connection.execute(
        select(table.c.reception, table.c.number, table.c.at, table.c.verified_by)
        .where(table.c.settled_at.is_(None))
        .order_by(table.c.at, table.c.number)
    )
    return tuple(
        ProvisionalReception(row.reception, row.number, row.at, VerifiedBy(row.verified_by))
        for row in rows
    )
