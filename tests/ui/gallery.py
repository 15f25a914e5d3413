"""Every screen as a picture: `python -m tests.ui.gallery FOLDER [part of a name]`.

Wide and tall, in both languages; for designers, translators and reviewers.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtGui import QGuiApplication

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


def main(folder: Path, part: str) -> None:
    """Write the pictures."""
    app = QGuiApplication.instance() or QGuiApplication([])
    texts = load()
    for shape, (width, height) in SIZES.items():
        window = KioskWindow(
            lambda _event: None,
            grey_ramp,
            WindowSettings(width, height, animations=False, settle=0.0),
        )
        for language in Language:
            target = folder / shape / language.value
            target.mkdir(parents=True, exist_ok=True)
            for name, state in EXAMPLES.items():
                if part in name:
                    window.show_screen(screen_of(state, texts, language))
                    app.processEvents()
                    window.grab(target / f"{name}.png")
        for problem in window.problems:
            print(problem, file=sys.stderr)  # noqa: T201 - a command's answer
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
