"""The chip's portrait for staff: whole, not mirrored, and nothing of it once it is hidden."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QPointF, QSizeF
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from kiosk.domain.language import Language
from kiosk.ports.vision import PreviewFrame
from kiosk.screens.texts import Texts
from kiosk.ui.preview import CameraView, PortraitView
from kiosk.ui.window import KioskWindow, WindowSettings
from tests.screens.examples import EXAMPLES
from tests.ui.gallery import screen_of

LEFT, RIGHT = (10, 220, 30), (20, 30, 220)
WIDTH, HEIGHT = 24, 32
SIDE = 320


def picture(number: int = 1, *, still: bool = True) -> PreviewFrame:
    """Green on the left, blue on the right."""
    row = bytes(LEFT) * (WIDTH // 2) + bytes(RIGHT) * (WIDTH // 2)
    return PreviewFrame(WIDTH, HEIGHT, row * HEIGHT, number, still=still)


class Glass:
    """A window with the portrait's item on a square of it, and what the vision gives to see."""

    def __init__(self, texts: Texts) -> None:
        self.frame: PreviewFrame | None = None
        settings = WindowSettings(1280, 800, animations=False, settle=0.0)
        self.window = KioskWindow(lambda _event: None, lambda: self.frame, settings)
        self.window.show_screen(screen_of(EXAMPLES["waiting"], texts, Language.JAPANESE))
        self.view = PortraitView(self.window.root)
        self.view.setSize(QSizeF(SIDE, SIDE))
        self.view.setPosition(QPointF(0, 0))
        self.view.setZ(1000)
        self.view.setProperty("running", True)

    def look(self, frame: PreviewFrame | None) -> None:
        self.frame = frame
        self.view.look()
        QCoreApplication.processEvents()

    def at(self, x: int, y: int = SIDE // 2) -> QColor:
        return self.window.view.grabWindow().pixelColor(x, y)


@pytest.fixture
def glass(qtbot: QtBot, texts: Texts) -> Iterator[Glass]:
    glass = Glass(texts)
    yield glass
    glass.window.close()
    qtbot.wait(1)
    assert glass.window.problems == []


def is_like(colour: QColor, wanted: tuple[int, int, int]) -> bool:
    seen = colour.red(), colour.green(), colour.blue()
    return all(abs(one - other) < 12 for one, other in zip(seen, wanted, strict=True))


def test_it_is_drawn_whole_in_its_proportions_and_not_mirrored(glass: Glass) -> None:
    glass.look(picture())
    edge = (SIDE - SIDE * WIDTH // HEIGHT) // 2  # beside it nothing is drawn
    assert is_like(glass.at(edge + 12), LEFT)
    assert is_like(glass.at(edge + 12, 4), LEFT)
    assert is_like(glass.at(SIDE - edge - 12, SIDE - 4), RIGHT)
    assert not is_like(glass.at(edge - 6), LEFT)
    assert not is_like(glass.at(SIDE - edge + 6), RIGHT)


def test_it_is_gone_in_the_moment_the_vision_hides_it(glass: Glass) -> None:
    glass.look(picture())
    assert is_like(glass.at(80), LEFT)
    glass.look(None)
    assert glass.view._frame is None
    assert not is_like(glass.at(80), LEFT)


def test_once_it_stops_nothing_of_it_is_left(glass: Glass) -> None:
    glass.look(picture())
    glass.view.setProperty("running", False)
    assert glass.view._frame is None
    assert not is_like(glass.at(80), LEFT)


def test_a_frame_of_the_camera_is_never_drawn_as_the_portrait(glass: Glass) -> None:
    glass.look(picture())
    glass.look(picture(2, still=False))
    assert glass.view._frame is None


def test_the_portrait_is_never_drawn_as_the_patients_mirror(glass: Glass) -> None:
    mirror = CameraView(glass.window.root)
    glass.frame = picture()
    mirror.look()
    assert mirror._frame is None
    glass.frame = picture(2, still=False)
    mirror.look()
    assert mirror._frame is glass.frame
    glass.frame = picture(3)
    mirror.look()
    assert mirror._frame is not None
    assert not mirror._frame.still
