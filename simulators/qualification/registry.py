"""What the simulated service knows and keeps: people, registrations, consents, patient numbers.

The people come from their insurers (the cast) and never change here. What receptions add is in one
SQLite file: each change is a transaction of its own, so that a service that is killed in the middle
of one comes back with the state before or after it, and other processes may read meanwhile.
"""

import sqlite3
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from simulators.personas.insured import Insured

CONSENT_LASTS: Final = timedelta(hours=24)
REFERENCE_NUMBER: Final = "ReferenceNumber"

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS registration (serial TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS reception (
    number INTEGER PRIMARY KEY, serial TEXT NOT NULL, method TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS consent (
    serial TEXT NOT NULL, kind TEXT NOT NULL, given INTEGER NOT NULL, at TEXT NOT NULL,
    reception INTEGER, PRIMARY KEY (serial, kind));
CREATE TABLE IF NOT EXISTS reference (serial TEXT PRIMARY KEY, number TEXT NOT NULL);
"""
_ADD_CONSENT: Final = """INSERT INTO consent
SELECT ?1, ?2, ?3, ?4, max(number) FROM reception WHERE serial = ?1"""
_OF_NEWEST_RECEPTION: Final = """SELECT kind, at FROM consent WHERE given AND serial = ?1
AND reception IS (SELECT max(number) FROM reception WHERE serial = ?1)"""
_TABLES: Final = ("registration", "reception", "consent", "reference")


@dataclass(frozen=True, slots=True)
class Consent:
    """One answer of a person, and when it was recorded; viewing ends 24 hours later."""

    given: bool
    at: datetime

    @property
    def until(self) -> datetime:
        """The end of viewing, where it was given."""
        return self.at + CONSENT_LASTS


class Registry:
    """People by the serial number of their user certificate. Safe from any thread.

    `caught_up` is a switch: what insurers and welfare offices register late (`Insured.later`) is
    there. Raises `sqlite3.Error` where the file cannot be used.
    """

    def __init__(self, people: Mapping[int, Insured], file: Path) -> None:
        self._people = people
        self._file = file
        self.caught_up = False
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._open() as database:
            database.executescript(_SCHEMA)

    # ------------------------------------------------------------ who there is
    def serials(self) -> tuple[int, ...]:
        """Everybody."""
        return tuple(self._people)

    def person(self, serial: int) -> Insured | None:
        """Return what the service knows of a person without their receptions."""
        return self._people.get(serial)

    def validity(self, serial: int) -> str:
        """Return QualificationValidity (OQSCD006) as it is now; 4 for nobody it knows."""
        return now.validity if (now := self._now(serial)) else "4"

    def results(self, serial: int) -> list[dict[str, Any]]:
        """Return every ResultOfQualificationConfirmation of a person as it is now, to be changed.

        With ReferenceNumber, without any consent: flags, times and what a consent opens (限度額,
        特定疾病) are for whoever writes the answer.
        """
        now, number = self._now(serial), self.reference_number(serial)
        extra = {REFERENCE_NUMBER: number} if number else {}
        return [_copy(result) | extra for result in now.results] if now else []

    def _now(self, serial: int) -> Insured | None:
        person = self._people.get(serial)
        return person.later if person and person.later and self.caught_up else person

    # ------------------------------------------------------------ 保険証利用登録
    def is_registered(self, serial: int) -> bool:
        """Whether the card may be used as an insurance card."""
        person = self._people.get(serial)
        return person is not None and (person.registered or self._has_applied(serial))

    def _has_applied(self, serial: int) -> bool:
        return bool(self._rows("SELECT 1 FROM registration WHERE serial = ?", str(serial)))

    def register(self, serial: int) -> None:
        """Register somebody; again does no harm."""
        with self._open() as database:
            database.execute("INSERT OR IGNORE INTO registration VALUES (?)", (str(serial),))

    # ------------------------------------------------------------ receptions
    def add_reception(self, serial: int, method: str, at: datetime) -> None:
        """Keep how somebody was identified."""
        with self._open() as database:
            database.execute(
                "INSERT INTO reception (serial, method, at) VALUES (?, ?, ?)",
                (str(serial), method, at.astimezone(UTC).isoformat()),
            )

    def methods(self, serial: int) -> tuple[str, ...]:
        """Return how somebody was identified each time, oldest first."""
        rows = self._rows("SELECT method FROM reception WHERE serial = ? ORDER BY number", serial)
        return tuple(method for (method,) in rows)

    def record_consents(self, serial: int, given: Mapping[str, bool], at: datetime) -> None:
        """Replace all of a person's answers by these, by the flags' names without ``ConsFlg``.

        A new reception's answers are all that counts: what was consented to before and is not
        consented to again is withdrawn, also within its 24 hours.
        """
        when = at.astimezone(UTC).isoformat()
        with self._open() as database:
            database.execute("DELETE FROM consent WHERE serial = ?", (str(serial),))
            database.executemany(
                _ADD_CONSENT, [(str(serial), kind, yes, when) for kind, yes in given.items()]
            )

    def consents(self, serial: int) -> Mapping[str, Consent]:
        """Return a person's last answers, as `record_consents` took them."""
        rows = self._rows("SELECT kind, given, at FROM consent WHERE serial = ?", serial)
        return {kind: Consent(bool(yes), datetime.fromisoformat(at)) for kind, yes, at in rows}

    def consents_in_force(self, serial: int, now: datetime) -> Mapping[str, Consent]:
        """Return what was consented to at a person's newest reception, within its 24 hours."""
        rows = self._rows(_OF_NEWEST_RECEPTION, serial)
        given = {kind: Consent(True, datetime.fromisoformat(at)) for kind, at in rows}
        return {kind: one for kind, one in given.items() if one.at <= now <= one.until}

    # ------------------------------------------------------------ 照会番号
    def reference_number(self, serial: int) -> str | None:
        """Return the clinic's own number of a person: the one set last, else the cast's."""
        for (number,) in self._rows("SELECT number FROM reference WHERE serial = ?", serial):
            return number
        person = self._people.get(serial)
        return person.reference_number if person else None

    def set_reference_number(self, serial: int, number: str) -> None:
        """Set or replace it."""
        with self._open() as database:
            database.execute(
                "INSERT OR REPLACE INTO reference VALUES (?, ?)", (str(serial), number)
            )

    def reset(self) -> None:
        """Forget every reception: all is as the cast says."""
        with self._open() as database:
            for table in _TABLES:
                database.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own

    def _rows(self, query: str, serial: int | str) -> list[tuple[Any, ...]]:
        with self._open() as database:
            return database.execute(query, (str(serial),)).fetchall()

    @contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        """Open, and commit when all went well; short-lived, for a connection is one thread's."""
        with closing(sqlite3.connect(self._file, timeout=10)) as database:
            # Not waiting for the disk: a killed service loses nothing; only a power cut could.
            database.execute("PRAGMA synchronous = OFF")
            with database:
                yield database


def _copy(value: Any) -> Any:  # noqa: ANN401 - a tree of texts, mappings and tuples
    match value:
        case Mapping():
            return {name: _copy(inner) for name, inner in value.items()}
        case tuple():
            return [_copy(inner) for inner in value]
        case _:
            return value
