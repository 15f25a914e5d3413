"""A database that cannot be written is a fault with a code, and nothing is half-written."""

import logging
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.domain.fault import Device, Fault
from kiosk.ports.faults import DeviceFault
from kiosk.ports.records import ResultFile
from kiosk.storage.records import SqlRecords, open_records
from tests.output.receptions import NOON
from tests.storage.keeping import ENTRY, keep

BIG = ResultFile("a.xml", "秘密　花子".encode() * 20_000)


def fault_of(error: pytest.ExceptionInfo[DeviceFault]) -> Fault:
    return error.value.fault


def everything_kept(path: Path) -> int:
    tables = ("check_ins", "consents", "audit", "outbox")
    with closing(sqlite3.connect(path)) as connection:
        return sum(connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables)


def test_a_full_disk_keeps_nothing_of_the_check_in(records: SqlRecords, path: Path) -> None:
    assert records._engine is not None
    with records._engine.connect() as connection:  # the pool's only connection
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(DeviceFault) as error:
        keep(records, BIG)
    assert fault_of(error) == Fault(Device.RECORDS, "disk_full")
    assert everything_kept(path) == 0
    keep(records, ResultFile("b.xml", b"<x/>"))
    assert len(records.waiting_deliveries()) == 1


def test_a_failure_in_the_middle_keeps_nothing(records: SqlRecords, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE audit")
        connection.commit()
    with pytest.raises(DeviceFault, match="unavailable"):
        keep(records, BIG)
    assert records.waiting_deliveries() == ()


def test_a_locked_database_is_unavailable(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    records = open_records(path, busy_seconds=0.01)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DeviceFault) as error:
            records.keep_audit(ENTRY, NOON)
        other.execute("ROLLBACK")
    assert fault_of(error) == Fault(Device.RECORDS, "unavailable")
    assert str(error.value) == "records: unavailable (SQLITE_BUSY)"
    assert caplog.records == []  # who asks ten times a second says it once
    records.keep_audit(ENTRY, NOON)
    records.close()


@pytest.mark.parametrize("replaced", [False, True])
def test_nothing_is_kept_in_a_file_that_nobody_will_open_again(
    records: SqlRecords, path: Path, replaced: bool
) -> None:
    away = path.with_name("away")
    path.rename(away)
    if replaced:  # a backup is put back while the kiosk runs
        path.write_bytes(away.read_bytes())
    for _ in range(2):
        with pytest.raises(DeviceFault) as error:
            keep(records, BIG)
        assert fault_of(error) == Fault(Device.RECORDS, "unavailable")
    away.rename(path)
    keep(records, BIG)
    assert [item.file for item in records.waiting_deliveries()] == [BIG]


def test_a_read_only_database_is_unavailable(records: SqlRecords) -> None:
    assert records._engine is not None
    with records._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(DeviceFault) as error:
        keep(records, BIG)
    assert fault_of(error).code == "unavailable"


def test_rubbish_instead_of_a_database_is_corrupt(new_path: Path) -> None:
    new_path.parent.mkdir()
    new_path.write_bytes(b"this is no database " * 500)
    with pytest.raises(DeviceFault) as error:
        open_records(new_path)
    assert fault_of(error) == Fault(Device.RECORDS, "corrupt")


def test_a_damaged_page_is_corrupt(records: SqlRecords, path: Path) -> None:
    for number in range(40):
        keep(records, ResultFile(f"{number}.xml", BIG.content))
    records.close()
    content = bytearray(path.read_bytes())
    content[4096 : 40 * 4096] = os.urandom(39 * 4096)
    path.write_bytes(content)
    with pytest.raises(DeviceFault) as error:
        open_records(path).waiting_deliveries()
    assert fault_of(error).code == "corrupt"


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DeviceFault) as error:
        open_records(tmp_path / "file" / "kiosk.db")
    assert fault_of(error) == Fault(Device.RECORDS, "unavailable")


def test_a_database_of_a_newer_release_is_left_alone(records: SqlRecords, path: Path) -> None:
    records.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(DeviceFault, match="unavailable"):
        open_records(path)
    assert path.read_bytes() == before


def test_no_fault_and_no_log_says_what_was_to_be_kept(
    records: SqlRecords, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE outbox")
        connection.commit()
    with pytest.raises(DeviceFault) as error:
        keep(records, BIG)
    assert "秘密" not in caplog.text
    told: BaseException | None = error.value
    while told is not None:
        assert "秘密" not in str(told)
        told = told.__context__
