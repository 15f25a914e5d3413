"""A mistyped folder must not cost anybody a database."""

from pathlib import Path

import pytest

from kiosk.demo.folder import CONFIG, MARK, FolderRefused, claim, empty


def test_a_new_folder_becomes_ours_and_stays_ours(tmp_path: Path) -> None:
    folder = tmp_path / "受付 demo"
    claim(folder)
    claim(folder)
    assert (folder / CONFIG).read_text(encoding="utf-8") == MARK


def test_our_own_results_make_room_for_new_ones(tmp_path: Path) -> None:
    claim(tmp_path)
    empty(tmp_path)
    (tmp_path / "screens" / "01-waiting.png").write_bytes(b"")
    (tmp_path / "records" / "console").mkdir()
    (tmp_path / "records" / "console" / "certificate.pem").write_bytes(b"")
    claim(tmp_path)
    empty(tmp_path)
    assert not [left for name in ("screens", "records") for left in (tmp_path / name).iterdir()]


@pytest.mark.parametrize("kept", ["records/uketsuke.sqlite3", "face/result.xml", "kiosk.toml"])
def test_a_real_kiosks_folder_is_refused_untouched(tmp_path: Path, kept: str) -> None:
    path = tmp_path / kept
    path.parent.mkdir(exist_ok=True)
    path.write_text('profile = "production"\n', encoding="utf-8")
    with pytest.raises(FolderRefused, match="name a new one"):
        claim(tmp_path)
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == [path]
    assert path.read_text(encoding="utf-8") == 'profile = "production"\n'


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("somebody's")
    with pytest.raises(FolderRefused, match="that can be written"):
        claim(path)
    assert path.read_text() == "somebody's"


def test_a_folder_among_the_results_is_refused_in_words(tmp_path: Path) -> None:
    claim(tmp_path)
    (tmp_path / "face" / "somebody").mkdir(parents=True)
    with pytest.raises(FolderRefused):
        empty(tmp_path)
