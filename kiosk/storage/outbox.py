"""Files that wait for the receipt computer: kept with the check-in, erased when delivered."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from kiosk.ports.records import OutboxItem, ResultFile
from kiosk.storage.tables import outbox


def holds(connection: Connection, name: str) -> bool:
    """Tell whether a file of this name was ever kept."""
    found = connection.execute(select(outbox.c.number).where(outbox.c.name == name))
    return found.first() is not None


def add(connection: Connection, check_in: str, file: ResultFile, at: datetime) -> None:
    """Keep a file for delivery."""
    connection.execute(
        insert(outbox).values(
            check_in=check_in, name=file.name, content=file.content, kept_at=at, attempts=0
        )
    )


def waiting(connection: Connection, limit: int) -> Sequence[OutboxItem]:
    """Return undelivered files, oldest first."""
    rows = connection.execute(
        select(outbox.c.number, outbox.c.name, outbox.c.content, outbox.c.attempts)
        .where(outbox.c.delivered_at.is_(None))
        .order_by(outbox.c.number)
        .limit(limit)
    )
    return tuple(
        OutboxItem(row.number, ResultFile(row.name, bytes(row.content)), row.attempts)
        for row in rows
    )


def delivered(connection: Connection, number: int, at: datetime) -> None:
    """Erase the content; a second time changes nothing. Raises LookupError for an unknown row."""
    changed = connection.execute(
        update(outbox)
        .where(outbox.c.number == number, outbox.c.delivered_at.is_(None))
        .values(content=None, delivered_at=at, last_fault=None)
    )
    if changed.rowcount == 0:
        _require(connection, number)


def attempted(connection: Connection, number: int, at: datetime, code: str) -> None:
    """Count a failed delivery; one already delivered is left as it is."""
    changed = connection.execute(
        update(outbox)
        .where(outbox.c.number == number, outbox.c.delivered_at.is_(None))
        .values(attempts=outbox.c.attempts + 1, last_attempt_at=at, last_fault=code)
    )
    if changed.rowcount == 0:
        _require(connection, number)


def _require(connection: Connection, number: int) -> None:
    found = connection.execute(select(outbox.c.number).where(outbox.c.number == number))
    if found.first() is None:
        raise LookupError(f"no file {number} in the outbox")
