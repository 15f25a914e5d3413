"""One person of the cast in the dock: portrait, what there is to know, and two buttons."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from simulators.personas.cast import Persona
from simulators.personas.looks import names, portrait

PICTURE_HEIGHT = 96


class PersonCard(QWidget):
    """Buttons to place the card and to stand before the camera."""

    placed = Signal()
    shown = Signal()

    def __init__(self, persona: Persona) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        picture = QLabel()
        drawn = persona.key in names()
        if drawn:
            picture.setPixmap(_picture(persona.key))
        row.addWidget(picture)
        column = QVBoxLayout()
        row.addLayout(column, 1)
        column.addWidget(QLabel(f"<b>{persona.name}</b><br>{persona.key}<br>{_hint(persona)}"))
        place = QPushButton("カードを置く / place card")
        place.clicked.connect(self.placed)
        column.addWidget(place)
        stand = QPushButton("カメラの前に立つ / face camera")
        stand.setEnabled(drawn)
        stand.clicked.connect(self.shown)
        column.addWidget(stand)


def _hint(persona: Persona) -> str:
    """Say what somebody at the dock needs to know; these PINs are nobody's."""
    if persona.card_kind == "other":
        return "別のカード / another kind of card"
    tries = persona.tries_left["auth"]
    return f"PIN {persona.pins.auth or '-'} ({tries}/3)"


def _picture(name: str) -> QPixmap:
    pixels = portrait(name)
    height, width, _ = pixels.shape
    image = QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    return QPixmap.fromImage(image).scaledToHeight(PICTURE_HEIGHT)
