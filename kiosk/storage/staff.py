"""The staff passcode in force and the wrong ones since the last right one."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select, update

from kiosk.domain.lockout import PasscodeTries
from kiosk.ports.records import PasscodeHash
from kiosk.storage.desk_tables import passcode_tries, passcodes


def passcode_in_force(connection: Connection, at: datetime) -> PasscodeHash | None:
    """Return the passcode, None when none is set."""
    encoded = connection.execute(
        select(passcodes.c.encoded).where(
            passcodes.c.removed_at.is_(None),
            passcodes.c.valid_from <= at,
            or_(passcodes.c.valid_until.is_(None), passcodes.c.valid_until > at),
        )
    ).scalar()
    return None if encoded is None else PasscodeHash(encoded)


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
