"""The staff passcodes as a kiosk needs them, and the wrong ones since the last right one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select, update

from kiosk.domain.lockout import PasscodeTries
from kiosk.ports.records import KeptPasscode, PasscodeHash
from kiosk.storage.desk_tables import passcode_tries, passcodes, staff


def passcodes_in_force(connection: Connection, at: datetime) -> Sequence[KeptPasscode]:
    """Return the clinic's and those of staff who are not disabled."""
    rows = connection.execute(
        select(passcodes.c.encoded, passcodes.c.staff)
        .outerjoin(staff, staff.c.id == passcodes.c.staff)
        .where(not_over(at), passcodes.c.valid_from <= at, staff.c.disabled_at.is_(None))
        .order_by(passcodes.c.number)
    )
    return [KeptPasscode(PasscodeHash(row.encoded), row.staff) for row in rows]


def not_over(at: datetime) -> ColumnElement[bool]:
    """Return the condition for a passcode that serves at a time or will later."""
    return and_(
        passcodes.c.removed_at.is_(None),
        or_(passcodes.c.valid_until.is_(None), passcodes.c.valid_until > at),
    )


def replace_passcode(connection: Connection, hashed: PasscodeHash | None, at: datetime) -> None:
    """Set or remove the clinic's passcode and forget earlier failures."""
    connection.execute(
        update(passcodes)
        .where(passcodes.c.staff.is_(None), passcodes.c.removed_at.is_(None))
        .values(removed_at=at)
    )
    connection.execute(delete(passcode_tries))
    if hashed is not None:
        connection.execute(
            insert(passcodes).values(encoded=hashed.encoded, valid_from=at, set_at=at)
        )


def tries(connection: Connection, kiosk: str) -> PasscodeTries:
    """Return the failures counted at a kiosk."""
    row = connection.execute(
        select(passcode_tries.c.failures, passcode_tries.c.last_failure).where(
            passcode_tries.c.kiosk == kiosk
        )
    ).first()
    return PasscodeTries() if row is None else PasscodeTries(row.failures, row.last_failure)


def replace_tries(connection: Connection, kiosk: str, counted: PasscodeTries) -> None:
    """Keep the failures counted at a kiosk."""
    connection.execute(delete(passcode_tries).where(passcode_tries.c.kiosk == kiosk))
    connection.execute(
        insert(passcode_tries).values(
            kiosk=kiosk, failures=counted.failures, last_failure=counted.last_failure
        )
    )
