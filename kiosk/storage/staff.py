"""The staff passcode in force and the wrong ones since the last right one."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from kiosk.domain.lockout import PasscodeTries
from kiosk.ports.records import PasscodeHash
from kiosk.storage.tables import passcode, passcode_tries


def passcode_in_force(connection: Connection) -> PasscodeHash | None:
    """Return the passcode, None when none is set."""
    encoded = connection.execute(select(passcode.c.encoded)).scalar()
    return None if encoded is None else PasscodeHash(encoded)


def replace_passcode(connection: Connection, hashed: PasscodeHash | None, at: datetime) -> None:
    """Set or remove the passcode and forget earlier failures."""
    connection.execute(delete(passcode))
    connection.execute(delete(passcode_tries))
    if hashed is not None:
        connection.execute(insert(passcode).values(one=1, encoded=hashed.encoded, set_at=at))


def tries(connection: Connection) -> PasscodeTries:
    """Return the failures counted."""
    row = connection.execute(
        select(passcode_tries.c.failures, passcode_tries.c.last_failure)
    ).first()
    return PasscodeTries() if row is None else PasscodeTries(row.failures, row.last_failure)


def replace_tries(connection: Connection, counted: PasscodeTries) -> None:
    """Keep the failures counted."""
    connection.execute(delete(passcode_tries))
    connection.execute(
        insert(passcode_tries).values(
            one=1, failures=counted.failures, last_failure=counted.last_failure
        )
    )
