"""Records, board and orders open one file in one process; other processes read beside it."""

import subprocess
import sys
from pathlib import Path

from kiosk.domain.session import NO_SESSION
from kiosk.ports.records import AuditEntry
from kiosk.storage.order_book import open_order_book
from kiosk.storage.records import open_records
from tests.fakes.people import NOON

LOOK = (
    "import sqlite3, sys; connection = sqlite3.connect(sys.argv[1]);"
    "print(connection.execute('SELECT count(*) FROM audit').fetchone()[0]); connection.close()"
)


def looked_at(path: Path) -> int:
    """Count the audit entries in a process of its own, which closes the file when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(path)], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def test_who_looks_and_closes_takes_nothing_from_under_the_kiosk(path: Path) -> None:
    records = open_records(path)
    orders = open_order_book(path, "kiosk-1")
    for kept in (1, 2, 3):
        records.keep_audit(AuditEntry("card_placed", NO_SESSION), NOON)
        assert looked_at(path) == kept
    orders.close()
    records.close()
