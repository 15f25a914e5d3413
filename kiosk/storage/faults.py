"""Turns what SQLite raises into `DeviceFault(Device.RECORDS, ...)`; a bug stays a bug."""

import logging
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault

_log = logging.getLogger(__name__)

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

    Codes: ``disk_full``, ``corrupt``, else ``unavailable`` (locked, read-only, gone, refused).
    """
    try:
        yield
    except (DBAPIError, PoolTimeout, sqlite3.Error, OSError) as error:
        raise DeviceFault(Device.RECORDS, _code(error)) from None


def _code(error: Exception) -> str:
    origin = error.orig if isinstance(error, DBAPIError) else error
    number: int = getattr(origin, "sqlite_errorcode", 0)
    _log.warning("records: %s", getattr(origin, "sqlite_errorname", type(origin).__name__))
    if number == _NO_ROOM_FOR_INDEX:
        return "disk_full"
    return _CODES.get(number & _PRIMARY, "unavailable")
