"""The buttons of all switches: a tab for each kind, a box for each group."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QGroupBox, QPushButton, QTabWidget, QVBoxLayout, QWidget

from simulators.dock.switches import SWITCHES


class Switchboard(QTabWidget):
    """Says which switch was pressed: its caption, and its name at the bench."""

    pressed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        # Five tabs beside each other, also in the wider letters that the kiosk's window brings.
        self.tabBar().setStyleSheet("QTabBar::tab { padding: 4px 6px; min-height: 46px; }")
        for kind, groups in SWITCHES.items():
            # Japanese above English: side by side, the last tab would hide behind an arrow
            self.addTab(self._page(groups), kind.replace(" ", "\n", 1))

    def _page(self, groups: Mapping[str, Mapping[str, str]]) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        for title, captions in groups.items():
            column.addWidget(self._group(title, captions))
        column.addStretch()
        return page

    def _group(self, title: str, captions: Mapping[str, str]) -> QWidget:
        box = QGroupBox(title)
        grid = QGridLayout(box)
        for number, (name, caption) in enumerate(captions.items()):
            button = QPushButton(caption)
            button.clicked.connect(partial(self._say, caption, name))
            grid.addWidget(button, number // 2, number % 2)
        return box

    def _say(self, caption: str, name: str, *_: object) -> None:
        self.pressed.emit(caption, name)
