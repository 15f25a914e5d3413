"""Every screen as a picture: `python -m tests.ui.gallery FOLDER [part of a name]`.

Wide and tall, in both languages; for designers, translators and reviewers.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from kiosk.domain.language import Language
from kiosk.flow.rules import Rules
from kiosk.flow.states import State
from kiosk.ports.vision import PreviewFrame
from kiosk.screens.present import present
from kiosk.screens.screen import Screen
from kiosk.screens.texts import Texts, load
from kiosk.ui.window import KioskWindow, WindowSettings
from tests.screens.examples import EXAMPLES

SIZES = {"wide": (1280, 800), "tall": (800, 1280)}


def screen_of(state: State, texts: Texts, language: Language, *, simulated: bool = True) -> Screen:
    """Return the screen of a state in a language."""
    spoken = replace(state, visit=replace(state.visit, language=language))
    return present(spoken, texts, Rules(), simulated=simulated)


def grey_ramp() -> PreviewFrame:
    """Return a frame that nobody is on."""
    width, height = 320, 240
    row = b"".join(bytes((90 + x // 4, 140, 150 + x // 6)) for x in range(width))
    return PreviewFrame(width, height, row * height, 1)


def a_portrait() -> PreviewFrame:
    """Return a still of nobody: head and shoulders, as a card's photo is cut."""
    picture = QImage(320, 400, QImage.Format.Format_RGB888)
    picture.fill(QColor("#d9e4ea"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, x, y, width, height in (
        ("#4d5b66", 40, 300, 240, 200),
        ("#3a2f2a", 84, 60, 152, 190),
        ("#e8c3a5", 96, 96, 128, 170),
    ):
        painter.setBrush(QColor(colour))
        painter.drawEllipse(x, y, width, height)
    painter.end()
    return PreviewFrame(320, 400, bytes(picture.constBits()), 1, still=True)


def main(folder: Path, part: str) -> None:
    """Write the pictures."""
    app = QGuiApplication.instance() or QGuiApplication([])
    texts = load()
    seen = [grey_ramp()]
    for shape, (width, height) in SIZES.items():
        window = KioskWindow(
            lambda _event: None,
            lambda: seen[0],
            WindowSettings(width, height, animations=False, settle=0.0),
        )
        for language in Language:
            target = folder / shape / language.value
            target.mkdir(parents=True, exist_ok=True)
            for name, state in EXAMPLES.items():
                if part in name:
                    seen[0] = a_portrait() if name.endswith("portrait") else grey_ramp()
                    window.show_screen(screen_of(state, texts, language))
                    app.processEvents()
                    window.grab(target / f"{name}.png")
        for problem in window.problems:
            print(problem, file=sys.stderr)  # noqa: T201 - a command's answer
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
