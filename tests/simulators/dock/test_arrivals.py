"""What the receipt computer took stands in the dock, newest first; it can be switched off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from simulators.dock.arrivals import Arrivals
from simulators.receipt_computer.computer import ReceiptComputer
from tests.simulators.receipt_computer.files import face, face_name


@pytest.fixture
def face_folder(tmp_path: Path) -> Path:
    (tmp_path / "face").mkdir()
    return tmp_path / "face"


@pytest.fixture
def arrivals(qtbot: QtBot, face_folder: Path) -> Iterator[Arrivals]:
    made = Arrivals(ReceiptComputer(face_folder.parent))
    qtbot.addWidget(made)
    yield made
    made.close_worker()


def looks(arrivals: Arrivals, qtbot: QtBot, times: int = 2) -> list[str]:
    """Look so often, and return what stands in the list."""
    for _ in range(times):
        with qtbot.waitSignal(arrivals._took):
            arrivals.look()
    return [arrivals.lines.item(row).text() for row in range(arrivals.lines.count())]


def test_what_was_taken_stands_in_the_list_newest_first(
    arrivals: Arrivals, qtbot: QtBot, face_folder: Path
) -> None:
    for number, time in enumerate(("20261120120000", "20261120120130")):
        (face_folder / face_name(number, time)).write_bytes(face())
    first, second = looks(arrivals, qtbot)
    assert first.startswith("12:01:30")
    assert second.startswith("12:00:00")
    assert "秘密　太郎" in second


def test_what_cannot_be_read_is_said_once(
    arrivals: Arrivals, qtbot: QtBot, face_folder: Path
) -> None:
    (face_folder / face_name()).write_bytes(b"rubbish")
    assert looks(arrivals, qtbot, 4) == [f"✗ {face_name()}: no declaration"]


def test_nothing_is_taken_while_it_is_switched_off(
    arrivals: Arrivals, qtbot: QtBot, face_folder: Path
) -> None:
    arrivals.switch.click()
    (face_folder / face_name()).write_bytes(face())
    assert looks(arrivals, qtbot, 3) == []
    assert (face_folder / face_name()).exists()
    arrivals.switch.click()
    assert len(looks(arrivals, qtbot)) == 1
