"""Files that wait for the receipt computer: kept with the check-in, erased when delivered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from kiosk.ports.records import Folder, OutboxItem, ResultFile
from kiosk.storage.tables import outbox

_ITEM = (
    outbox.c.number,
    outbox.c.folder,
    outbox.c.name,
    outbox.c.content,
    outbox.c.attempts,
    outbox.c.staged_in,
)


def add(
    connection: Connection, file: ResultFile, kiosk: str, at: datetime, check_in: str | None = None
) -> None:
    """Keep a file for delivery."""
    connection.execute(
        insert(outbox).values(
            check_in=check_in,
            kiosk=kiosk,
            folder=file.folder.value,
            name=file.name,
            content=file.content,
            kept_at=at,
            attempts=0,
        )
    )


def waiting(
    connection: Connection, kiosk: str, folder: Folder | None, limit: int, *, set_aside: bool
) -> Sequence[OutboxItem]:
    """Return undelivered files of this kiosk, oldest first; set aside, those tried longest ago."""
    aside = outbox.c.set_aside_at
    query = select(*_ITEM).where(
        outbox.c.delivered_at.is_(None),
        outbox.c.kiosk == kiosk,
        aside.is_not(None) if set_aside else aside.is_(None),
    )
    if folder is not None:
        query = query.where(outbox.c.folder == folder.value)
    order = (outbox.c.last_attempt_at, outbox.c.number) if set_aside else (outbox.c.number,)
    rows = connection.execute(query.order_by(*order).limit(limit))
    return tuple(_item(row) for row in rows)


def waits(connection: Connection, kiosk: str, folder: Folder, name: str) -> bool:
    """Say whether a file of this kiosk is not delivered yet, be it set aside."""
    found = connection.execute(
        select(outbox.c.number).where(
            outbox.c.delivered_at.is_(None),
            outbox.c.kiosk == kiosk,
            outbox.c.folder == folder.value,
            outbox.c.name == name,
        )
    )
    return found.first() is not None


def waiting_for_others(connection: Connection, kiosk: str) -> Sequence[str]:
    """Return the kiosks that have files here which this one does not deliver."""
    rows = connection.execute(
        select(outbox.c.kiosk)
        .distinct()
        .where(outbox.c.delivered_at.is_(None), outbox.c.kiosk != kiosk)
    )
    return tuple(row.kiosk for row in rows)


def staged(connection: Connection, number: int, at: datetime, mark: str) -> Folder:
    """Note where a file lies staged; return its folder. Raises LookupError for an unknown row."""
    row = connection.execute(
        update(outbox)
        .where(outbox.c.number == number, outbox.c.delivered_at.is_(None))
        .values(staged_at=at, staged_in=mark)
        .returning(outbox.c.folder)
    ).first()
    if row is None:
        raise LookupError(f"no file {number} waits in the outbox")
    return Folder(row.folder)


def delivered(connection: Connection, number: int, at: datetime) -> None:
    """Erase the content; a second time changes nothing. Raises LookupError for an unknown row."""
    changed = connection.execute(
        update(outbox)
        .where(outbox.c.number == number, outbox.c.delivered_at.is_(None))
        .values(content=None, delivered_at=at, last_fault=None, set_aside_at=None)
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


def unstage(connection: Connection, number: int) -> None:
    """Forget that a file was staged: the next try begins anew."""
    connection.execute(
        update(outbox)
        .where(outbox.c.number == number, outbox.c.delivered_at.is_(None))
        .values(staged_at=None, staged_in=None)
    )


def set_aside(connection: Connection, number: int, at: datetime) -> bool:
    """Take a file out of the queue, so that later ones go on; False: it was out already."""
    changed = connection.execute(
        update(outbox)
        .where(
            outbox.c.number == number,
            outbox.c.delivered_at.is_(None),
            outbox.c.set_aside_at.is_(None),
        )
        .values(set_aside_at=at)
    )
    return changed.rowcount > 0


def _item(row: Row[*tuple[Any, ...]]) -> OutboxItem:
    file = ResultFile(row.name, bytes(row.content), Folder(row.folder))
    return OutboxItem(row.number, file, row.attempts, row.staged_in)


def _require(connection: Connection, number: int) -> None:
    found = connection.execute(select(outbox.c.number).where(outbox.c.number == number))
    if found.first() is None:
        raise LookupError(f"no file {number} in the outbox")
