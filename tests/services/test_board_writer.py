"""The thread that tells staff how it stands: the newest of each row, and every visit's end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.fault import Device
from kiosk.ports.board import KioskRecord, VisitOutcome, VisitRecord
from kiosk.ports.faults import DeviceFault
from kiosk.services.board_writer import MOST_UNTOLD, BoardWriter
from tests.fakes import people
from tests.fakes.board import FakeBoard
from tests.fakes.clock import FakeClock
from tests.services.waiting import eventually

IDLE = KioskRecord("waiting_for_card", people.NOON)
VISIT = VisitRecord("v-1", 1, people.NOON, "reading_card", 1, "card", "ja")
LATER = people.NOON + timedelta(hours=1)
FULL = DeviceFault(Device.RECORDS, "disk_full")


def writer(board: FakeBoard) -> BoardWriter:
    return BoardWriter(board, FakeClock(), IDLE)


def put(told: BoardWriter, *visits: VisitRecord) -> None:
    told.put(IDLE, visits, urgent=True)


def test_of_a_visit_only_the_newest_is_written_and_of_two_visits_both() -> None:
    board = FakeBoard()
    telling = writer(board)
    ended = replace(VISIT, ended_at=LATER, outcome=VisitOutcome.LEFT)
    put(telling, VISIT)
    put(telling, ended, replace(VISIT, id="v-2"))
    telling.write()
    assert board.told == [(ended, replace(VISIT, id="v-2"))]


def test_what_is_written_is_not_written_again() -> None:
    board = FakeBoard()
    telling = writer(board)
    put(telling, VISIT)
    telling.write()
    telling.write()
    assert board.told == [(VISIT,), ()]
    assert len(board.beats) == 2  # it lives


def test_a_fault_is_logged_once_and_what_was_not_written_is_kept(
    caplog: pytest.LogCaptureFixture,
) -> None:
    board = FakeBoard()
    telling = writer(board)
    board.broken = FULL
    for number in range(3):
        put(telling, replace(VISIT, id=f"v-{number}"))
        telling.write()
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    board.broken = None
    telling.write()
    assert list(board.visits) == ["v-0", "v-1", "v-2"]


def test_records_that_take_nothing_for_days_do_not_fill_the_memory() -> None:
    board = FakeBoard()
    telling = writer(board)
    board.broken = FULL
    put(telling, *(replace(VISIT, id=f"v-{number}") for number in range(MOST_UNTOLD + 7)))
    board.broken = None
    telling.write()
    assert len(board.visits) == MOST_UNTOLD
    assert f"v-{MOST_UNTOLD + 6}" in board.visits


def test_a_start_tells_the_release_and_what_mode_there_was() -> None:
    board = FakeBoard()
    board.kiosk = replace(IDLE, visual_until=LATER)
    telling = writer(board)
    assert telling.begin() == LATER
    telling.write()
    assert board.kiosk == replace(IDLE, visual_until=LATER)


def test_a_start_that_the_records_refused_is_told_later() -> None:
    board = FakeBoard()
    telling = writer(board)
    board.broken = FULL
    assert telling.begin() is None
    board.broken = None
    telling.visual(LATER)
    telling.write()
    assert board.begun == 1
    assert board.kiosk == replace(IDLE, visual_until=LATER)


def test_the_thread_writes_at_once_what_is_urgent_and_ends_in_order() -> None:
    board = FakeBoard()
    telling = writer(board)
    telling.begin()
    telling.start()
    eventually(lambda: len(board.beats) == 1, "the first row is written")
    put(telling, VISIT)
    eventually(lambda: "v-1" in board.visits, "a visit is written without waiting for the beat")
    telling.stop()
    assert board.ended
    assert board.closed
