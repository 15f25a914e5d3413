from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from drivers.vision.evaluation.stills import UnreadableError, frames, picture


def saved(path: Path, shade: int) -> Path:
    cv2.imwrite(str(path), np.full((50, 40, 3), shade, np.uint8))
    return path


def test_frames_of_a_folder_come_as_people_count(tmp_path: Path) -> None:
    for number in (10, 9, 100, 1):
        saved(tmp_path / f"f{number}.png", number)
    saved(tmp_path / ".hidden.png", 0)
    (tmp_path / "notes.txt").touch()
    assert [int(frame[0, 0, 0]) for frame in frames(tmp_path, [])] == [1, 9, 10, 100]


def test_broken_frames_are_left_out_and_named(tmp_path: Path) -> None:
    saved(tmp_path / "a.png", 1)
    (tmp_path / "b.png").write_bytes(b"no picture")
    saved(tmp_path / "c.png", 3)
    broken: list[str] = []
    assert [int(frame[0, 0, 0]) for frame in frames(tmp_path, broken)] == [1, 3]
    assert broken == ["b.png"]


def nothing(path: Path) -> None: ...


def a_text(path: Path) -> None:
    path.write_text("no picture")


def an_empty_file(path: Path) -> None:
    path.touch()


def an_empty_folder(path: Path) -> None:
    path.mkdir()


def a_folder_of_broken_pictures(path: Path) -> None:
    path.mkdir()
    (path / "a.png").write_bytes(b"no picture")


@pytest.mark.parametrize("name", ["a", "a.png", "a.mp4"])
@pytest.mark.parametrize(
    "make", [nothing, a_text, an_empty_file, an_empty_folder, a_folder_of_broken_pictures]
)
def test_what_is_no_picture_is_told_and_never_a_crash(
    tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    make(tmp_path / name)
    with pytest.raises(UnreadableError):
        list(frames(tmp_path / name, []))


def test_grey_alpha_and_deep_pictures_become_what_the_kiosk_sees(tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    for shape, kind in (((50, 40), np.uint8), ((50, 40, 4), np.uint8), ((50, 40, 3), np.uint16)):
        cv2.imwrite(str(path), np.zeros(shape, kind))
        assert (picture(path).shape, picture(path).dtype) == ((50, 40, 3), np.uint8)


@pytest.mark.parametrize("shape", [(1, 1), (31, 400), (2000, 100)])
def test_what_no_photograph_is_like_is_told(tmp_path: Path, shape: tuple[int, int]) -> None:
    cv2.imwrite(str(tmp_path / "x.png"), np.zeros(shape, np.uint8))
    with pytest.raises(UnreadableError, match="too small"):
        picture(tmp_path / "x.png")


def test_a_film_has_its_frames_in_order(tmp_path: Path) -> None:
    path = tmp_path / "film.avi"
    film = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 15, (64, 48))
    for shade in (20, 120, 220):
        film.write(np.full((48, 64, 3), shade, np.uint8))
    film.release()
    shades = [int(frame.mean()) for frame in frames(path, [])]
    assert shades == pytest.approx([20, 120, 220], abs=4)
