"""What the records keep, and that a restart changes nothing of it."""

import json
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from kiosk.domain.lockout import PasscodeTries
from kiosk.ports.faults import DeviceFault
from kiosk.ports.records import PasscodeHash, Records, ResultFile
from kiosk.storage.records import SqlRecords, open_records
from tests.journeys.on_bench.leaks import leaks_in_files
from tests.output.receptions import NOON
from tests.storage.keeping import ENTRY, keep

SECRETS = frozenset({"秘密", "ﾋﾐﾂ", "4567", "139998", "19800217", "見本市"})
FILE = ResultFile("OQSsiquc01res_face_x_20261120120000.xml", "<名>秘密　花子</名>".encode())


def rows(path: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def bytes_on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_the_records_satisfy_their_port(records: SqlRecords) -> None:
    as_port: Records = records
    assert not as_port.passcodes(NOON)


def test_a_check_in_is_kept_with_consents_audit_and_file(records: SqlRecords, path: Path) -> None:
    keep(records, FILE)
    assert rows(path, "SELECT at, verified_by, validity FROM check_ins") == [
        ("2026-11-20 03:00:00.000000", "face", "1")
    ]
    assert rows(path, "SELECT information, given, available_until FROM consents ORDER BY 1") == [
        ("OperationInfo", 0, None),
        ("PharmacistsInfo", 1, "2026-11-21 03:00:00.000000"),
    ]
    [(what, session, details)] = rows(path, "SELECT what, session, details FROM audit")
    assert (what, session, json.loads(details)) == (ENTRY.what, 7, ENTRY.details)
    [item] = records.waiting_deliveries()
    assert (item.file, item.attempts) == (FILE, 0)


def test_no_name_or_number_of_a_person_stands_outside_the_waiting_file_and_the_details(
    records: SqlRecords, path: Path
) -> None:
    keep(records, ResultFile("a.xml", b"<x/>"))
    assert "秘密".encode() in bytes_on_disk(path)
    assert leaks_in_files([path.parent], SECRETS) == {}


def test_a_delivered_file_is_gone_from_the_disk(records: SqlRecords, path: Path) -> None:
    content = b"<secret>" + b"HANAKO" * 5000 + b"</secret>"
    keep(records, ResultFile("a.xml", content))
    assert b"HANAKO" in bytes_on_disk(path)
    records.mark_delivered(records.waiting_deliveries()[0].number, NOON)
    assert b"HANAKO" not in bytes_on_disk(path)
    assert rows(path, "SELECT content, name FROM outbox") == [(None, "a.xml")]


def test_a_reception_kept_twice_after_a_doubtful_commit_stands_once(
    records: SqlRecords, path: Path
) -> None:
    for _ in range(2):
        keep(records, FILE, of="one")
    assert rows(path, "SELECT count(*) FROM check_ins") == [(1,)]
    assert len(records.waiting_deliveries()) == 1


def test_deliveries_come_oldest_first_and_count_their_failures(records: SqlRecords) -> None:
    for name in ("b.xml", "a.xml", "c.xml"):
        keep(records, ResultFile(name, b"<x/>"))
    first, second = records.waiting_deliveries(limit=2)
    assert (first.file.name, second.file.name) == ("b.xml", "a.xml")
    records.mark_attempt(first.number, NOON, "folder_missing")
    records.mark_attempt(first.number, NOON, "folder_missing")
    assert [item.attempts for item in records.waiting_deliveries()] == [2, 0, 0]


def test_a_file_marked_delivered_twice_stays_delivered_and_an_unknown_one_is_a_bug(
    records: SqlRecords,
) -> None:
    keep(records, FILE)
    number = records.waiting_deliveries()[0].number
    records.mark_delivered(number, NOON)
    records.mark_delivered(number, NOON)
    records.mark_attempt(number, NOON, "late")
    assert records.waiting_deliveries() == ()
    with pytest.raises(LookupError):
        records.mark_delivered(number + 1, NOON)


def test_a_restart_forgives_no_wrong_passcode(records: SqlRecords, path: Path) -> None:
    records.set_passcode(PasscodeHash("$scrypt$one"), NOON)
    counted = PasscodeTries(6, NOON + timedelta(minutes=3))
    records.set_passcode_tries(counted)
    records.close()
    again = open_records(path)
    assert again.passcode_tries() == counted
    assert [one.hashed.encoded for one in again.passcodes(NOON)] == ["$scrypt$one"]
    again.close()


def test_a_new_passcode_forgets_earlier_failures_and_none_removes_it(records: SqlRecords) -> None:
    records.set_passcode_tries(PasscodeTries(3, NOON))
    records.set_passcode(PasscodeHash("$scrypt$one"), NOON)
    assert records.passcode_tries() == PasscodeTries()
    records.set_passcode(PasscodeHash("$scrypt$two"), NOON)
    assert [one.hashed.encoded for one in records.passcodes(NOON)] == ["$scrypt$two"]
    records.set_passcode(None, NOON)
    assert not records.passcodes(NOON)


def test_after_a_restart_what_waited_waits_and_what_was_delivered_does_not(
    records: SqlRecords, path: Path
) -> None:
    keep(records, ResultFile("a.xml", b"<a/>"))
    keep(records, ResultFile("b.xml", b"<b/>"))
    records.mark_delivered(records.waiting_deliveries()[0].number, NOON)
    records.close()
    again = open_records(path)
    assert [item.file.name for item in again.waiting_deliveries()] == ["b.xml"]
    again.close()


def test_a_time_without_a_zone_is_refused(records: SqlRecords, path: Path) -> None:
    with pytest.raises(Exception, match="without a zone"):
        records.keep_audit(ENTRY, NOON.replace(tzinfo=None))
    assert rows(path, "SELECT count(*) FROM audit") == [(0,)]


def test_file_and_folder_are_the_kiosks_alone(new_path: Path) -> None:
    records = open_records(new_path)
    records.keep_audit(ENTRY, NOON)
    folder = new_path.parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    records.close()


def test_every_commit_reaches_the_disk(records: SqlRecords) -> None:
    engine = records._engine
    assert engine is not None
    with engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }


def test_another_thread_may_close_and_then_nothing_is_kept(records: SqlRecords) -> None:
    closer = Thread(target=records.close)
    closer.start()
    closer.join()
    records.close()
    with pytest.raises(DeviceFault, match="records: unavailable"):
        records.keep_audit(ENTRY, NOON)


def test_a_kiosk_killed_after_it_kept_something_finds_it_again(new_path: Path) -> None:
    script = (
        "import os, signal; from pathlib import Path\n"
        "from kiosk.domain.lockout import PasscodeTries\n"
        "from kiosk.storage.records import open_records\n"
        "from tests.output.receptions import NOON\n"
        "from tests.storage.keeping import keep\n"
        "from tests.storage.test_records import FILE\n"
        f"records = open_records(Path({str(new_path)!r}))\n"
        "records.set_passcode_tries(PasscodeTries(4, NOON))\n"
        "keep(records, FILE)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script], check=False)
    assert killed.returncode == -signal.SIGKILL
    records = open_records(new_path)
    assert records.passcode_tries() == PasscodeTries(4, NOON)
    assert [item.file for item in records.waiting_deliveries()] == [FILE]
    records.close()
