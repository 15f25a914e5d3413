"""What a long history costs the next reception: `python -m tests.bench.history [--receptions N]`.

Keeps and delivers receptions into an empty database and into one that holds years of them (made
with plain SQL, as the kiosk leaves them: delivered, answered, settled), and prints the ratio.
"""

import argparse
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.domain.consent import Information
from kiosk.domain.session import SessionId
from kiosk.flow.effects import KeepCheckIn
from kiosk.output.oqs_folders import OqsFolders
from kiosk.output.qualification_xml import Encoding
from kiosk.ports.records import Folder
from kiosk.services.check_in_effects import CheckInEffects
from kiosk.services.clock import SystemClock
from kiosk.services.folder_queue import FolderQueue
from kiosk.services.visit_ids import VisitIds
from kiosk.services.workers import InlineWorker
from kiosk.storage.records import open_records
from tests.bench import figures
from tests.output.receptions import reception

INSTITUTION = "1319999999"
RECEPTIONS = 200_000
RUNS = 100
BEGAN = datetime(2016, 1, 4, tzinfo=UTC)


def fill(database: Path, receptions: int) -> None:
    """Write a history that is done with."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        for first in range(0, receptions, 10_000):
            _write(connection, range(first, min(first + 10_000, receptions)))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _write(connection: sqlite3.Connection, numbers: range) -> None:
    at = [str((BEGAN + timedelta(minutes=7 * each)).replace(tzinfo=None)) for each in numbers]
    rows = [(f"{each:036}", when) for each, when in zip(numbers, at, strict=True)]
    with connection:
        connection.executemany(
            "INSERT INTO check_ins (id, at, kiosk, verified_by, validity, medical_institution_code,"
            " arbitrary_file_identifier, doubts, face_failures)"
            " VALUES (?, ?, 'kiosk-1', 'face', '1', '1319999999', 'QUJDREVGR0hJSks=', '[]', 0)",
            rows,
        )
        connection.executemany(
            "INSERT INTO consents VALUES (?, ?, 1, ?, ?)",
            [(key, kind.value, when, when) for key, when in rows for kind in list(Information)[:4]],
        )
        connection.executemany(
            "INSERT INTO audit (at, kiosk, session, what, details)"
            " VALUES (?, 'kiosk-1', 1, ?, '{\"by\": \"face\"}')",
            [(when, what) for _, when in rows for what in ("card_placed", "checked_in")],
        )
        connection.executemany(
            "INSERT INTO outbox (check_in, kiosk, folder, name, kept_at, attempts, staged_at,"
            " staged_in, delivered_at) VALUES (?, 'kiosk-1', 'face', ?, ?, 0, ?, 'mark', ?)",
            [(key, f"{key}.{end}", when, when, when) for key, when in rows for end in ("js", "x")],
        )
        connection.executemany(
            "INSERT INTO requests (kiosk, name, digest, received_at, answered_at)"
            " VALUES ('kiosk-1', ?, x'00', ?, ?)",
            [(f"{key}.xml", when, when) for key, when in rows],
        )


class Desk:
    """One database, its folder, and what receptions took there."""

    def __init__(self, folder: Path, history: int) -> None:
        face = folder / "face"
        face.mkdir(parents=True)
        self.database = folder / "records.sqlite3"
        self.records = open_records(self.database)
        fill(self.database, history)
        clock = SystemClock()
        output = OqsFolders(face, None, Encoding.UTF_8, INSTITUTION, "kiosk-1")
        self._face = face
        self._effects = CheckInEffects(
            self.records, output, clock, lambda: None, INSTITUTION, VisitIds()
        )
        self._queue = FolderQueue(
            Folder.FACE, self.records, InlineWorker(), output, clock, lambda: True
        )
        self.keeping: list[float] = []
        self.delivering: list[float] = []
        self.processor: list[float] = []

    def receive(self, session: SessionId) -> None:
        """Keep and deliver one reception; note the milliseconds."""
        effect = KeepCheckIn(session, replace(reception(), session=session))
        used, began = time.process_time(), time.perf_counter()
        self._effects.keep(effect)
        kept = time.perf_counter()
        if not self._queue.deliver_waiting():
            raise RuntimeError("not delivered")
        self.keeping.append((kept - began) * 1000)
        self.delivering.append((time.perf_counter() - kept) * 1000)
        self.processor.append((time.process_time() - used) * 1000)
        for file in self._face.glob("OQS*"):
            file.unlink()

    @property
    def both(self) -> list[float]:
        """Milliseconds of whole receptions."""
        return [a + b for a, b in zip(self.keeping, self.delivering, strict=True)]


def main() -> int:
    """Print both databases' figures, taken by turns, and their ratios."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.history", description=__doc__)
    parser.add_argument("--receptions", type=int, default=RECEPTIONS)
    most = parser.parse_args().receptions
    print(figures.machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="uketsuke-bench-") as temporary:
        desks = {many: Desk(Path(temporary) / str(many), many) for many in (0, most)}
        for session in range(1, RUNS + 1):
            for desk in desks.values():
                desk.receive(SessionId(session))
        for many, desk in desks.items():
            figures.row(f"a reception kept, after {many:,} others", desk.keeping)
            figures.row(f"its two files delivered, after {many:,} others", desk.delivering)
            figures.row(f"processor time of both, after {many:,} others", desk.processor)
            desk.records.close()
            print(f"{'database':52} {desk.database.stat().st_size / 2**20:9.1f} MB", flush=True)
    for name, take in (("time", lambda of: of.both), ("processor time", lambda of: of.processor)):
        ratio = statistics.median(take(desks[most])) / statistics.median(take(desks[0]))
        print(f"{'ratio of the medians, ' + name:52} {ratio:9.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
