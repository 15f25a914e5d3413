"""The folder req: whole files alone, each taken once; what is no request is left alone."""

import os
import threading
from pathlib import Path

import pytest

from kiosk.output import request_folder
from kiosk.output.request_folder import PATIENCE, SETTLED, SharedRequests
from kiosk.ports.faults import DeviceFault
from kiosk.ports.requests import Arrival
from tests.fakes import people
from tests.output.request_files import QUERY
from tests.output.request_share import CONTENT, Share


@pytest.fixture
def share(tmp_path: Path) -> Share:
    folder = tmp_path / "req"
    folder.mkdir()
    return Share(folder)


def test_a_file_is_taken_at_the_second_equal_look_and_removed_once_kept(share: Share) -> None:
    share.write()
    assert share.look() == []
    (arrival,) = share.look()
    assert (arrival.name, arrival.content, arrival.left_over) == (QUERY, CONTENT, False)
    share.kiosk.remove(arrival)
    assert share.names() == []
    assert share.look() == []


def test_the_pause_between_two_looks_is_that_of_other_readers_in_the_field() -> None:
    assert SETTLED == 0.3


def test_two_looks_too_close_together_prove_nothing(share: Share) -> None:
    share.write()
    share.look()
    assert share.look(0.25) == []
    assert len(share.look(0.25)) == 1


def test_a_file_that_grows_is_left_to_its_writer(share: Share) -> None:
    for length in range(0, len(CONTENT), 40):
        share.write(content=CONTENT[:length])
        assert share.look() == []
    share.write()
    share.look()
    assert [arrival.content for arrival in share.look()] == [CONTENT]


def test_a_file_whose_end_is_missing_is_waited_for_longer_and_then_taken_as_it_is(
    share: Share,
) -> None:
    share.write(content=CONTENT[:-12])
    share.look()
    assert share.look() == []
    assert [arrival.content for arrival in share.look(PATIENCE)] == [CONTENT[:-12]]


