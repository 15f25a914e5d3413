"""The cast in the dock: everybody as a card in a list that scrolls and can be searched."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QGroupBox, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from simulators.dock.people import PICTURE, PersonCard
from simulators.personas.cast import Persona
from simulators.personas.looks import thumbnail

COLUMNS: Final = 3


class CastList(QGroupBox):
    """Says whose card is to be placed and who is to stand before the camera.

    Portraits are drawn on a thread of their own after `draw_portraits`, one by one: thirty of them
    take seconds.
    """

    placed = Signal(str)
    shown = Signal(str)
    _drawn = Signal(str, QImage)

    def __init__(self, personas: Iterable[Persona]) -> None:
        super().__init__("配役 / the cast")
        self.cards = {persona.key: PersonCard(persona) for persona in personas}
        self._painter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="portraits")
        self._search = QLineEdit()
        self._search.setPlaceholderText("さがす / search: 証明書, foreign, ume …")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self.arrange)
        self._sheet = QWidget()
        self._grid = QGridLayout(self._sheet)
        self._grid.setRowStretch(len(self.cards), 1)  # below the last row: cards keep their height
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._sheet)
        outer = QVBoxLayout(self)
        outer.addWidget(self._search)
        outer.addWidget(area)
        for key, card in self.cards.items():
            card.placed.connect(partial(self.placed.emit, key))
            card.shown.connect(partial(self.shown.emit, key))
        self._drawn.connect(self._show_picture)
        self.arrange("")
        bar = area.verticalScrollBar().sizeHint().width() + 2 * area.frameWidth()
        area.setMinimumWidth(self._sheet.minimumSizeHint().width() + bar)  # nothing is cut off

    def arrange(self, words: str) -> None:
        """Show those who are meant by the words, in the cast's order; all when there are none."""
        for card in self.cards.values():
            self._grid.removeWidget(card)
        meant = [card for card in self.cards.values() if card.matches(words)]
        for number, card in enumerate(meant):
            self._grid.addWidget(card, number // COLUMNS, number % COLUMNS)
        for card in self.cards.values():
            card.setVisible(card in meant)

    def draw_portraits(self) -> None:
        """Begin to draw; each picture appears when it is done."""
        for key, card in self.cards.items():
            if card.drawn:
                self._painter.submit(self._draw, key)

    def close_painter(self) -> None:
        """Stop drawing; the one in hand is finished."""
        self._painter.shutdown(wait=True, cancel_futures=True)

    def _draw(self, key: str) -> None:
        width, height = PICTURE.width(), PICTURE.height()
        pixels = thumbnail(key, (width, height)).tobytes()
        image = QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888)
        self._drawn.emit(key, image.copy())

    def _show_picture(self, key: str, picture: QImage) -> None:
        self.cards[key].show_picture(picture)
