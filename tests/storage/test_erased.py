"""What was delivered is in no byte of the database, also after a kill or beside a reader."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.ports.records import ResultFile
from kiosk.storage import records as module
from kiosk.storage.records import SqlRecords, open_records
from tests.output.receptions import NOON
from tests.storage.keeping import ENTRY, keep

SECRET = b"somebody's name, " * 600  # more than fits beside other things on a page
MARK = b"somebody's name"


def bytes_of(folder: Path) -> bytes:
    """Return what lies in the database and beside it."""
    return b"".join(path.read_bytes() for path in folder.iterdir())


def deliver(records: SqlRecords) -> None:
    """Deliver all that waits."""
    for item in records.waiting_deliveries():
        records.mark_delivered(item.number, NOON)


def test_a_kill_between_delivery_and_erasure_is_made_up_for_by_the_next_start(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget: Callable[..., bool] = module.forget_erased
    records = open_records(path)
    keep(records, ResultFile("face.xml", SECRET))
    forget(records._engine)
    monkeypatch.setattr(module, "forget_erased", lambda *_, **__: False)
    deliver(records)
    killed = shutil.copytree(path.parent, tmp_path / "as a kill leaves it")
    records.close()
    assert MARK in bytes_of(killed)

    monkeypatch.undo()
    again = open_records(killed / path.name)
    assert MARK not in bytes_of(killed)
    again.close()


def test_whoever_reads_while_it_is_delivered_puts_the_erasure_off_until_they_have_gone(
    path: Path,
) -> None:
    records = open_records(path, busy_seconds=0.05)
    keep(records, ResultFile("face.xml", SECRET))
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM outbox").fetchall()
        deliver(records)
        records.keep_audit(ENTRY, NOON)
        assert MARK in bytes_of(path.parent)  # the reader may still want it
        reader.execute("ROLLBACK")
        records.keep_audit(ENTRY, NOON)  # as with the next card
        assert MARK not in bytes_of(path.parent)
    records.close()
