"""Whatever else lies in the folder req: left alone, never followed, never waited for."""

import os
from pathlib import Path

import pytest

from kiosk.output import request_folder
from kiosk.output.request_folder import PATIENCE
from tests.output.request_files import QUERY
from tests.output.request_share import CONTENT, Share


@pytest.fixture
def share(tmp_path: Path) -> Share:
    folder = tmp_path / "req"
    folder.mkdir()
    return Share(folder)


def test_links_pipes_and_folders_are_left_alone_and_nothing_waits_for_them(
    share: Share, tmp_path: Path
) -> None:
    (share.path / "OQSsiquc01req_1.xml").symlink_to("/etc/passwd")
    os.mkfifo(share.path / "OQSsiquc01req_2.xml")
    (share.path / "OQSsiquc01req_3.xml").mkdir()
    (share.path / "OQSsiquc01req_4.xml").symlink_to(tmp_path / "nowhere")
    (share.path / ".OQSsiquc01req_5.xml.kiosk-1.taken").symlink_to("/etc/passwd")
    share.write()
    share.look()
    assert [arrival.name for arrival in share.look(PATIENCE)] == [QUERY]
    assert len(share.names()) == 6


def test_a_link_put_in_place_of_a_file_is_not_followed(share: Share, tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_bytes(CONTENT)
    share.write()
    share.look()
    (share.path / QUERY).unlink()
    (share.path / QUERY).symlink_to(tmp_path / "secret.xml")
    assert share.look() == []
    assert (tmp_path / "secret.xml").exists()


@pytest.mark.parametrize(
    "name",
    ["req\n2026.xml", "a" * 250, "OQSsiquc01req_1.xml.tmp", "..xml", "秘密.xml", "..taken"],
)
def test_other_files_stay_and_their_names_are_written_nowhere(
    share: Share, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    share.write(name)
    share.look()
    assert share.look(PATIENCE) == []
    assert share.names() == [name]
    assert name not in caplog.text
    assert caplog.text.count("1 files that are no requests") == 1


def test_a_file_that_is_too_large_is_taken_without_being_read(
    share: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_folder, "MOST_BYTES", 100)
    share.write(content=b"x" * 101)
    share.look()
    assert [arrival.content for arrival in share.look(PATIENCE)] == [b""]


def test_of_files_left_over_no_more_is_held_at_once_than_of_new_ones(
    share: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_folder, "MOST_BYTES", 2 * len(CONTENT))
    for number in range(9):
        share.write(f".OQSmuquc01req_{number}.xml.kiosk-1.taken")
    seen: set[str] = set()
    while arrivals := share.look():
        assert sum(len(arrival.content) for arrival in arrivals) <= 3 * len(CONTENT)
        for arrival in arrivals:
            share.kiosk.remove(arrival)
            seen.add(arrival.name)
    assert len(seen) == 9
