"""Every screen as a picture, and a page to look at them: `deploy/run --gallery DIR`.

Screens × languages × colours × text sizes × wide and tall, for designers, translators, reviewers.
Each of the options takes a part of them; `--scale 1` draws them as large as the reference glass is
on a screen of 1280 pixels, the whole of them half as large.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from kiosk.domain.language import Language
from kiosk.domain.preferences import ColourTheme, Preferences, TextSize
from kiosk.flow.rules import Rules
from kiosk.flow.states import State
from kiosk.ports.vision import PreviewFrame
from kiosk.screens.present import present
from kiosk.screens.screen import Screen
from kiosk.screens.texts import Texts, load
from kiosk.ui.window import KioskWindow, WindowSettings
from tests.screens.examples import EXAMPLES
from tests.ui.gallery_page import write_page

SIZES = {"wide": (1280, 720), "tall": (720, 1280)}
"""The reference glass, 15.6 inch, in pixels of `WindowSettings`' density."""
FAST = 60  # of 100: how little time Qt spends on packing a picture


@dataclass(frozen=True)
class Part:
    """Which pictures: a name's part, and of every other kind those that are wanted."""

    name: str
    shapes: Sequence[str]
    languages: Sequence[Language]
    colours: Sequence[ColourTheme]
    text_sizes: Sequence[TextSize]
    scale: float

    def looks(self) -> Iterator[tuple[Language, Preferences]]:
        """Yield each language with each look."""
        for language, colours, size in product(self.languages, self.colours, self.text_sizes):
            yield language, Preferences(text_size=size, colours=colours)

    def names(self) -> Mapping[str, State]:
        """Return the examples that are drawn."""
        return {name: state for name, state in EXAMPLES.items() if self.name in name}


def screen_of(
    state: State,
    texts: Texts,
    language: Language,
    *,
    simulated: bool = True,
    preferences: Preferences | None = None,
) -> Screen:
    """Return the screen of a state in a language."""
    wanted = preferences or state.visit.preferences
    visit = replace(state.visit, language=language, preferences=wanted)
    return present(replace(state, visit=visit), texts, Rules(), simulated=simulated)


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


def open_window(shape: str, seen: list[PreviewFrame], scale: float = 1.0) -> KioskWindow:
    """Open a still window on the reference glass; `seen[0]` is before the camera."""
    width, height = (round(side * scale) for side in SIZES[shape])
    density = WindowSettings().dots_per_mm * scale
    settings = WindowSettings(width, height, dots_per_mm=density, animations=False, settle=0.0)
    return KioskWindow(lambda _event: None, lambda: seen[0], settings)


def folder_of(shape: str, language: Language, wanted: Preferences) -> str:
    """Return where the pictures of a look lie below the gallery's folder."""
    return f"{shape}/{language.value}/{wanted.colours.value}/{wanted.text_size.value}"


def draw(folder: Path, shape: str, part: Part) -> list[str]:
    """Draw one shape's pictures; return what QML complained about."""
    app = QGuiApplication.instance() or QGuiApplication([])
    texts, seen = load(), [grey_ramp()]
    window = open_window(shape, seen, part.scale)
    for language, wanted in part.looks():
        target = folder / folder_of(shape, language, wanted)
        target.mkdir(parents=True, exist_ok=True)
        for name, state in part.names().items():
            seen[0] = a_portrait() if name.endswith("portrait") else grey_ramp()
            window.show_screen(screen_of(state, texts, language, preferences=wanted))
            app.processEvents()
            if not window.view.grabWindow().save(str(target / f"{name}.png"), quality=FAST):
                raise OSError(f"could not write {name}.png")
    problems = list(window.problems)
    window.close()
    return problems


def main(arguments: Sequence[str]) -> int:
    """Draw each shape in a process of its own, then write the page."""
    folder, part = _read(arguments)
    folder.mkdir(parents=True, exist_ok=True)
    if len(part.shapes) == 1:
        problems = draw(folder, part.shapes[0], part)
        print("\n".join(problems), file=sys.stderr, end="\n" if problems else "")  # noqa: T201 - a command's answer
        return 1 if problems else 0
    command = [sys.executable, "-m", "tests.ui.gallery", *arguments]
    drawing = [subprocess.Popen([*command, "--shapes", shape]) for shape in part.shapes]
    status = max(one.wait() for one in drawing)
    write_page(folder, list(part.names()), part.shapes, [*part.looks()])
    print(f"{folder / 'index.html'}")  # noqa: T201 - a command's answer
    return status


def _read(arguments: Sequence[str]) -> tuple[Path, Part]:
    parser = argparse.ArgumentParser(prog="deploy/run --gallery", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("name", nargs="?", default="", help="part of the screens' names")
    parser.add_argument("--shapes", default=",".join(SIZES))
    parser.add_argument("--languages", default=",".join(Language))
    parser.add_argument("--colours", default=",".join(ColourTheme))
    parser.add_argument("--text-sizes", default=",".join(TextSize))
    parser.add_argument("--scale", type=float, default=0.5)
    read = parser.parse_args(arguments)
    return read.folder, Part(
        read.name,
        read.shapes.split(","),
        [Language(one) for one in read.languages.split(",")],
        [ColourTheme(one) for one in read.colours.split(",")],
        [TextSize(one) for one in read.text_sizes.split(",")],
        read.scale,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
