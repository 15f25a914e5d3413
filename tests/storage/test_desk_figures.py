"""What the figures are made of: ended visits of the period, paper, and counted words."""

import json
from collections.abc import Generator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Table, insert

from kiosk.ports.desk.figures import PaperReception, Period
from kiosk.storage.desk.database import DeskDatabase
from kiosk.storage.desk.figures import SqlFigures
from kiosk.storage.desk_tables import desk_receptions, visits
from kiosk.storage.tables import JAPAN, audit

BEGIN = datetime(2026, 11, 21, tzinfo=JAPAN)
DAY = Period(BEGIN, BEGIN + timedelta(days=1))
_numbers = count(1)


@pytest.fixture
def database(path: Path) -> Generator[DeskDatabase]:
    opened = DeskDatabase(path)
    yield opened
    opened.close()


def add(database: DeskDatabase, table: Table, **values: object) -> None:
    with database.writing() as connection:
        connection.execute(insert(table).values(**values))


def visit(database: DeskDatabase, at: datetime, outcome: str | None, **more: object) -> None:
    number = next(_numbers)
    add(
        database, visits, id=str(number), kiosk="a", session=number, began_at=at, state="done",
        step=5, outcome=outcome, ended_at=outcome and at, token="card", language="ja", **more,
    )  # fmt: skip


def test_only_ended_visits_of_the_period_count(database: DeskDatabase) -> None:
    visit(database, BEGIN - timedelta(seconds=1), "received")
    visit(database, BEGIN, "received", verified_by="pin", steps='{"card": 900}', pin_failures=1)
    visit(database, BEGIN + timedelta(hours=3), None)
    visit(database, DAY.end, "received")
    [found] = SqlFigures(database).raw(DAY).visits
    assert (found.began_at, found.verified_by, found.pin_failures) == (BEGIN, "pin", 1)
    assert found.steps == {"card": 900}


def test_a_draft_on_paper_is_no_reception(database: DeskDatabase) -> None:
    for number, at in enumerate((BEGIN, None)):
        add(
            database, desk_receptions, id=str(number), began_at=BEGIN, staff=1, way="card_paper",
            claim="current", recorded_at=at, changed_at=BEGIN, changed_by=1,
        )  # fmt: skip
    assert SqlFigures(database).raw(DAY).paper == [PaperReception(BEGIN, "card_paper", "current")]


def test_troubles_are_counted_by_device_or_folder_and_code(database: DeskDatabase) -> None:
    gone = {"device": "reader", "code": "reader_gone"}
    for what, details in (
        ("fault", gone),
        ("fault", gone),
        ("delivery_waits", {"folder": "face", "code": "disk_full"}),
        ("passcode_rejected", {"tries_left": 4}),
        ("checked_in", {"by": "face"}),
    ):
        text = json.dumps(details)
        add(database, audit, at=BEGIN, kiosk="a", session=1, what=what, details=text)
    assert SqlFigures(database).raw(DAY).troubles == {
        ("fault", "reader", "reader_gone"): 2,
        ("delivery_waits", "face", "disk_full"): 1,
        ("passcode_rejected", "", ""): 1,
    }


def test_the_mark_changes_with_each_thing_that_is_counted_and_with_nothing_else(
    database: DeskDatabase,
) -> None:
    figures = SqlFigures(database)
    before = figures.mark(DAY)
    visit(database, BEGIN, None)
    assert figures.mark(DAY) == before
    visit(database, BEGIN, "gave_up")
    after = figures.mark(DAY)
    assert after != before
    add(database, audit, at=BEGIN, kiosk="a", session=1, what="broken", details="{}")
    assert figures.mark(DAY) != after
