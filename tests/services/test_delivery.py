"""Delivery: in order, once, for ever; a share that fails keeps no check-in waiting."""

import threading
from collections.abc import Callable

import pytest

from kiosk.domain.check_in import CheckIn, VerifiedBy
from kiosk.domain.consent import Consents
from kiosk.domain.fault import Device
from kiosk.domain.session import SessionId
from kiosk.flow.effects import KeepCheckIn
from kiosk.flow.events import CheckInKept
from kiosk.ports.faults import DeviceFault
from kiosk.services.check_in_effects import CheckInEffects
from kiosk.services.delivery import FIRST_PAUSE, LONGEST_PAUSE, Delivery
from kiosk.services.visit_ids import VisitIds
from kiosk.services.workers import InlineWorker, ThreadWorker, Worker
from tests.fakes import people
from tests.fakes.clock import FakeClock
from tests.fakes.output import FOLDER_MISSING, FakeOutput
from tests.fakes.records import FakeRecords
from tests.services.waiting import eventually


class Desk:
    """Records, a receipt computer and the delivery between them."""

    def __init__(
        self,
        records: FakeRecords | None = None,
        worker: Worker | None = None,
        output: FakeOutput | None = None,
    ) -> None:
        self.records, self.clock = records or FakeRecords(), FakeClock()
        self.output = output or FakeOutput()
        self.worker = worker or InlineWorker()
        self.delivery = Delivery(self.records, self.worker, self.output, self.clock)
        self._keeper = CheckInEffects(
            self.records,
            self.output,
            self.clock,
            self.delivery.wake,
            people.INSTITUTION,
            VisitIds(),
        )

    def check_in(self, number: int) -> None:
        """Keep a reception."""
        session = SessionId(number)
        kept = CheckIn(session, VerifiedBy.PIN, Consents(), people.confirmation())
        assert self._keeper.keep(KeepCheckIn(session, kept)) == CheckInKept(session)

    def stop(self) -> None:
        """End delivery and worker."""
        self.delivery.stop()
        self.worker.stop()


def test_what_waits_is_delivered_in_order_and_once() -> None:
    desk = Desk()
    for number in range(1, 31):  # more than one look at the outbox brings
        desk.check_in(number)
    assert desk.delivery.deliver_waiting()
    assert desk.delivery.deliver_waiting()
    assert desk.output.folder == [f"face-{number}.xml" for number in range(1, 31)]


def test_a_file_that_fails_is_overtaken_by_none() -> None:
    desk = Desk()
    desk.check_in(1)
    desk.check_in(2)
    desk.output.share.now(FOLDER_MISSING)
    assert not desk.delivery.deliver_waiting()
    assert desk.output.share.asked == 1
    assert desk.records.attempts == ["folder_missing"]
    desk.output.share.now(None)
    assert desk.delivery.deliver_waiting()
    assert desk.output.folder == ["face-1.xml", "face-2.xml"]


def test_the_pause_doubles_to_a_minute_and_begins_anew_after_a_success() -> None:
    loop = Desk().delivery._loops[0]
    pauses = [loop.pause_after(emptied=False) for _ in range(8)]
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]
    assert (FIRST_PAUSE, LONGEST_PAUSE) == (1, 60)
    assert loop.pause_after(emptied=True) is None
    assert loop.pause_after(emptied=False) == FIRST_PAUSE


def test_what_waited_before_the_start_is_delivered_after_it() -> None:
    before = Desk()
    before.check_in(1)
    before.output.share.now(FOLDER_MISSING)
    assert not before.delivery.deliver_waiting()

    before.output.share.now(None)
    after = Desk(before.records, output=before.output)
    after.delivery.start()
    eventually(lambda: after.output.folder == ["face-1.xml"], "the file of before the start")
    after.stop()
    assert after.records.delivered == [1]


def test_a_delivered_file_that_could_not_be_marked_is_marked_later_and_not_delivered_twice() -> (
    None
):
    desk = Desk()
    desk.check_in(1)

    def break_records() -> None:
        desk.records.broken = DeviceFault(Device.RECORDS, "disk_full")

    desk.output.share.meanwhile = break_records
    assert not desk.delivery.deliver_waiting()
    assert not desk.delivery.deliver_waiting()
    desk.records.broken = None
    assert desk.delivery.deliver_waiting()
    assert desk.output.folder == ["face-1.xml"]  # a receipt computer takes what it finds, at once
    assert desk.records.delivered == [1]


def test_a_share_that_hangs_keeps_no_check_in_waiting() -> None:
    desk = Desk(worker=ThreadWorker("test-records"))
    let_go = threading.Event()
    hanging = threading.Event()

    def hang() -> None:
        hanging.set()
        let_go.wait(10)

    desk.output.share.meanwhile = hang
    desk.check_in(1)
    desk.delivery.start()
    eventually(hanging.is_set, "a delivery under way")
    kept = threading.Event()
    desk.worker.submit(lambda: _then(lambda: desk.check_in(2), kept))
    eventually(kept.is_set, "a check-in kept while the share hangs")
    assert desk.output.folder == []
    let_go.set()
    eventually(lambda: len(desk.output.folder) == 2, "both files")
    desk.stop()


def _then(call: Callable[[], None], done: threading.Event) -> None:
    call()
    done.set()


def test_the_database_is_touched_on_the_records_worker_alone() -> None:
    desk = Desk(worker=ThreadWorker("test-records"))
    desk.worker.submit(lambda: desk.check_in(1))
    desk.delivery.start()
    eventually(lambda: desk.records.delivered == [1], "the delivery")
    desk.stop()
    assert {name.rsplit("_", 1)[0] for name in desk.records.users} == {"test-records"}


def test_a_new_check_in_ends_a_pause() -> None:
    desk = Desk()
    desk.output.share.now(FOLDER_MISSING)
    desk.delivery._loops[0]._pause = LONGEST_PAUSE
    desk.check_in(1)
    desk.delivery.start()
    eventually(lambda: desk.records.attempts == ["folder_missing"], "a first attempt")
    desk.output.share.now(None)
    desk.check_in(2)
    eventually(lambda: len(desk.output.folder) == 2, "both files, long before the minute is over")
    desk.stop()


def test_a_bug_while_delivering_stops_no_other_file_nor_the_silence_about_people(
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk = Desk()
    desk.check_in(1)
    desk.check_in(2)
    desk.output.share.now(ValueError(people.NAME), None)
    desk.delivery.start()
    eventually(lambda: desk.output.folder == ["face-2.xml"], "the file behind it")
    desk.stop()
    assert "ValueError" in caplog.text
    assert not people.marks_in(caplog.text)
    assert desk.records.words[-1] == "file_set_aside"


def test_stopping_while_a_pause_runs_ends_at_once() -> None:
    desk = Desk()
    desk.output.share.now(FOLDER_MISSING)
    desk.delivery._loops[0]._pause = LONGEST_PAUSE
    desk.check_in(1)
    desk.delivery.start()
    eventually(lambda: desk.records.attempts == ["folder_missing"], "a first attempt")
    desk.stop()
    assert all(loop.thread.end(0) for loop in desk.delivery._loops)
