"""A hand at a keyboard before one window, and ears."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.domain.preferences import Preferences, TextSize
from kiosk.flow import states as s
from kiosk.flow.events import Event
from kiosk.flow.rules import Rules
from kiosk.screens.present import present
from kiosk.screens.screen import Screen
from kiosk.screens.texts import Texts
from kiosk.ui.bridge import Bridge
from kiosk.ui.window import KioskWindow, WindowSettings
from tests.screens.examples import EXAMPLES
from tests.ui.gallery import grey_ramp
from tests.ui.glass import visible

HEARING = Preferences(voice=True, more_time=True)


class Heard:
    """Keeps what was said of the focus."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.repeats = 0

    def focused(self, text: str) -> None:
        self.texts.append(text)

    def again(self) -> None:
        self.repeats += 1


class Hand:
    """Shows states, presses keys, says what has the focus."""

    def __init__(
        self, window: KioskWindow, heard: Heard, events: list[Event], texts: Texts
    ) -> None:
        self.window, self.heard, self.events, self._texts = window, heard, events, texts

    def show(self, state: s.State | str, preferences: Preferences = HEARING) -> None:
        """Show a state to somebody new who uses keys; what was heard before is forgotten."""
        self.go_on("out_of_service_reader", preferences)
        self.press(Qt.Key.Key_Home)
        self.go_on(state, preferences)
        self.events.clear()
        self.heard.texts.clear()
        self.heard.repeats = 0

    def go_on(self, state: s.State | str, preferences: Preferences = HEARING) -> None:
        """Show what comes next."""
        state = EXAMPLES[state] if isinstance(state, str) else state
        self.window.show_screen(self.screen(state, preferences))
        QCoreApplication.processEvents()

    def screen(
        self,
        state: s.State,
        preferences: Preferences = HEARING,
        sizes: Sequence[TextSize] = tuple(TextSize),
    ) -> Screen:
        """Return a state's screen for somebody with these preferences."""
        visit = replace(state.visit, preferences=preferences)
        shown = replace(state, visit=visit)
        return present(shown, self._texts, Rules(), simulated=True, sizes=sizes)

    def press(self, *keys: Qt.Key) -> None:
        """Press keys, one after the other."""
        for key in keys:
            QTest.keyClick(self.window.view, key)

    def type(self, text: str) -> None:
        """Press the keys of characters, as a ten-key pad has them."""
        for one in text:
            self.press(Qt.Key(ord(one)))  # Qt names them by Latin-1

    @property
    def focus(self) -> str:
        """What has the focus, by its key."""
        assert Bridge.current is not None
        return Bridge.current.focused

    @property
    def ringed(self) -> list[QQuickItem]:
        """What shows the ring of the focus."""
        return [one for one in visible(self.window.root) if _has(one, "focused")]


def _has(item: QQuickItem, name: str) -> bool:
    there = item.metaObject().indexOfProperty(name) >= 0
    return there and bool(item.property(name))


def new_hand(texts: Texts, settle: float = 0.0, burst: int = 0) -> Hand:
    events: list[Event] = []
    heard = Heard()
    settings = WindowSettings(animations=False, settle=settle, burst=burst)
    return Hand(KioskWindow(events.append, grey_ramp, settings, heard), heard, events, texts)
