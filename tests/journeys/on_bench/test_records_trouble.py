"""The receipt computer's folder is gone; the disk is full; the database is in other hands."""

import os
import shutil
import subprocess
from collections.abc import Generator
from pathlib import Path

import pytest

from kiosk.flow import states as s
from kiosk.flow import touches as t
from tests.journeys.on_bench.conftest import OpenDesk
from tests.journeys.on_bench.desk import Desk

pytestmark = pytest.mark.reader
DISK = "1m"  # of the small disk: room for the database and some writes


@pytest.fixture
def small_disk(folder: Path) -> Generator[Path]:
    """A disk of its own under the records."""
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("only root can mount a small disk")
    records = folder / "records"
    records.mkdir(parents=True)
    command = [mount, "-t", "tmpfs", "-o", f"size={DISK},mode=0700", "tmpfs", str(records)]
    mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    if mounted.returncode != 0:
        pytest.skip(f"no small disk here: {mounted.stderr.strip()}")
    yield records
    subprocess.run(["umount", str(records)], check=True)


def fill(disk: Path) -> Path:
    """Fill a disk to its last byte; return the file that does."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while file.write(b"\0" * size):
                    continue
            except OSError:
                continue
    return filler


def test_a_patient_is_received_though_the_receipt_computer_is_away(desk: Desk) -> None:
    away = desk.face_folder.with_name("away")
    desk.asked_for_consent("hanako")
    desk.face_folder.rename(away)
    desk.agree()
    desk.leave()
    attempted = "SELECT last_fault FROM outbox WHERE attempts > 0"
    desk.until(lambda: desk.rows(attempted) == [("folder_missing",)], "delivery was tried")

    away.rename(desk.face_folder)
    desk.files(1)
    desk.all_delivered()


def test_files_that_waited_are_delivered_in_order(desk: Desk) -> None:
    away = desk.face_folder.with_name("away")
    desk.face_folder.rename(away)
    desk.receive("hanako")
    desk.receive("taro")
    away.rename(desk.face_folder)
    desk.files(2)
    desk.all_delivered()
    by_kept = desk.rows("SELECT number FROM outbox ORDER BY kept_at")
    assert desk.rows("SELECT number FROM outbox ORDER BY delivered_at") == by_kept


def test_a_full_disk_is_said_and_the_check_in_kept_when_there_is_room(
    small_disk: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk()
    desk.asked_for_consent("hanako")
    filler = fill(small_disk)
    desk.answer(t.AllAnswered, yes=True)
    desk.expect(s.CheckInNotKept)
    assert list(desk.face_folder.glob("*.xml")) == []
    desk.touch(t.WentOn)
    desk.expect(s.CheckInNotKept)

    filler.unlink()
    desk.touch(t.WentOn)
    desk.expect(s.Done)
    desk.leave()
    desk.files(1)
    desk.receive("taro")
    assert desk.received_by() == ["pin", "pin"]
