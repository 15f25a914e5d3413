"""What fails by itself lets others pass; what blocks a folder blocks that folder alone."""

import sqlite3
from collections.abc import Generator
from pathlib import Path

import pytest

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.fault import Device
from kiosk.domain.session import SessionId
from kiosk.ports.faults import DeviceFault
from kiosk.ports.records import AuditEntry, Folder, KeptCheckIn, KeptRequest, Records, ResultFile
from kiosk.services.folder_queue import SET_ASIDE_PAUSE, FolderQueue
from kiosk.services.workers import InlineWorker
from kiosk.storage.records import open_records
from tests.fakes.clock import FakeClock
from tests.fakes.output import FOLDER_MISSING, NAME_TAKEN, FakeOutput
from tests.fakes.people import NOON
from tests.fakes.records import FakeRecords
from tests.output.receptions import reception

ENTRY = AuditEntry("checked_in", SessionId(1), {"by": VerifiedBy.PIN.value})
DISK_FULL = DeviceFault(Device.RECEIPT_COMPUTER, "disk_full")
ELSEWHERE = DeviceFault(Device.RECEIPT_COMPUTER, "staged_elsewhere")


class Desk:
    """The queues of both folders over one database."""

    def __init__(self, records: Records, output: FakeOutput) -> None:
        self.records, self.output = records, output
        self.now = 1000.0
        self.face, self.res = (self._queue(folder) for folder in Folder)

    def _queue(self, folder: Folder) -> FolderQueue:
        return FolderQueue(
            folder,
            self.records,
            InlineWorker(),
            self.output,
            FakeClock(),
            lambda: True,
            lambda: self.now,
        )

    def keep(self, *names: str) -> None:
        """Keep a reception of these files."""
        files = [ResultFile(name, b"<a/>") for name in names]
        self.records.keep_check_in(KeptCheckIn(names[0], reception()), files, ENTRY, NOON)

    def answer(self, name: str) -> None:
        """Keep an answer to a request."""
        self.records.keep_request(KeptRequest(f"for {name}", b"<req/>"), NOON)
        file = ResultFile(name, b"<b/>", Folder.RES)
        self.records.answer_request(f"for {name}", [file], ENTRY, NOON)

    def restart(self) -> None:
        """The power is cut and comes back."""
        self.face, self.res = (self._queue(folder) for folder in Folder)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.sqlite3"


@pytest.fixture
def desk(path: Path) -> Generator[Desk]:
    records = open_records(path)
    yield Desk(records, FakeOutput())
    records.close()


def audit(path: Path) -> list[tuple[str, str]]:
    records = sqlite3.connect(path)
    rows = records.execute("SELECT what, details FROM audit WHERE what != 'checked_in'").fetchall()
    records.close()
    return rows


def test_a_file_whose_name_is_taken_lets_the_next_pass(desk: Desk) -> None:
    desk.keep("a.json", "a.xml")
    desk.keep("b.json", "b.xml")
    desk.output.share.now(NAME_TAKEN, None)
    assert desk.face.deliver_waiting()
    assert desk.output.folder == ["a.xml", "b.json", "b.xml"]
    [fault] = desk.records.delivery_faults()
    assert (fault.folder, fault.code, fault.file) == (Folder.FACE, "name_taken", "a.json")


def test_it_is_staged_anew_and_tried_again_from_time_to_time(desk: Desk) -> None:
    desk.keep("a.json")
    desk.output.share.now(NAME_TAKEN)
    assert desk.face.deliver_waiting()
    assert desk.face.has_set_aside
    desk.now += SET_ASIDE_PAUSE - 1
    assert desk.face.deliver_waiting()
    assert desk.output.share.asked == 1
    desk.now += 1
    assert desk.face.deliver_waiting()
    assert (desk.output.share.asked, desk.output.staging.asked) == (2, 2)
    desk.output.share.now(None)
    desk.now += SET_ASIDE_PAUSE
    assert desk.face.deliver_waiting()
    assert desk.output.folder == ["a.json"]
    assert desk.records.delivery_faults() == ()
    desk.now += SET_ASIDE_PAUSE
    assert desk.face.deliver_waiting()
    assert not desk.face.has_set_aside


def test_one_that_may_have_been_published_elsewhere_is_never_staged_anew(desk: Desk) -> None:
    desk.keep("a.json")
    desk.output.share.now(ELSEWHERE)
    for _ in range(3):
        assert desk.face.deliver_waiting()
        desk.now += SET_ASIDE_PAUSE
    assert (desk.output.share.asked, desk.output.staging.asked) == (3, 1)


def test_a_folder_that_fails_blocks_its_own_files_alone(desk: Desk) -> None:
    desk.keep("a.xml")
    desk.answer("answer.xml")
    desk.output.share.now(FOLDER_MISSING)
    assert not desk.face.deliver_waiting()
    assert desk.res.deliver_waiting()
    assert (desk.output.folder, desk.output.answers) == ([], ["answer.xml"])
    desk.output.share.now(None)
    desk.output.answers_share.now(DISK_FULL)
    desk.answer("another.xml")
    assert desk.face.deliver_waiting()
    assert not desk.res.deliver_waiting()
    assert desk.output.folder == ["a.xml"]


def test_the_audit_log_says_once_what_has_changed_over_any_number_of_starts(
    desk: Desk, path: Path
) -> None:
    desk.keep("a.xml")
    desk.keep("b.xml")
    for fault in (FOLDER_MISSING, DISK_FULL):
        desk.output.share.now(fault)
        for _ in range(2):
            assert not desk.face.deliver_waiting()
            desk.restart()
            assert not desk.face.deliver_waiting()
        [told] = desk.records.delivery_faults()
        assert (told.code, told.file) == (fault.fault.code, "")
    desk.output.share.now(None)
    assert desk.face.deliver_waiting()
    desk.restart()
    desk.keep("c.xml")
    assert desk.face.deliver_waiting()
    assert desk.records.delivery_faults() == ()
    assert audit(path) == [
        ("delivery_waits", '{"code": "folder_missing", "folder": "face"}'),
        ("delivery_waits", '{"code": "disk_full", "folder": "face"}'),
        ("delivery_resumed", '{"folder": "face"}'),
    ]


def test_that_a_file_was_set_aside_is_said_once(desk: Desk, path: Path) -> None:
    desk.keep("a.xml")
    desk.output.share.now(NAME_TAKEN)
    for _ in range(3):
        assert desk.face.deliver_waiting()
        desk.now += SET_ASIDE_PAUSE
    details = '{"code": "name_taken", "file": 1, "folder": "face"}'
    assert audit(path) == [("file_set_aside", details)]


def test_two_hundred_files_of_days_off_are_delivered_in_order() -> None:
    desk = Desk(FakeRecords(), FakeOutput())
    names = [f"{number}.{kind}" for number in range(100) for kind in ("json", "xml")]
    desk.output.share.now(FOLDER_MISSING)
    for sidecar, face in zip(names[::2], names[1::2], strict=True):
        desk.keep(sidecar, face)
        assert not desk.face.deliver_waiting()
    desk.output.share.now(None)
    assert desk.face.deliver_waiting()
    assert desk.output.folder == names
