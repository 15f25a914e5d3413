"""A file arrives whole, once, under its name, or a fault says why not."""

import errno
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.output import rename
from kiosk.output.shared_folder import MARKER, SharedFolder
from kiosk.ports.faults import DeviceFault

NAME = "OQSsiquc01res_202611200001.xml"
PART = f".{NAME}.part"
OLD_C_LIBRARY = "an old C library"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "face"
    made.mkdir()
    return made


@pytest.fixture
def folder(path: Path) -> SharedFolder:
    return SharedFolder(path)


def deliver(folder: SharedFolder, content: bytes, name: str = NAME) -> str:
    mark = folder.stage(name, content, None)
    folder.publish(name, content, mark)
    return mark


def fault_of(call: Callable[[], object]) -> str:
    with pytest.raises(DeviceFault) as error:
        call()
    assert NAME not in str(error.value)
    return error.value.fault.code


def lying_in(path: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in path.iterdir() if each.name != MARKER}


def fail_sync(number: int) -> Callable[[int], None]:
    def fails(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    return fails


def test_a_staged_file_has_no_name_that_anybody_takes(folder: SharedFolder, path: Path) -> None:
    mark = folder.stage(NAME, b"<a/>", None)
    assert list(path.glob("*.xml")) == []
    folder.publish(NAME, b"<a/>", mark)
    assert lying_in(path) == {NAME: b"<a/>"}
    assert stat.S_IMODE((path / NAME).stat().st_mode) & 0o137 == 0


def test_a_file_taken_at_once_is_not_published_again(folder: SharedFolder, path: Path) -> None:
    mark = deliver(folder, b"<a/>")
    (path / NAME).unlink()
    folder.publish(NAME, b"<a/>", mark)
    assert lying_in(path) == {}


def test_a_file_already_there_counts_as_delivered(folder: SharedFolder, path: Path) -> None:
    deliver(folder, b"<a/>")
    before = (path / NAME).stat()
    deliver(folder, b"<a/>")
    assert (path / NAME).stat().st_mtime_ns == before.st_mtime_ns
    assert lying_in(path) == {NAME: b"<a/>"}


@pytest.fixture(params=["renameat2", "a file system without it", OLD_C_LIBRARY])
def _every_rename(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == OLD_C_LIBRARY:
        monkeypatch.setattr(rename, "_libc", object())
    elif request.param != "renameat2":
        monkeypatch.setattr(rename, "_RENAME_NOREPLACE", 1 << 30)  # a flag that nobody knows


@pytest.mark.usefixtures("_every_rename")
def test_another_file_of_that_name_is_never_overwritten(folder: SharedFolder, path: Path) -> None:
    (path / NAME).write_bytes(b"somebody else's")
    assert fault_of(lambda: deliver(folder, b"<a/>")) == "name_taken"
    assert (path / NAME).read_bytes() == b"somebody else's"
    (path / NAME).unlink()
    deliver(folder, b"<a/>")
    assert lying_in(path) == {NAME: b"<a/>"}


@pytest.mark.parametrize(
    ("name", "kinds", "expected"),
    [
        (NAME, "link, dangling link, pipe, folder", "name_taken"),
        (PART, "link, dangling link, pipe", ""),  # the kiosk's own name: removed
        (PART, "folder", "name_taken"),
        (MARKER, "link, dangling link, pipe, folder", "folder_changed"),
    ],
)
def test_nothing_put_in_the_way_is_followed_or_hangs(
    tmp_path: Path, name: str, kinds: str, expected: str
) -> None:
    for kind in kinds.split(", "):
        (tmp_path / kind).mkdir()
        _put_in_the_way(tmp_path / kind, name, kind, expected)


def _put_in_the_way(tmp_path: Path, name: str, kind: str, expected: str) -> None:
    path = tmp_path / "face"
    path.mkdir()
    folder = SharedFolder(path)
    outside = tmp_path / "outside"
    outside.write_bytes(b"not the receipt computer's")
    match kind:
        case "link":
            (path / name).symlink_to(outside)
        case "dangling link":
            (path / name).symlink_to(tmp_path / "nowhere")
        case "pipe":
            os.mkfifo(path / name)
        case _:
            (path / name).mkdir()
    if expected:
        assert fault_of(lambda: deliver(folder, b"<a/>")) == expected
    else:
        deliver(folder, b"<a/>")
        assert lying_in(path) == {NAME: b"<a/>"}
        assert not (path / NAME).is_symlink()
    assert outside.read_bytes() == b"not the receipt computer's"
    assert not (tmp_path / "nowhere").exists()


def test_what_is_half_written_is_written_anew(folder: SharedFolder, path: Path) -> None:
    (path / PART).write_bytes(b"<half of something that is longer")
    mark = folder.stage(NAME, b"<whole/>", None)
    (path / PART).write_bytes(b"<wh")
    folder.publish(NAME, b"<whole/>", mark)
    assert lying_in(path) == {NAME: b"<whole/>"}


def test_a_missing_folder_is_said_to_be_missing(folder: SharedFolder, path: Path) -> None:
    path.rmdir()
    assert fault_of(lambda: folder.stage(NAME, b"<a/>", None)) == "folder_missing"
    assert fault_of(lambda: folder.publish(NAME, b"<a/>", "mark")) == "folder_missing"
    path.write_text("a file where the folder should be")
    assert fault_of(lambda: folder.stage(NAME, b"<a/>", None)) == "folder_missing"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "not_writable"),
        (errno.EROFS, "not_writable"),
        (errno.EIO, "not_writable"),
        (errno.ESTALE, "folder_missing"),
        (errno.EHOSTDOWN, "folder_missing"),
    ],
)
def test_a_failure_while_writing_leaves_nothing(
    folder: SharedFolder, path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    monkeypatch.setattr(os, "fsync", fail_sync(number))
    assert fault_of(lambda: folder.stage(NAME, b"<a/>", None)) == code
    assert lying_in(path) == {}


def test_a_share_that_syncs_no_folders_gets_the_file_too(
    folder: SharedFolder, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = os.fsync

    def files_only(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a file")
        really(handle)

    monkeypatch.setattr(os, "fsync", files_only)
    deliver(folder, b"<a/>")
    assert lying_in(path) == {NAME: b"<a/>"}


def test_what_is_published_is_on_the_disk_before_it_is_said(
    folder: SharedFolder, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[bool, list[str]]] = []
    really = os.fsync

    def looked_at(handle: int) -> None:
        of_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        seen.append((of_folder, sorted(lying_in(path))))
        really(handle)

    mark = deliver(folder, b"<a/>", "first.xml")
    monkeypatch.setattr(os, "fsync", looked_at)
    folder.stage(NAME, b"<a/>", mark)
    folder.publish(NAME, b"<a/>", mark)
    beside, there = sorted([PART, "first.xml"]), sorted([NAME, "first.xml"])
    assert seen == [(False, beside), (True, beside), (True, there)]


def test_one_published_before_is_not_said_so_before_its_folder_is_synced(
    folder: SharedFolder, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = deliver(folder, b"<a/>")
    monkeypatch.setattr(os, "fsync", fail_sync(errno.EIO))
    assert fault_of(lambda: folder.publish(NAME, b"<a/>", mark)) == "not_writable"


def test_an_empty_mount_point_is_not_the_share(folder: SharedFolder, path: Path) -> None:
    mark = deliver(folder, b"<a/>")
    share = path.rename(path.with_name("share"))
    path.mkdir()
    for call in (
        lambda: folder.publish(NAME, b"<a/>", mark),
        lambda: folder.stage("next.xml", b"<b/>", mark),
    ):
        assert fault_of(call) == "folder_changed"
    assert list(path.iterdir()) == []
    path.rmdir()
    share.rename(path)
    folder.publish(NAME, b"<a/>", mark)
    assert folder.stage("next.xml", b"<b/>", mark) == mark


def test_an_empty_marker_made_by_hand_makes_it_the_folder(folder: SharedFolder, path: Path) -> None:
    mark = folder.stage(NAME, b"<a/>", None)
    path.rename(path.with_name("lost"))
    path.mkdir()
    (path / MARKER).touch()
    assert fault_of(lambda: folder.publish(NAME, b"<a/>", mark)) == "staged_elsewhere"
    new = folder.stage("next.xml", b"<b/>", mark)
    folder.publish("next.xml", b"<b/>", new)
    assert new != mark
    assert lying_in(path) == {"next.xml": b"<b/>"}


def test_a_folder_configured_anew_is_another_one(folder: SharedFolder, tmp_path: Path) -> None:
    mark = folder.stage(NAME, b"<a/>", None)
    (tmp_path / "other").mkdir()
    other = SharedFolder(tmp_path / "other")
    assert fault_of(lambda: other.publish(NAME, b"<a/>", mark)) == "staged_elsewhere"
    assert other.stage(NAME, b"<a/>", mark) != mark


def test_two_kiosks_on_one_folder_know_the_same_mark(folder: SharedFolder, path: Path) -> None:
    assert folder.stage(NAME, b"<a/>", None) == SharedFolder(path).stage("b.xml", b"<b/>", None)


def test_a_reader_that_polls_all_the_time_never_sees_half_a_file(
    folder: SharedFolder, path: Path
) -> None:
    content = b"<XmlMsg>" + b"x" * 4_000_000 + b"</XmlMsg>"  # long enough to be caught half-way
    whole: set[str] = set()
    halves: set[str] = set()
    polling, finished = threading.Event(), threading.Event()

    def poll() -> None:
        while not finished.is_set() or len(whole) < 12:
            for each in set(path.glob("*.xml")):
                if each.name not in whole:
                    complete = each.stat().st_size == len(content)
                    (whole if complete else halves).add(each.name)
            polling.set()

    reader = threading.Thread(target=poll)
    reader.start()
    assert polling.wait(10)
    for number in range(12):
        deliver(folder, content, f"{number}.xml")
    finished.set()
    reader.join(timeout=30)
    assert not reader.is_alive()
    assert (len(whole), halves) == (12, set())
