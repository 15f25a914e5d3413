"""The dock's switches: all of them within reach, and each says what it switches."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from simulators.dock.switchboard import Switchboard
from simulators.dock.switches import SWITCHES
from simulators.dock.window import CAMERA_WIDTH

NAMES = [name for groups in SWITCHES.values() for group in groups.values() for name in group]


@pytest.fixture
def board(qtbot: QtBot) -> Iterator[Switchboard]:
    board = Switchboard()
    qtbot.addWidget(board)
    board.resize(CAMERA_WIDTH, 600)
    with qtbot.waitExposed(board):
        board.show()
    yield board
    board.close()


def test_every_tab_is_in_sight(board: Switchboard) -> None:
    bar = board.tabBar()
    assert bar.count() == len(SWITCHES)
    assert bar.tabRect(bar.count() - 1).right() <= board.width()


def test_every_button_says_its_switch(board: Switchboard) -> None:
    said: list[str] = []
    board.pressed.connect(lambda _caption, name: said.append(name))
    for button in board.findChildren(QPushButton):
        button.click()
    assert sorted(said) == sorted(NAMES)
