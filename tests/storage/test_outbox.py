"""What the records know of files on their way: where they lie, and what keeps them."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.doubt import Doubt, DoubtCode
from kiosk.domain.session import NO_SESSION
from kiosk.ports.records import AuditEntry, DeliveryFault, Folder, KeptCheckIn, ResultFile
from kiosk.storage.records import SqlRecords, open_records
from tests.output.receptions import NOON, reception
from tests.storage.keeping import ENTRY, keep

WAITS = AuditEntry("delivery_waits", NO_SESSION, {"folder": "face", "code": "disk_full"})
ASIDE = AuditEntry("file_set_aside", NO_SESSION, {"folder": "face", "file": 1})


def test_where_a_file_lies_staged_and_the_folders_mark_outlive_a_restart(
    records: SqlRecords, path: Path
) -> None:
    keep(records, ResultFile("a.xml", b"<a/>"))
    records.mark_staged(1, NOON, "mark-1")
    records.close()
    again = open_records(path)
    [item] = again.waiting_deliveries()
    assert item.staged_in == "mark-1"
    assert again.folder_mark(Folder.FACE) == "mark-1"
    assert again.folder_mark(Folder.RES) is None
    again.close()


def test_a_delivered_file_cannot_be_staged(records: SqlRecords) -> None:
    keep(records, ResultFile("a.xml", b"<a/>"))
    records.mark_delivered(1, NOON)
    with pytest.raises(LookupError):
        records.mark_staged(1, NOON, "mark-1")


def test_faults_are_told_for_folders_and_for_single_files(records: SqlRecords) -> None:
    keep(records, ResultFile("a.xml", b"<a/>"), ResultFile("b.xml", b"<b/>"))
    records.mark_attempt(1, NOON, "name_taken")
    records.set_aside(1, NOON, ASIDE, staged=False)
    records.keep_folder_state(Folder.FACE, "disk_full", WAITS, NOON)
    assert records.delivery_faults() == (
        DeliveryFault(Folder.FACE, "disk_full", NOON),
        DeliveryFault(Folder.FACE, "name_taken", NOON, "a.xml"),
    )
    assert [item.number for item in records.waiting_deliveries()] == [2]
    assert [item.number for item in records.waiting_deliveries(set_aside=True)] == [1]
    records.keep_folder_state(Folder.FACE, None, WAITS, NOON)
    records.mark_delivered(1, NOON)
    assert records.delivery_faults() == ()


def test_doubts_and_tries_by_face_are_kept_and_nothing_of_what_stands_there(
    records: SqlRecords, path: Path
) -> None:
    found = (Doubt(DoubtCode.NAME_HAS_BULLET, "Name"), Doubt(DoubtCode.NAME_HAS_BULLET, "Name", 1))
    kept = KeptCheckIn("r", replace(reception(), face_failures=2), found)
    records.keep_check_in(kept, [], ENTRY, NOON)
    with closing(sqlite3.connect(path)) as connection:
        [(doubts, failures)] = connection.execute("SELECT doubts, face_failures FROM check_ins")
    assert json.loads(doubts) == [["name_has_bullet", "Name", 0], ["name_has_bullet", "Name", 1]]
    assert failures == 2


def test_the_next_delivery_is_found_without_looking_at_those_delivered(
    records: SqlRecords,
) -> None:
    assert records._engine is not None
    with records._engine.connect() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT number FROM outbox WHERE delivered_at IS NULL"
            " AND kiosk = 'k' AND set_aside_at IS NULL AND folder = 'face' ORDER BY number LIMIT 1"
        ).fetchall()
    told = " ".join(row[3] for row in plan)
    assert "ix_outbox_delivered_at" in told
    assert "TEMP B-TREE" not in told
