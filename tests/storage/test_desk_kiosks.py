"""What the console is told of the kiosks."""

import json
from collections.abc import Generator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table, insert

from kiosk.ports.desk.kiosks import Undelivered
from kiosk.storage.desk.database import DeskDatabase
from kiosk.storage.desk.kiosks import SqlKiosks
from kiosk.storage.desk_tables import kiosks, orders, passcode_tries, staff
from kiosk.storage.tables import JAPAN, audit, folders, outbox

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=JAPAN)


@pytest.fixture
def database(path: Path) -> Generator[DeskDatabase]:
    opened = DeskDatabase(path)
    yield opened
    opened.close()


@pytest.fixture
def desk(database: DeskDatabase) -> SqlKiosks:
    return SqlKiosks(database)


def add(database: DeskDatabase, table: Table, **values: object) -> None:
    with database.writing() as connection:
        connection.execute(insert(table).values(**values))


def told(database: DeskDatabase, name: str) -> None:
    add(
        database, kiosks, kiosk=name, version="0.1.0", started_at=NOON, beat_at=NOON,
        state="waiting_for_card", since=NOON,
    )  # fmt: skip


def note(database: DeskDatabase, kiosk: str, what: str, at: datetime, **details: str) -> None:
    add(database, audit, at=at, kiosk=kiosk, session=1, what=what, details=json.dumps(details))


def test_every_kiosk_is_listed_by_name(database: DeskDatabase, desk: SqlKiosks) -> None:
    told(database, "b")
    told(database, "a")
    assert [each.kiosk for each in desk.kiosks()] == ["a", "b"]
    found = desk.kiosk("a")
    assert found is not None
    assert (found.version, found.beat_at, found.visual_until) == ("0.1.0", NOON, None)
    assert desk.kiosk("c") is None


def test_only_this_kiosks_troubles_come_the_newest_first(
    database: DeskDatabase, desk: SqlKiosks
) -> None:
    note(database, "a", "fault", NOON - timedelta(days=9), device="reader", code="reader_gone")
    note(database, "a", "out_of_service", NOON, device="reader")
    note(database, "a", "checked_in", NOON, by="face")
    note(database, "b", "broken", NOON, error="KeyError")
    note(database, "a", "in_service", NOON + timedelta(minutes=1))
    found = desk.troubles("a", NOON - timedelta(days=7), 10)
    assert [(each.what, each.details) for each in found] == [
        ("in_service", {}),
        ("out_of_service", {"device": "reader"}),
    ]
    assert len(desk.troubles("a", NOON - timedelta(days=7), 1)) == 1


def test_a_failing_folder_and_a_file_set_aside_are_told(
    database: DeskDatabase, desk: SqlKiosks
) -> None:
    add(database, folders, kiosk="a", folder="face", fault="disk_full", since=NOON)
    add(database, folders, kiosk="a", folder="res", fault=None)
    for name in ("1.xml", "2.xml"):
        add(
            database, outbox, kiosk="a", folder="face", name=name, content=b"x", kept_at=NOON,
            attempts=1,
        )  # fmt: skip
    add(
        database, outbox, kiosk="a", folder="res", name="3.xml", content=b"x", kept_at=NOON,
        attempts=3, last_fault="name_taken", set_aside_at=NOON,
    )  # fmt: skip
    assert desk.undelivered("a") == [
        Undelivered("face", "disk_full", NOON, 2),
        Undelivered("res", "name_taken", NOON, 1),
    ]
    assert desk.undelivered("b") == []


def test_wrong_passcodes_are_of_their_kiosk_alone(database: DeskDatabase, desk: SqlKiosks) -> None:
    add(database, passcode_tries, kiosk="a", failures=6, last_failure=NOON)
    assert desk.passcode_tries("a").failures == 6
    assert desk.passcode_tries("b").failures == 0


def test_orders_of_a_visit_are_no_orders_of_the_kiosk(
    database: DeskDatabase, desk: SqlKiosks
) -> None:
    add(database, staff, id=3, login="s", name="佐藤", role="receptionist", created_at=NOON)
    later = NOON + timedelta(minutes=1)
    for what, visit, by in (
        ("restart", None, 3),
        ("help_coming", "v", 3),
        ("normal_mode", None, 9),
    ):
        add(
            database, orders, kiosk="a", visit=visit, what=what, staff=by, at=NOON, expires_at=later
        )
    assert [(each.what, each.staff, each.outcome) for each in desk.orders("a", 5)] == [
        ("normal_mode", "", None),
        ("restart", "佐藤", None),
    ]
