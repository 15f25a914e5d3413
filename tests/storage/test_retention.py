"""What is old is erased from the disk; what waits for somebody is never old."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.ports.records import ResultFile
from kiosk.ports.retention import Keeping
from kiosk.storage.records import SqlRecords, open_records
from kiosk.storage.retention import BATCH
from tests.new_records import lay_new_records
from tests.output.receptions import NOON
from tests.storage.keeping import keep

NAME = "秘密"
KEEPING = Keeping(personal=timedelta(days=45), history=timedelta(days=400))
NOW = NOON + timedelta(days=500)


class Old:
    """Rows of a given age, written as kiosk and console write them."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, what: str, *values: object) -> None:
        with closing(sqlite3.connect(self.path)) as other:
            other.execute(f"INSERT INTO {what}", values)
            other.commit()

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.path)) as other:
            return other.execute(question).fetchall()

    def count(self, table: str) -> int:
        return int(self.rows(f"SELECT count(*) FROM {table}")[0][0])

    def details(self, ident: str, days: float) -> None:
        self.write(
            "reception_details (reception, at, name) VALUES (?, ?, ?)", ident, ago(days), NAME
        )

    def paper(self, ident: str, days: float, *, recorded: bool = True) -> None:
        done = (ago(days), "form", "current") if recorded else (None, None, None)
        self.write(
            "desk_receptions (id, began_at, staff, form, changed_at, changed_by, recorded_at, way, "
            "claim) VALUES (?, ?, 1, ?, ?, 1, ?, ?, ?)",
            *(ident, ago(days), NAME, ago(days), *done),
        )

    def query(self, ident: str, days: float, *, answered: bool = True) -> None:
        answer = (ago(days), NAME) if answered else (None, None)
        self.write(
            "queries (id, kind, kiosk, staff, at, request, answered_at, answer) "
            "VALUES (?, 'number', 'kiosk-1', 1, ?, ?, ?, ?)",
            *(ident, ago(days), NAME, *answer),
        )

    def visit(self, ident: str, days: float) -> None:
        self.write(
            "visits (id, kiosk, session, began_at, state, step, token, language) "
            "VALUES (?, 'kiosk-1', 1, ?, 'done', 5, 'card', 'ja')",
            *(ident, ago(days)),
        )


def ago(days: float) -> str:
    at = (NOW - timedelta(days=days)).astimezone(UTC).replace(tzinfo=None)
    return at.isoformat(" ", "microseconds")


def forget(records: SqlRecords, now: datetime = NOW) -> None:
    while records.forget_old(KEEPING.people_before(now), KEEPING.history_before(now), now):
        pass


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


@pytest.fixture
def old(records: SqlRecords, path: Path) -> Old:
    return Old(path)


def test_whom_receptions_were_of_is_in_no_byte_of_the_disk_once_its_time_is_over(
    records: SqlRecords, old: Old
) -> None:
    old.details("r-1", 46)
    old.paper("p-1", 46)
    old.query("q-1", 46)
    old.paper("draft", 46, recorded=False)
    assert NAME.encode() in bytes_of(old.path.parent)
    forget(records)
    assert NAME.encode() not in bytes_of(old.path.parent)
    assert old.rows("SELECT id, form, way FROM desk_receptions") == [("p-1", None, "form")]
    assert old.rows("SELECT request, answer, fault FROM queries") == [(None, None, None)]


def test_whom_receptions_were_of_stays_until_its_time_is_over(
    records: SqlRecords, old: Old
) -> None:
    old.details("r-1", 44)
    old.paper("p-1", 44)
    old.paper("draft", 44, recorded=False)
    old.query("q-1", 44)
    forget(records)
    assert old.count("reception_details") == 1
    assert old.rows("SELECT form FROM desk_receptions") == [(NAME,), (NAME,)]
    assert old.rows("SELECT request, answer FROM queries") == [(NAME, NAME)]


def test_a_query_that_was_never_answered_ends_when_its_contents_are_erased(
    records: SqlRecords, old: Old
) -> None:
    old.query("q-1", 46, answered=False)
    forget(records)
    [(request, fault, answered)] = old.rows("SELECT request, fault, answered_at FROM queries")
    assert (request, fault) == (None, "too_old")
    assert answered is not None


def test_the_history_is_deleted_when_its_time_is_over_and_not_before(
    records: SqlRecords, old: Old
) -> None:
    for days in (399, 401):
        old.visit(f"v-{days}", days)
        old.paper(f"p-{days}", days)
        old.query(f"q-{days}", days)
        old.write(
            "audit (at, kiosk, session, what, details) VALUES (?, 'k', 1, ?, '{}')",
            *(ago(days), f"a-{days}"),
        )
        old.write(
            "orders (kiosk, what, staff, at, expires_at) VALUES ('k', ?, 1, ?, ?)",
            *(f"o-{days}", ago(days), ago(days)),
        )
    forget(records)
    assert old.rows("SELECT id FROM visits") == [("v-399",)]
    assert old.rows("SELECT id FROM desk_receptions") == [("p-399",)]
    assert old.rows("SELECT id FROM queries") == [("q-399",)]
    assert old.rows("SELECT what FROM audit") == [("a-399",)]
    assert old.rows("SELECT what FROM orders") == [("o-399",)]


def test_a_reception_goes_with_its_consents_and_its_delivered_files(
    records: SqlRecords, old: Old
) -> None:
    keep(records, ResultFile("a.xml", b"<x/>"))
    records.mark_delivered(records.waiting_deliveries()[0].number, NOON)
    forget(records)
    assert [old.count(each) for each in ("check_ins", "consents", "outbox", "audit")] == [0] * 4


def test_a_file_that_waits_is_delivered_however_old_its_reception_is(
    records: SqlRecords, old: Old
) -> None:
    keep(records, ResultFile("a.xml", b"<x/>"))
    forget(records)
    assert len(records.waiting_deliveries()) == 1
    assert old.count("check_ins") == 1


def test_a_batch_is_small_and_says_that_there_is_more(records: SqlRecords, old: Old) -> None:
    for number in range(BATCH + 1):
        old.details(f"r-{number}", 46)
    times = KEEPING.people_before(NOW), KEEPING.history_before(NOW), NOW
    assert records.forget_old(*times)
    assert old.count("reception_details") == 1
    assert not records.forget_old(*times)
    assert old.count("reception_details") == 0


def test_nobody_is_known_longer_than_that_there_was_a_reception() -> None:
    keeping = Keeping(personal=timedelta(days=400), history=timedelta(days=365))
    assert keeping.people_before(NOW) == keeping.history_before(NOW)


@settings(max_examples=25)
@given(ages=st.lists(st.integers(0, 600), max_size=6))
def test_what_is_kept_is_exactly_what_is_young_enough(
    tmp_path_factory: pytest.TempPathFactory, ages: list[int]
) -> None:
    path = lay_new_records(tmp_path_factory.mktemp("aged") / "kiosk.sqlite3")
    records = open_records(path)
    old = Old(path)
    for number, days in enumerate(ages):
        old.details(f"r-{number}", days)
        old.visit(f"v-{number}", days)
    forget(records)
    assert old.count("reception_details") == sum(days <= 45 for days in ages)
    assert old.count("visits") == sum(days <= 400 for days in ages)
    records.close()
