"""What a kiosk tells of itself stands in the records, and an earlier run's visits are closed."""

import json
import sqlite3
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.check_in import ProvisionalCheckIn, VerifiedBy
from kiosk.domain.session import SessionId
from kiosk.ports.board import KioskRecord, VisitOutcome, VisitRecord
from kiosk.ports.faults import DeviceFault
from kiosk.ports.records import ResultFile
from kiosk.storage.board import SqlBoard, open_board
from kiosk.storage.records import SqlRecords
from tests.output.receptions import NOON
from tests.storage.keeping import ENTRY, keep

IDLE = KioskRecord("waiting_for_card", NOON)
VISIT = VisitRecord("v-1", 1, NOON, "choosing_method", 2, "card", "ja")
LATER = NOON + timedelta(minutes=1)


@pytest.fixture
def board(path: Path) -> Generator[SqlBoard]:
    opened = open_board(path, "kiosk-1")
    yield opened
    opened.close()


def rows(path: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(question).fetchall()


def test_a_visit_is_one_row_that_follows_the_patient(board: SqlBoard, path: Path) -> None:
    board.begin("1", IDLE, NOON)
    board.tell(replace(IDLE, state="choosing_method", visit="v-1"), [VISIT], NOON)
    done = replace(
        VISIT,
        state="done",
        step=5,
        outcome=VisitOutcome.RECEIVED,
        ended_at=LATER,
        milliseconds={"2": 3, "machine": 1},
        portrait_shown=True,
    )
    board.tell(IDLE, [done], LATER)
    [(state, step, outcome, steps, shown)] = rows(
        path, "SELECT state, step, outcome, steps, portrait_shown FROM visits"
    )
    assert (state, step, outcome, shown) == ("done", 5, "received", 1)
    assert json.loads(steps) == {"2": 3, "machine": 1}
    assert rows(path, "SELECT state, visit FROM kiosks") == [("waiting_for_card", None)]


def test_what_staff_noted_in_a_visit_stays_when_the_kiosk_tells_on(
    board: SqlBoard, path: Path
) -> None:
    board.begin("1", IDLE, NOON)
    board.tell(IDLE, [VISIT], NOON)
    with closing(sqlite3.connect(path)) as console:
        console.execute("UPDATE visits SET handled_by = 7, handled_at = '2026-11-20 03:00:00'")
        console.commit()
    board.tell(IDLE, [replace(VISIT, state="entering_pin")], LATER)
    assert rows(path, "SELECT state, handled_by FROM visits") == [("entering_pin", 7)]


def test_a_start_closes_the_visits_that_a_crash_left_open_and_no_other_kiosks(
    board: SqlBoard, path: Path
) -> None:
    other = open_board(path, "kiosk-2")
    received = replace(VISIT, id="v-2", outcome=VisitOutcome.RECEIVED)
    ended = replace(VISIT, id="v-3", outcome=VisitOutcome.LEFT, ended_at=NOON)
    board.begin("1", IDLE, NOON)
    other.begin("1", IDLE, NOON)
    board.tell(IDLE, [VISIT, received, ended], NOON)
    other.tell(IDLE, [replace(VISIT, id="v-4")], NOON)

    board.begin("1", IDLE, LATER)
    assert rows(path, "SELECT id, outcome, ended_at > began_at FROM visits ORDER BY id") == [
        ("v-1", "broken", 1),
        ("v-2", "received", 1),
        ("v-3", "left", 0),
        ("v-4", None, None),
    ]
    other.close()


@pytest.mark.parametrize("kept_first", [True, False])
@pytest.mark.parametrize(
    ("provisional", "expected"), [(False, ("received", None)), (True, ("provisional",) * 2)]
)
def test_who_took_the_card_while_the_reception_was_kept_is_received_and_nobody_is_asked_to_look(
    board: SqlBoard,
    path: Path,
    records: SqlRecords,
    *,
    kept_first: bool,
    provisional: bool,
    expected: tuple[str | None, ...],
) -> None:
    def is_kept() -> None:
        if provisional:
            check_in = ProvisionalCheckIn(SessionId(1), VerifiedBy.PIN)
            records.keep_provisional(check_in, "v-1", lambda _: ResultFile("a", b"{}"), ENTRY, NOON)
        else:
            keep(records, of="v-1")

    board.begin("1", IDLE, NOON)
    left = replace(
        VISIT,
        state="checking_in",
        outcome=VisitOutcome.LEFT,
        ended_at=LATER,
        needs="interrupted",
        needs_since=LATER,
    )
    others = replace(left, id="v-2")
    if kept_first:
        is_kept()
    board.tell(IDLE, [left, others], LATER)
    if not kept_first:
        is_kept()
    assert rows(path, "SELECT outcome, needs FROM visits ORDER BY id") == [
        expected,
        ("left", "interrupted"),
    ]


def test_another_need_of_such_a_visit_stays(
    board: SqlBoard, path: Path, records: SqlRecords
) -> None:
    left = replace(
        VISIT, outcome=VisitOutcome.LEFT, ended_at=LATER, needs="attack", needs_since=LATER
    )
    board.tell(IDLE, [left], LATER)
    keep(records, of="v-1")
    assert rows(path, "SELECT outcome, needs, needs_since IS NULL FROM visits") == [
        ("received", "attack", 0)
    ]


def test_a_visit_that_a_crash_cut_off_after_its_reception_was_kept_is_received(
    board: SqlBoard, path: Path, records: SqlRecords
) -> None:
    board.begin("1", IDLE, NOON)
    kept, numbered = (replace(VISIT, id=each, state="checking_in") for each in ("r-1", "r-2"))
    board.tell(IDLE, [kept, numbered, VISIT], NOON)
    keep(records, of="r-1")
    check_in = ProvisionalCheckIn(SessionId(1), VerifiedBy.PIN)
    records.keep_provisional(check_in, "r-2", lambda _: ResultFile("a", b"{}"), ENTRY, NOON)
    board.begin("1", IDLE, LATER)
    assert rows(path, "SELECT id, outcome FROM visits ORDER BY id") == [
        ("r-1", "received"),
        ("r-2", "provisional"),
        ("v-1", "broken"),
    ]


def test_the_visual_mode_of_an_earlier_run_is_told_at_the_start(board: SqlBoard) -> None:
    assert board.begin("1", IDLE, NOON) is None
    board.tell(replace(IDLE, visual_until=LATER), [], NOON)
    assert board.begin("2", IDLE, NOON) == LATER
    board.tell(IDLE, [], NOON)
    assert board.begin("3", IDLE, NOON) is None


def test_an_end_in_order_is_told_from_a_crash(board: SqlBoard, path: Path) -> None:
    board.begin("1", IDLE, NOON)
    board.tell(IDLE, [], LATER)
    assert rows(path, "SELECT stopped_at FROM kiosks") == [(None,)]
    board.end(IDLE, [], LATER)
    [(stopped, beat)] = rows(path, "SELECT stopped_at, beat_at FROM kiosks")
    assert stopped == beat
    board.begin("1", IDLE, LATER)
    assert rows(path, "SELECT stopped_at FROM kiosks") == [(None,)]


def test_nobody_waits_for_the_disk_to_tell_how_things_stand(board: SqlBoard) -> None:
    with board._open().connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 1  # NORMAL


def test_a_closed_board_is_a_fault_of_the_records(board: SqlBoard) -> None:
    board.close()
    with pytest.raises(DeviceFault):
        board.tell(IDLE, [], NOON)
