"""What the exchange keeps: bulk uploads with their answers, and consents to home visits.

In a SQLite file of its own; each change is one transaction, so that nothing is half there.
"""

import json
import sqlite3
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from simulators.qualification.certificates import JAPAN

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS upload (
    number INTEGER PRIMARY KEY, reception TEXT UNIQUE NOT NULL, kind TEXT NOT NULL,
    file_identifier TEXT NOT NULL, header TEXT NOT NULL, body TEXT NOT NULL,
    asked INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS home_visit (serial TEXT PRIMARY KEY, day TEXT NOT NULL);
"""
_TABLES: Final = ("upload", "home_visit")


@dataclass(frozen=True, repr=False)
class Upload:
    """A bulk request that was taken in, and its answer."""

    kind: str  # the interface without its step: OQSmuquc
    file_identifier: str
    header: Mapping[str, str]
    body: Mapping[str, Any]


class ExchangeStore:
    """Safe from any thread. Raises `sqlite3.Error` where the file cannot be used."""

    def __init__(self, file: Path) -> None:
        self._file = file
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._open() as database:
            database.executescript(_SCHEMA)

    def add(self, upload: Upload, now: datetime) -> str:
        """Keep an upload; return its ReceptionNumber: 14 digits of time, then 6 that count."""
        with self._open() as database:
            row = database.execute("SELECT coalesce(max(number), 0) + 1 FROM upload").fetchone()
            reception = f"{now.astimezone(JAPAN):%Y%m%d%H%M%S}{row[0]:06}"
            database.execute(
                "INSERT INTO upload VALUES (?, ?, ?, ?, ?, ?, 0)",
                (
                    row[0],
                    reception,
                    upload.kind,
                    upload.file_identifier,
                    json.dumps(dict(upload.header)),
                    json.dumps(dict(upload.body)),
                ),
            )
        return reception

    def find(self, reception: str) -> Upload | None:
        """Return an upload; None for a number that nobody was given."""
        query = "SELECT kind, file_identifier, header, body FROM upload WHERE reception = ?"
        with self._open() as database:
            row = database.execute(query, (reception,)).fetchone()
        return Upload(row[0], row[1], json.loads(row[2]), json.loads(row[3])) if row else None

    def count_asking(self, reception: str) -> int:
        """Count that an upload was asked for; return how often it was by now."""
        query = "UPDATE upload SET asked = asked + 1 WHERE reception = ? RETURNING asked"
        with self._open() as database:
            return database.execute(query, (reception,)).fetchone()[0]

    def consent_to_home_visits(self, serial: int, at: datetime | None) -> None:
        """Set the day on which somebody consented to home visits; None withdraws it."""
        with self._open() as database:
            database.execute("DELETE FROM home_visit WHERE serial = ?", (str(serial),))
            if at is not None:
                day = at.astimezone(JAPAN).date().isoformat()
                database.execute("INSERT INTO home_visit VALUES (?, ?)", (str(serial), day))

    def home_visits(self, first: date, last: date) -> list[int]:
        """Return who consented on one of these days and has not withdrawn it, oldest first."""
        with self._open() as database:
            rows = database.execute(
                "SELECT serial FROM home_visit WHERE day BETWEEN ? AND ? ORDER BY day, serial",
                (first.isoformat(), last.isoformat()),
            ).fetchall()
        return [int(serial) for (serial,) in rows]

    def reset(self) -> None:
        """Forget everything."""
        with self._open() as database:
            for table in _TABLES:
                database.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own

    @contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._file, timeout=10)) as database:
            # Not waiting for the disk: a killed service loses nothing; only a power cut could.
            database.execute("PRAGMA synchronous = OFF")
            with database:
                yield database
