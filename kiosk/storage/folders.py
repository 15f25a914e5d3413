"""The folders of the receipt computer: which one was last written, and what is wrong with it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from kiosk.ports.records import DeliveryFault, Folder
from kiosk.storage.tables import folders, outbox


def mark(connection: Connection, kiosk: str, folder: Folder) -> str | None:
    """Return the mark that was last found in a folder."""
    return connection.execute(
        select(folders.c.mark).where(folders.c.kiosk == kiosk, folders.c.folder == folder.value)
    ).scalar()


def keep_mark(connection: Connection, kiosk: str, folder: Folder, found: str) -> None:
    """Remember the mark found in a folder."""
    _keep(connection, kiosk, folder, {"mark": found})


def keep_fault(
    connection: Connection, kiosk: str, folder: Folder, code: str | None, at: datetime
) -> bool:
    """Remember what is wrong with a folder, or None; False: that was known."""
    known = connection.execute(
        select(folders.c.fault).where(folders.c.kiosk == kiosk, folders.c.folder == folder.value)
    ).scalar()
    if known == code:
        return False
    _keep(connection, kiosk, folder, {"fault": code, "since": at})
    return True


def faults(connection: Connection) -> Sequence[DeliveryFault]:
    """Return what keeps files from being delivered: folders, then single files, oldest first."""
    of_folders = connection.execute(
        select(folders.c.folder, folders.c.fault, folders.c.since)
        .where(folders.c.fault.is_not(None))
        .order_by(folders.c.since)
    )
    of_files = connection.execute(
        select(outbox.c.folder, outbox.c.last_fault, outbox.c.set_aside_at, outbox.c.name)
        .where(outbox.c.delivered_at.is_(None), outbox.c.set_aside_at.is_not(None))
        .order_by(outbox.c.number)
    )
    return (
        *(DeliveryFault(Folder(row.folder), row.fault, row.since) for row in of_folders),
        *(
            DeliveryFault(Folder(row.folder), row.last_fault or "", row.set_aside_at, row.name)
            for row in of_files
        ),
    )


def _keep(connection: Connection, kiosk: str, folder: Folder, values: dict[str, object]) -> None:
    row = insert(folders).values(kiosk=kiosk, folder=folder.value, **values)
    connection.execute(row.on_conflict_do_update(index_elements=("kiosk", "folder"), set_=values))
