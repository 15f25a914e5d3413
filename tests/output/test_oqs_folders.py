"""A result file arrives whole, once, under its name, or a fault says why not."""

import errno
import os
import re
import stat
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.domain.fault import Device, Fault
from kiosk.output.oqs_folders import FaceFolder
from kiosk.output.qualification_reader import read_result
from kiosk.output.qualification_xml import Encoding
from kiosk.ports.faults import DeviceFault
from kiosk.ports.reception import ReceptionOutput
from kiosk.ports.records import ResultFile
from tests.output.receptions import NOON, reception

INSTITUTION = "1319999999"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "face"
    made.mkdir()
    return made


@pytest.fixture
def output(folder: Path) -> ReceptionOutput:
    return FaceFolder(folder, Encoding.UTF_8, INSTITUTION)


def fault_of(output: ReceptionOutput, file: ResultFile) -> Fault:
    with pytest.raises(DeviceFault) as error:
        output.deliver(file)
    assert file.name not in str(error.value)
    return error.value.fault


def named(content: bytes, unique: str = "0123456789abcdef0123") -> ResultFile:
    return ResultFile(f"OQSsiquc01res_face_{INSTITUTION}{unique}_20261120120000.xml", content)


def test_the_name_is_the_fields_with_japans_time(output: ReceptionOutput) -> None:
    names = {
        output.render(reception(), datetime(2026, 11, 20, 3, 4, 5, tzinfo=UTC)).name
        for _ in range(20)
    }
    pattern = rf"OQSsiquc01res_face_{INSTITUTION}[0-9a-f]{{20}}_20261120120405\.xml"
    assert all(re.fullmatch(pattern, name) for name in names)
    assert len(names) == 20


def test_a_delivered_file_lies_alone_in_the_folder(output: ReceptionOutput, folder: Path) -> None:
    file = output.render(reception(), NOON)
    output.deliver(file)
    [path] = folder.iterdir()
    assert (path.name, path.read_bytes()) == (file.name, file.content)
    assert read_result(path.read_bytes()) == reception().confirmation
    assert stat.S_IMODE(path.stat().st_mode) & 0o007 == 0
    assert path.stat().st_nlink == 1


def test_a_file_already_there_counts_as_delivered(output: ReceptionOutput, folder: Path) -> None:
    output.deliver(named(b"<a/>"))
    before = (folder / named(b"").name).stat()
    output.deliver(named(b"<a/>"))
    assert (folder / named(b"").name).stat().st_mtime_ns == before.st_mtime_ns


def test_another_file_of_that_name_is_never_overwritten(
    output: ReceptionOutput, folder: Path
) -> None:
    (folder / named(b"").name).write_bytes(b"somebody else's")
    assert fault_of(output, named(b"<a/>")) == Fault(Device.RECEIPT_COMPUTER, "name_taken")
    assert [path.read_bytes() for path in folder.iterdir()] == [b"somebody else's"]


def test_a_leftover_of_a_power_cut_is_replaced(output: ReceptionOutput, folder: Path) -> None:
    (folder / f".{named(b'').name}.part").write_bytes(b"<half of something that is longer")
    output.deliver(named(b"<whole/>"))
    assert [path.read_bytes() for path in folder.iterdir()] == [b"<whole/>"]


def test_a_missing_folder_is_said_to_be_missing(output: ReceptionOutput, folder: Path) -> None:
    folder.rmdir()
    assert fault_of(output, named(b"<a/>")).code == "folder_missing"
    folder.write_text("a file where the folder should be")
    assert fault_of(output, named(b"<a/>")).code == "folder_missing"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "not_writable"),
        (errno.EROFS, "not_writable"),
        (errno.EIO, "not_writable"),
    ],
)
def test_a_failure_while_writing_leaves_nothing(
    output: ReceptionOutput,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    code: str,
) -> None:
    def fails(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)
    assert fault_of(output, named(b"<a/>")).code == code
    assert list(folder.iterdir()) == []


def test_a_share_without_hard_links_gets_the_file_too(
    output: ReceptionOutput, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(path: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(Path, "hardlink_to", refuses)
    output.deliver(named(b"<a/>"))
    assert [path.read_bytes() for path in folder.iterdir()] == [b"<a/>"]


@pytest.mark.parametrize("name", ["../a.xml", "a.xml", "OQSsiquc01res_face_x.xml", ""])
def test_a_name_that_is_no_face_files_is_a_bug(output: ReceptionOutput, name: str) -> None:
    with pytest.raises(ValueError, match="not the name"):
        output.deliver(ResultFile(name, b"<a/>"))


def test_a_code_of_other_than_ten_digits_is_refused(folder: Path) -> None:
    with pytest.raises(ValueError, match="ten digits"):
        FaceFolder(folder, Encoding.UTF_8, "13-1")


def test_a_reader_that_polls_all_the_time_never_sees_half_a_file(
    output: ReceptionOutput, folder: Path
) -> None:
    content = b"<XmlMsg>" + b"x" * 4_000_000 + b"</XmlMsg>"  # long enough to be caught half-way
    whole: set[str] = set()
    halves: set[str] = set()
    polling, finished = threading.Event(), threading.Event()

    def poll() -> None:
        while not finished.is_set() or len(whole) < 12:
            for path in set(folder.glob("OQS*.xml")):
                if path.name not in whole:
                    complete = path.stat().st_size == len(content)
                    (whole if complete else halves).add(path.name)
            polling.set()

    reader = threading.Thread(target=poll)
    reader.start()
    assert polling.wait(10)
    for number in range(12):
        output.deliver(named(content, f"{number:020x}"))
    finished.set()
    reader.join(timeout=30)
    assert not reader.is_alive()
    assert (len(whole), halves) == (12, set())


def test_while_a_file_is_written_nothing_of_it_can_be_taken(
    output: ReceptionOutput, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    really = os.fsync

    def looked_at(handle: int) -> None:
        seen.append([path.name for path in folder.glob("*.xml")])
        really(handle)

    monkeypatch.setattr(os, "fsync", looked_at)
    output.deliver(named(b"<a/>"))
    assert seen == [[], [named(b"").name]]  # the file's bytes first, then its name in the folder


def test_what_a_power_cut_left_beside_a_delivered_file_is_cleared_away(
    output: ReceptionOutput, folder: Path
) -> None:
    file = named(b"<a/>")
    output.deliver(file)
    (folder / f".{file.name}.part").hardlink_to(folder / file.name)
    output.deliver(file)
    assert [path.name for path in folder.iterdir()] == [file.name]


def test_a_file_found_there_is_not_said_delivered_before_its_folder_is_synced(
    output: ReceptionOutput, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(handle: int) -> None:
        raise OSError(errno.EIO, "no answer from the disk")

    (folder / named(b"").name).write_bytes(b"<a/>")
    monkeypatch.setattr(os, "fsync", fails)
    assert fault_of(output, named(b"<a/>")) == Fault(Device.RECEIPT_COMPUTER, "not_writable")