def test_a_file_of_the_right_length_that_is_still_being_filled_is_not_taken(share: Share) -> None:
    share.write(content=CONTENT[:50].ljust(len(CONTENT), b"\0"))
    before = (share.path / QUERY).stat()
    share.look()
    share.write()  # a writer whose system tells no time of change
    os.utime(share.path / QUERY, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert share.look(PATIENCE) == []
    assert [arrival.content for arrival in share.look()] == [CONTENT]


def test_the_oldest_comes_first_whatever_its_name(share: Share) -> None:
    names = [f"OQSsiquc01req_{number}.xml" for number in (3, 1, 2)]
    for age, name in enumerate(names):
        share.write(name)
        os.utime(share.path / name, ns=(age, age))
    share.look()
    assert [arrival.name for arrival in share.look()] == names


def test_only_some_are_taken_at_once_and_the_others_soon(share: Share) -> None:
    for number in range(50):
        share.write(f"OQSsiquc01req_{number}.xml")
    share.look()
    taken: list[str] = []
    while arrivals := share.look():
        assert len(arrivals) <= request_folder.MOST_AT_ONCE
        for arrival in arrivals:
            taken.append(arrival.name)
            share.kiosk.remove(arrival)
    assert len(set(taken)) == len(taken) == 50


def test_what_was_taken_before_a_kill_is_found_again_and_said_to_be_left_over(share: Share) -> None:
    share.write()
    share.look()
    (arrival,) = share.look()
    (again,) = share.restarted().look()
    assert (again.name, again.content, again.mark) == (QUERY, CONTENT, arrival.mark)
    assert again.left_over
    share.kiosk.remove(again)
    assert share.names() == []


def test_of_two_kiosks_at_one_folder_one_takes_a_file(share: Share) -> None:
    other = Share(share.path, "kiosk-2")
    share.write()
    share.look()
    other.look()
    (arrival,) = share.look()
    assert other.look() == []
    assert Share(share.path, "kiosk-2").look() == []  # nor after a restart
    share.kiosk.remove(arrival)
    assert share.names() == []


def test_a_new_file_of_the_name_waits_until_the_one_taken_is_gone(share: Share) -> None:
    share.write()
    share.look()
    (first,) = share.look()
    share.write(content=CONTENT + b"\n")
    share.look()
    assert [arrival.content for arrival in share.look()] == [CONTENT]
    share.kiosk.remove(first)
    share.look()
    (second,) = share.look()
    assert second.content == CONTENT + b"\n"
    assert second.mark != first.mark


def test_the_same_file_written_a_second_time_has_another_mark(share: Share) -> None:
    marks: set[str] = set()
    for age in (1, 2):
        share.write()
        os.utime(share.path / QUERY, ns=(age, age))
        share.look()
        (arrival,) = share.look()
        marks.add(arrival.mark)
        share.kiosk.remove(arrival)
    assert len(marks) == 2


def test_a_folder_that_is_away_is_a_fault_and_serves_again_when_it_is_back(share: Share) -> None:
    share.write()
    share.look()
    away = share.path.rename(share.path.with_name("away"))
    with pytest.raises(DeviceFault, match="folder_missing"):
        share.look()
    away.rename(share.path)
    share.look()
    assert len(share.look()) == 1


def test_a_folder_that_cannot_be_written_is_a_fault_and_nothing_is_taken(
    share: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(30, "Read-only file system")

    share.write()
    share.look()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refuse)
        with pytest.raises(DeviceFault, match="not_writable"):
            share.look()
    assert share.names() == [QUERY]
    share.look()
    assert len(share.look()) == 1


def test_a_file_that_is_held_keeps_no_other_waiting(
    share: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def hold(self: Path, target: Path) -> Path:
        if self.name == QUERY:
            raise OSError(13, "Permission denied")
        return rename(self, target)

    share.write()
    share.write("OQSsiquc01req_2.xml")
    share.look()
    monkeypatch.setattr(Path, "rename", hold)
    assert [arrival.name for arrival in share.look()] == ["OQSsiquc01req_2.xml"]


def test_a_file_changed_while_it_is_taken_goes_back_to_its_writer(
    share: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def meanwhile(self: Path, target: Path) -> Path:
        if self.name == QUERY:
            self.write_bytes(CONTENT[:20])
        return rename(self, target)

    share.write()
    share.look()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", meanwhile)
        assert share.look() == []
    assert share.names() == [QUERY]
    share.write()
    share.look()
    assert [arrival.content for arrival in share.look()] == [CONTENT]


def test_with_a_real_writer_that_pauses_only_whole_files_are_taken(tmp_path: Path) -> None:
    kiosk = SharedRequests(tmp_path, "kiosk-1")
    done = threading.Event()

    def write_slowly() -> None:
        with (tmp_path / QUERY).open("wb") as file:
            for start in range(0, len(CONTENT), 60):
                file.write(CONTENT[start : start + 60])
                file.flush()
                done.wait(0.02)
        done.set()

    writer = threading.Thread(target=write_slowly)
    writer.start()
    taken: list[Arrival] = []
    waiting = threading.Event()
    for _ in range(500):
        taken.extend(kiosk.take())
        if taken:
            break
        waiting.wait(0.01)
    writer.join()
    assert [arrival.content for arrival in taken] == [CONTENT]


def test_nothing_about_the_content_is_shown(share: Share) -> None:
    share.write()
    share.look()
    (arrival,) = share.look()
    assert not people.marks_in(repr(arrival))


def test_a_file_that_may_soon_be_whole_is_looked_at_again_soon(share: Share) -> None:
    share.look()
    assert not share.kiosk.settling()
    share.write()
    share.look()
    assert share.kiosk.settling()
    share.look()
    assert not share.kiosk.settling()


@pytest.mark.parametrize(
    "written", ["OQSSIQUC01REQ_7a.XML", "oqssiquc01req_7a.xml", "OQSsiquc01req_7a.Xml"]
)
def test_capital_and_small_letters_are_the_same_as_on_the_share_of_a_receipt_computer(
    share: Share, written: str
) -> None:
    share.write(written)
    share.look()
    (arrival,) = share.look()
    assert arrival.name == "OQSsiquc01req_7a.xml"
    assert arrival.content == CONTENT
    assert [one.name for one in share.restarted().look()] == ["OQSsiquc01req_7a.xml"]
    share.kiosk.remove(arrival)
    assert share.names() == []


def test_two_files_that_differ_in_letters_alone_are_taken_one_after_the_other(share: Share) -> None:
    small, capital = "OQSsiquc01req_7.xml", "OQSSIQUC01REQ_7.XML"
    share.write(capital)
    share.write(small, CONTENT + b"\r\n")
    for age, name in enumerate((capital, small)):
        os.utime(share.path / name, (1_700_000_000 + age, 1_700_000_000 + age))
    share.look()
    (first,) = share.look()
    assert first.content == CONTENT
    assert (share.path / small).exists()
    share.kiosk.remove(first)
    share.look()
    (second,) = share.look()
    assert (second.name, second.content) == (small, CONTENT + b"\r\n")
