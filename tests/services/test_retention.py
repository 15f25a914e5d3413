"""What is old is erased batch by batch; others have their turn in between."""

from datetime import timedelta

from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault
from kiosk.ports.retention import Keeping
from kiosk.services.retention import Retention
from kiosk.services.workers import InlineWorker, ThreadWorker
from tests.fakes.clock import FakeClock
from tests.fakes.records import FakeRecords
from tests.services.waiting import eventually

KEEPING = Keeping(timedelta(days=3), timedelta(days=9))


def test_everything_old_is_erased_in_batches_by_the_records_own_worker() -> None:
    records, worker = FakeRecords(), ThreadWorker("records")
    records.batches_of_old = 3
    Retention(records, worker, FakeClock(), KEEPING).forget()
    worker.stop()
    assert len(records.forgotten) == 3
    assert records.users == {"records"}


def test_how_old_is_old_is_counted_from_now() -> None:
    records, clock = FakeRecords(), FakeClock()
    Retention(records, InlineWorker(), clock, KEEPING).forget()
    now = clock.now()
    assert records.forgotten == [(now - timedelta(days=3), now - timedelta(days=9))]


def test_records_that_fail_are_asked_again_later_and_nothing_is_raised() -> None:
    records = FakeRecords()
    retention = Retention(records, InlineWorker(), FakeClock(), KEEPING)
    records.broken = DeviceFault(Device.RECORDS, "disk_full")
    retention.forget()
    records.broken = None
    retention.forget()
    assert len(records.forgotten) == 1


def test_a_start_erases_at_once_and_a_stop_ends_it() -> None:
    records, worker = FakeRecords(), ThreadWorker("records")
    retention = Retention(records, worker, FakeClock(), KEEPING)
    retention.start()
    eventually(lambda: bool(records.forgotten), "what is old is erased at the start")
    retention.stop()
    worker.stop()
    assert not retention._thread.is_alive()
