"""The patient's own picture: drawn once for each frame, and nothing of it kept."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from kiosk.domain.language import Language
from kiosk.ports.vision import PreviewFrame
from kiosk.screens.texts import Texts
from kiosk.ui.preview import CameraView
from kiosk.ui.window import KioskWindow, WindowSettings
from tests.screens.examples import EXAMPLES
from tests.ui.gallery import screen_of
from tests.ui.glass import shape, visible

WIDTH, HEIGHT = 36, 48
GREEN = (10, 220, 30)


def plain(number: int, colour: tuple[int, int, int] = GREEN) -> PreviewFrame:
    """A frame of one colour."""
    return PreviewFrame(WIDTH, HEIGHT, bytes(colour) * (WIDTH * HEIGHT), number)


class Glass:
    """A window on the face screen, and the frame that the camera has at the moment."""

    def __init__(self, texts: Texts) -> None:
        self.frame: PreviewFrame | None = None
        settings = WindowSettings(1280, 800, animations=False, settle=0.0)
        self.window = KioskWindow(lambda _event: None, lambda: self.frame, settings)
        example = EXAMPLES["matching_face_look_here"]
        self.window.show_screen(screen_of(example, texts, Language.JAPANESE))
        [self.view] = (item for item in visible(self.window.root) if isinstance(item, CameraView))

    def look(self, frame: PreviewFrame | None) -> None:
        self.frame = frame
        self.view.look()
        QCoreApplication.processEvents()

    def middle(self) -> QColor:
        """What is seen in the middle of the oval."""
        at = shape(self.view).center().toPoint()
        return self.window.view.grabWindow().pixelColor(at)


@pytest.fixture
def glass(qtbot: QtBot, texts: Texts) -> Iterator[Glass]:
    glass = Glass(texts)
    yield glass
    glass.window.close()
    qtbot.wait(1)
    assert glass.window.problems == []


def is_green(colour: QColor) -> bool:
    return colour.green() > 180 and colour.red() < 60


def test_a_new_frame_is_drawn_and_the_same_one_not_taken_again(glass: Glass) -> None:
    first, again = plain(1), plain(1, (0, 0, 0))
    glass.look(first)
    assert is_green(glass.middle())
    glass.look(again)  # the number says that it is no other
    assert glass.view._frame is first
    assert is_green(glass.middle())
    glass.look(plain(2, (0, 0, 0)))
    assert not is_green(glass.middle())


def test_the_last_frame_stays_while_there_is_no_newer_one(glass: Glass) -> None:
    glass.look(plain(1))
    glass.look(None)
    assert is_green(glass.middle())


def test_once_it_stops_nothing_of_the_frame_is_left(glass: Glass) -> None:
    glass.look(plain(1))
    assert is_green(glass.middle())
    glass.view.setProperty("running", False)
    assert glass.view._frame is None
    assert not is_green(glass.middle())
