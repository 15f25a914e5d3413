"""The migrations make exactly the tables, and a current database starts without Alembic."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from kiosk.ports.faults import DeviceFault
from kiosk.ports.records import Folder, ResultFile
from kiosk.storage import schema
from kiosk.storage.database import open_database
from kiosk.storage.desk_tables import metadata
from kiosk.storage.records import SqlRecords, open_records
from tests.storage.keeping import keep
from tests.storage.older import database_of_revision


def test_the_newest_revision_is_the_one_a_start_looks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.NEWEST


def test_the_migrations_make_the_tables_as_they_are_declared(new_path: Path) -> None:
    engine = open_database(new_path)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_a_start_on_a_current_database_does_not_load_alembic(
    records: SqlRecords, path: Path
) -> None:
    records.close()
    script = (
        "import sys; from pathlib import Path; from kiosk.storage.records import open_records;"
        f"open_records(Path({str(path)!r})).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_what_waited_in_a_database_of_an_earlier_release_is_delivered_after_it(
    new_path: Path,
) -> None:
    database_of_revision(new_path, "0002")
    with closing(sqlite3.connect(new_path)) as old:
        old.execute(
            "INSERT INTO check_ins VALUES ('r1', '2026-11-20', 'desk-2', 'pin', '1', '', '')"
        )
        old.executemany(
            "INSERT INTO outbox (number, check_in, name, content, kept_at, attempts, delivered_at)"
            " VALUES (?, 'r1', ?, ?, '2026-11-20 03:00:00', 0, ?)",
            [(4, "a.xml", None, "2026-11-20 03:00:01"), (7, "b.xml", b"<b/>", None)],
        )
        old.commit()
    records = open_records(new_path, kiosk="desk-2")
    [item] = records.waiting_deliveries(folder=Folder.FACE)
    assert (item.number, item.file, item.staged_in) == (7, ResultFile("b.xml", b"<b/>"), None)
    keep(records, ResultFile("c.xml", b"<c/>"))
    assert [item.number for item in records.waiting_deliveries()] == [7, 8]
    records.close()


def test_a_migration_that_fails_leaves_no_half_schema(
    new_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = schema.migrate

    def fails_at_the_end(connection: object) -> None:
        real(connection)  # pyright: ignore[reportArgumentType] - handed through
        raise OSError("power cut")

    monkeypatch.setattr("kiosk.storage.database.migrate", fails_at_the_end)
    with pytest.raises(DeviceFault):
        open_records(new_path)
    monkeypatch.undo()
    open_records(new_path).close()


def test_the_database_lies_where_it_was_asked_for_whatever_the_folder_is_called(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "受付 100% #1?mode=ro"
    folder.mkdir()
    path = folder / "records.sqlite3"
    open_records(path).close()
    assert path.stat().st_size > 0
    assert [each.name for each in tmp_path.iterdir()] == [folder.name]
