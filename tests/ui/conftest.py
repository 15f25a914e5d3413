"""Qt without a screen, drawn by the processor: set before Qt is imported."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.flow.events import Event
from kiosk.screens.texts import Texts, load
from kiosk.ui.window import KioskWindow, WindowSettings
from tests.ui.gallery import grey_ramp
from tests.ui.hand import Hand, new_hand


@pytest.fixture(scope="session")
def texts() -> Texts:
    return load()


DENSITY = WindowSettings().dots_per_mm
OpenWindow = Callable[..., tuple[KioskWindow, list[Event]]]


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[OpenWindow]:
    """Open windows that collect the events posted; they are closed, and none may complain."""
    opened: list[KioskWindow] = []

    def open_(
        width: int = 1280, height: int = 800, settle: float = 0.0, density: float = DENSITY
    ) -> tuple[KioskWindow, list[Event]]:
        events: list[Event] = []
        settings = WindowSettings(
            width, height, dots_per_mm=density, animations=False, settle=settle
        )
        opened.append(KioskWindow(events.append, grey_ramp, settings))
        return opened[-1], events

    yield open_
    for window in opened:
        window.close()
    qtbot.wait(1)
    assert [problem for window in opened for problem in window.problems] == []


@pytest.fixture(scope="module")
def opened(qapp: QGuiApplication, texts: Texts) -> Iterator[Hand]:
    del qapp
    hand = new_hand(texts)
    yield hand
    hand.window.close()
    assert hand.window.problems == []


@pytest.fixture
def hand(opened: Hand) -> Hand:
    return opened
