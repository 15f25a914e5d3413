"""One person of the cast in the dock: portrait, what there is to know, and two buttons."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from simulators.personas.cast import FULL_TRIES, Persona
from simulators.personas.looks import names

PICTURE = QSize(66, 88)


class PersonCard(QFrame):
    """Buttons to place the card and to stand before the camera; the portrait comes later."""

    placed = Signal()
    shown = Signal()

    def __init__(self, persona: Persona) -> None:
        super().__init__()
        self.persona = persona
        self.drawn = persona.key in names()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 6, 6, 6)
        self._picture = QLabel()
        self._picture.setFixedSize(PICTURE)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        row.addLayout(column, 1)
        text = QLabel(_told(persona))
        text.setWordWrap(True)
        column.addWidget(text, 1)
        column.addLayout(self._buttons())

    def show_picture(self, picture: QImage) -> None:
        """Show the portrait; on Qt's thread."""
        self._picture.setPixmap(QPixmap.fromImage(picture))

    def has_picture(self) -> bool:
        """Tell whether the portrait is there."""
        return not self._picture.pixmap().isNull()

    def matches(self, words: str) -> bool:
        """Tell whether the person is meant by what was typed into the search."""
        one = self.persona
        about = f"{one.key} {one.name} {one.kana} {one.role_ja} {one.role_en}".casefold()
        return all(word in about for word in words.casefold().split())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        place = QPushButton("カード / card")
        place.setToolTip("カードを置く / place the card")
        place.clicked.connect(self.placed)
        row.addWidget(place)
        stand = QPushButton("顔 / face")
        stand.setToolTip("カメラの前に立つ / stand before the camera")
        stand.setEnabled(self.drawn)
        stand.clicked.connect(self.shown)
        row.addWidget(stand)
        return row


def _told(persona: Persona) -> str:
    """Say who somebody is and why; these PINs are nobody's."""
    facts = f"<b>{persona.name}</b> {persona.key}<br>{persona.role_ja}"
    if persona.role_en != persona.role_ja:
        facts += f"<br><small>{persona.role_en}</small>"
    return f"{facts}<br><small>{_pin(persona)}</small>"


def _pin(persona: Persona) -> str:
    if persona.pins.auth is None:
        return "PIN なし / none"
    return f"PIN {persona.pins.auth} ({persona.tries_left['auth']}/{FULL_TRIES['auth']})"
