"""The search itself: it finds what is planted, and nothing where nothing is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.domain.pin import Pin
from kiosk.flow import states as s
from kiosk.storage.records import open_records
from simulators.personas.cast import load_cast
from tests.journeys.on_bench.leaks import found_in, leaks_in_files, leaks_in_value, marks

MARKS = marks(load_cast())


@pytest.mark.parametrize("planted", ["花子", "ｱｵﾊﾞ ﾊﾅｺ", "981200010002", "1234", "2468", "9990"])
def test_what_is_planted_is_found(planted: str) -> None:
    assert planted in found_in(f"someone wrote {planted}, here".encode(), MARKS)


def test_names_are_found_in_the_receipt_computers_encoding_too() -> None:
    assert "花子" in found_in("花子".encode("cp932"), MARKS)


def test_four_digits_within_a_longer_number_are_nobodys_pin() -> None:
    text = b"at 20261121234567, id 0f9b3c1e-1234-4f00-9c1d-1234567890ab, port 41234"
    assert found_in(text, MARKS) == []


def test_a_step_that_took_as_many_milliseconds_as_a_pin_has_digits_is_no_leak() -> None:
    assert found_in(b'{"1": 1234, "machine": 2468}', MARKS) == []
    assert found_in(b'{"pin": 1234}', MARKS) == ["1234"]


def test_a_result_file_may_hold_a_name_and_a_log_may_not(tmp_path: Path) -> None:
    (tmp_path / "result.xml").write_text("青葉　花子", "utf-8")
    (tmp_path / "kiosk.log").write_text("青葉　花子", "utf-8")
    assert set(leaks_in_files([tmp_path], MARKS)) == {"kiosk.log"}


@pytest.mark.parametrize(
    ("where", "leaks"),
    [
        ("reception_details (reception, at, name) VALUES ('r', '2026-11-20', '青葉　花子')", set()),
        ("face_days (day, key) VALUES ('2026-11-20', '青葉　花子')", {"uketsuke.sqlite3"}),
    ],
)
def test_a_database_may_hold_a_name_where_staff_look_patients_up_and_nowhere_else(
    tmp_path: Path, where: str, leaks: set[str]
) -> None:
    database = tmp_path / "uketsuke.sqlite3"
    open_records(database).close()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(f"INSERT INTO {where}")
        connection.commit()
        assert set(leaks_in_files([tmp_path], MARKS)) == leaks


def test_a_state_is_searched_behind_its_repr() -> None:
    assert "1234" in leaks_in_value((s.WaitingForCard(s.Visit()), Pin("1234")), MARKS)
    assert leaks_in_value(s.WaitingForCard(s.Visit()), MARKS) == []
