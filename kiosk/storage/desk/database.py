"""The console's connections to the records: several at once for reading, one writer at a time."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Final

from sqlalchemy import Connection

from kiosk.storage.database import BUSY_SECONDS, open_database, reading, writing
from kiosk.storage.watch import Watch

MOST_AT_ONCE: Final = 8  # pages drawn at the same time; the next one waits


class DeskDatabase:
    """The database file, opened for many threads; another writer is waited for `busy_seconds`."""

    def __init__(self, path: Path, busy_seconds: float = BUSY_SECONDS) -> None:
        self._engine = open_database(path, busy_seconds, connections=MOST_AT_ONCE)
        self._watching = Lock()
        self._watch = Watch(self._engine)

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """Read in one transaction."""
        with reading(self._engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """Write in one transaction: all of it is kept when this returns, or none of it."""
        with writing(self._engine) as connection:
            yield connection

    def version(self) -> int:
        """Return SQLite's data_version: another number after anybody has written."""
        with self._watching:
            return self._watch.version()

    def close(self) -> None:
        """Close every connection; a second time does nothing."""
        with self._watching:
            self._watch.close()
            self._engine.dispose()
