"""Turns what SQLite raises into `DeviceFault(Device.RECORDS, ...)`; a bug stays a bug."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault

# SQLite's primary result codes are the low byte of the extended ones (sqlite.org/rescode.html).
_CODES: Final = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_CORRUPT: "corrupt",
    sqlite3.SQLITE_NOTADB: "corrupt",
}
_PRIMARY: Final = 0xFF
_NO_ROOM_FOR_INDEX: Final = 4874  # SQLITE_IOERR_SHMSIZE: the -shm file cannot grow on a full disk


@contextmanager
def records_faults() -> Generator[None]:
    """Let no database error out: statement and values stay inside, a code leaves.

    Codes: ``disk_full``, ``corrupt``, else ``unavailable`` (locked, read-only, gone, refused). Not
    logged here: who asks many times a second says once that it fails, with SQLite's name for it.
    """
    try:
        yield
    except (DBAPIError, PoolTimeout, sqlite3.Error, OSError) as error:
        origin = error.orig if isinstance(error, DBAPIError) else error
        name: str = getattr(origin, "sqlite_errorname", type(origin).__name__)
        raise DeviceFault(Device.RECORDS, _code(origin), name) from None


def _code(error: BaseException | None) -> str:
    number: int = getattr(error, "sqlite_errorcode", 0)
    if number == _NO_ROOM_FOR_INDEX:
        return "disk_full"
    return _CODES.get(number & _PRIMARY, "unavailable")
