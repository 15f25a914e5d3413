"""The window, the inbox and the patient's own picture."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QThread
from PySide6.QtGui import QAccessible, QColor
from pytestqt.qtbot import QtBot

from kiosk.domain.language import Language
from kiosk.screens.texts import Texts
from kiosk.ui import window as window_module
from kiosk.ui.inbox import Inbox
from kiosk.ui.window import InterfaceBroken, KioskWindow, WindowSettings
from tests.screens.examples import EXAMPLES
from tests.ui.conftest import OpenWindow
from tests.ui.gallery import grey_ramp, screen_of
from tests.ui.glass import buttons, shape, visible

JA = Language.JAPANESE


def test_a_call_from_another_thread_runs_on_qts_in_order(qtbot: QtBot) -> None:
    inbox, seen, here = Inbox(), list[int](), QThread.currentThread()
    at_home: list[bool] = []

    def note(number: int) -> None:
        seen.append(number)
        at_home.append(QThread.currentThread() == here)

    def post_all() -> None:
        for number in range(20):
            inbox.post(lambda number=number: note(number))

    thread = threading.Thread(target=post_all)
    thread.start()
    thread.join()
    assert seen == []
    qtbot.waitUntil(lambda: len(seen) == 20)
    assert seen == list(range(20))
    assert all(at_home)


def test_a_closed_inbox_runs_nothing(qtbot: QtBot) -> None:
    inbox, seen = Inbox(), list[int]()
    inbox.post(lambda: seen.append(1))
    inbox.close()
    QCoreApplication.processEvents()
    assert seen == []


def test_qml_that_does_not_load_is_an_error(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts: Texts
) -> None:
    (tmp_path / "Main.qml").write_text("import QtQuick\nNothing {}\n")
    monkeypatch.setattr(window_module, "QML", tmp_path)
    window = KioskWindow(lambda _event: None, lambda: None, WindowSettings())
    with pytest.raises(InterfaceBroken, match="Nothing"):
        window.show_screen(screen_of(EXAMPLES["waiting"], texts, JA))
    window.close()


def test_the_patient_sees_the_newest_frame(open_window: OpenWindow, texts: Texts) -> None:
    window, _ = open_window()
    window.show_screen(screen_of(EXAMPLES["matching_face_look_here"], texts, JA))
    view = next(item for item in visible(window.root) if hasattr(item, "look"))
    assert view.property("running")
    view.look()  # pyright: ignore[reportAttributeAccessIssue] - asked for by hasattr above
    QCoreApplication.processEvents()
    middle = shape(view).center().toPoint()
    seen = window.view.grabWindow().pixelColor(middle)
    frame = grey_ramp()
    at = (frame.height // 2 * frame.width + frame.width // 2) * 3
    wanted = QColor(*frame.rgb[at : at + 3])
    assert abs(seen.red() - wanted.red()) + abs(seen.blue() - wanted.blue()) < 8


def test_the_camera_view_is_gone_with_its_screen(open_window: OpenWindow, texts: Texts) -> None:
    window, _ = open_window()
    window.show_screen(screen_of(EXAMPLES["matching_face_look_here"], texts, JA))
    window.show_screen(screen_of(EXAMPLES["qualifying"], texts, JA))
    QCoreApplication.processEvents()
    assert not [item for item in visible(window.root) if hasattr(item, "look")]


def test_a_screen_becomes_a_picture(open_window: OpenWindow, texts: Texts, tmp_path: Path) -> None:
    window, _ = open_window()
    window.show_screen(screen_of(EXAMPLES["done"], texts, JA))
    window.grab(tmp_path / "done.png")
    assert (tmp_path / "done.png").stat().st_size > 10_000
    with pytest.raises(OSError, match="missing"):
        window.grab(tmp_path / "folder" / "missing.png")


@pytest.mark.parametrize("name", ["choosing", "entering_pin_half", "giving_consent", "waiting"])
def test_every_control_has_a_name_and_a_role(
    name: str, open_window: OpenWindow, texts: Texts
) -> None:
    QAccessible.setActive(True)
    window, _ = open_window()
    window.show_screen(screen_of(EXAMPLES[name], texts, JA))
    for label, item in buttons(window).items():
        accessible = QAccessible.queryAccessibleInterface(item)
        assert accessible.text(QAccessible.Text.Name) == label
        assert accessible.role() == QAccessible.Role.Button
        assert accessible.state().focusable  # pyright: ignore[reportAttributeAccessIssue] - bit field
