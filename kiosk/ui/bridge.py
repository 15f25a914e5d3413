"""The only QObject that QML knows: shows a Screen, posts intents.

The screen reaches QML in parts, each with its own change signal: a control that did not change is
not made anew, so a finger on it is not lost when only the guidance beside it changes.
"""

from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from typing import Any, ClassVar, Protocol, cast

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.domain.preferences import Preferences
from kiosk.domain.session import NO_SESSION
from kiosk.flow.events import Event, PreferencesChosen
from kiosk.flow.touches import DigitPressed
from kiosk.ports.vision import PreviewFrame
from kiosk.screens.phrases import in_phrases
from kiosk.screens.screen import Intent, Role, Screen
from kiosk.screens.theme import Theme
from kiosk.ui.focus import change_said, focus_on, offered
from kiosk.ui.intents import event_of
from kiosk.ui.shown import choice_map, frame_map, groups_map, row_map, screen_map, theme_map, token

QML_IMPORT_NAME = "Uketsuke"
QML_IMPORT_MAJOR_VERSION = 1

QVariant = cast("type", "QVariant")  # Qt knows it by this name; maps and lists pass as they are

Preview = Callable[[], PreviewFrame | None]

STRIKE = 0.15  # seconds; a trembling finger strikes again sooner, a quick hand does not
LONGEST_STRIKE = 0.5  # of whoever asked for more time (EN 301 549, 5.8: up to 0.5 s at least)


class Aloud(Protocol):
    """Says what a key came to; the screens themselves are said elsewhere."""

    def focused(self, text: str) -> None:
        """Say a control."""
        ...

    def again(self) -> None:
        """Say the screen once more."""
        ...


class Silent:
    """Says nothing."""

    def focused(self, text: str) -> None:
        """Say nothing."""

    def again(self) -> None:
        """Say nothing."""


class NothingShown(RuntimeError):
    """A bridge was asked for before a window made one."""


@QmlElement
@QmlSingleton
class Bridge(QObject):
    """Made once per window, before its engine, and outlives it.

    `settle` is how many seconds a new question ignores touches, so that a double tap does not
    answer the next one, nor a trembling finger answer twice; `clock` gives seconds.
    """

    themeChanged = Signal()  # noqa: N815 - Qt's name for a notify signal
    screenChanged = Signal()  # noqa: N815 - Qt's name for a notify signal
    choicesChanged = Signal()  # noqa: N815 - Qt's name for a notify signal
    quietChanged = Signal()  # noqa: N815 - Qt's name for a notify signal
    groupsChanged = Signal()  # noqa: N815 - Qt's name for a notify signal
    focusChanged = Signal()  # noqa: N815 - Qt's name for a notify signal
    rowsChanged = Signal()  # noqa: N815 - Qt's name for a notify signal
    digitsChanged = Signal()  # noqa: N815 - Qt's name for a notify signal
    frameChanged = Signal()  # noqa: N815 - Qt's name for a notify signal

    current: ClassVar["Bridge | None"] = None

    def __init__(
        self,
        post: Callable[[Event], None],
        preview: Preview,
        theme: Theme,
        first: Screen,
        settle: float = 0.0,
        clock: Callable[[], float] = monotonic,
        aloud: Aloud | None = None,
    ) -> None:
        super().__init__()
        self._post, self.preview, self._still = post, preview, theme.preferences.still
        self._settle, self._clock = settle, clock
        self._shown, self._since = first, clock() - settle
        self._struck = ("", self._since)
        self._parts = _parts(first)
        self._look = self._look_of(theme, first)
        self._theme = theme_map(self._look)
        self.aloud = aloud or Silent()
        self._focus, self._by_key = "", False

    @property
    def look(self) -> Theme:
        """The theme that the patient's preferences and language ask for."""
        return self._look

    @property
    def shown(self) -> Screen:
        """The screen."""
        return self._shown

    def _look_of(self, theme: Theme, screen: Screen) -> Theme:
        """Return the theme for a screen; a kiosk that never moves does not for anybody."""
        still = screen.preferences.still or self._still
        wanted = replace(screen.preferences, still=still)
        return replace(theme, preferences=wanted, language=screen.language)

    @staticmethod
    def create(_engine: QQmlEngine) -> "Bridge":
        """Give QML the window's bridge."""
        if Bridge.current is None:
            raise NothingShown
        return Bridge.current

    def show(self, screen: Screen) -> None:
        """Show a screen; only the parts that differ are told to QML."""
        if token(screen) != token(self._shown):
            self._since = self._clock()
        last = self._shown
        look = self._look_of(self._look, screen)
        if look != self._look:
            self._look, self._theme = look, theme_map(look)
            self.themeChanged.emit()
        before, self._shown, self._parts = self._parts, screen, _parts(screen)
        signals = {
            "frame": self.frameChanged,
            "digits": self.digitsChanged,
            "rows": self.rowsChanged,
            "choices": self.choicesChanged,
            "quiet": self.quietChanged,
            "groups": self.groupsChanged,
            "screen": self.screenChanged,
        }
        for name, signal in signals.items():
            if before[name] != self._parts[name]:
                signal.emit()
        self._follow(last)

    def _follow(self, last: Screen) -> None:
        """Take the focus along to the screen that came after another, and say what it is now.

        Without a card, where the next key is somebody's first one, nobody uses keys.
        """
        nobody = self._shown.session == NO_SESSION and self._shown.wakes is not None
        self._by_key = self._by_key and not nobody
        self.set_focus(focus_on(last, self._shown, self._focus) if self._by_key else "")
        if heard := change_said(last, self._shown, self._focus):
            self.aloud.focused(heard)

    @Property(QVariant, notify=screenChanged)
    def screen(self) -> Any:  # noqa: ANN401 - a map for QML
        return self._parts["screen"]

    @Property(QVariant, notify=choicesChanged)
    def choices(self) -> Any:  # noqa: ANN401 - a list or map for QML
        return self._parts["choices"]

    @Property(QVariant, notify=quietChanged)
    def quiet(self) -> Any:  # noqa: ANN401 - a list or map for QML
        return self._parts["quiet"]

    @Property(QVariant, notify=groupsChanged)
    def groups(self) -> Any:  # noqa: ANN401 - a list or map for QML
        return self._parts["groups"]

    @Property(QVariant, notify=rowsChanged)
    def rows(self) -> Any:  # noqa: ANN401 - a list or map for QML
        return self._parts["rows"]

    @Property(QVariant, notify=digitsChanged)
    def digits(self) -> Any:  # noqa: ANN401 - a list or map for QML
        return self._parts["digits"]

    @Property(QVariant, notify=frameChanged)
    def frame(self) -> Any:  # noqa: ANN401 - a list or map for QML
        return self._parts["frame"]

    @Property(QVariant, notify=themeChanged)
    def theme(self) -> Any:  # noqa: ANN401 - a list or map for QML
        return self._theme

    @Property(str, notify=focusChanged)
    def focus(self) -> str:
        """Which control a key would confirm, by its key; empty where none was come to."""
        return self._focus

    @property
    def focused(self) -> str:
        """The same for Python."""
        return self._focus

    def set_focus(self, key: str) -> None:
        """Come to a control; to none with an empty key."""
        if key != self._focus:
            self._focus = key
            self.focusChanged.emit()

    def used(self, *, by_key: bool) -> None:
        """Show what has the focus to whoever uses keys; a finger needs no ring."""
        self._by_key = by_key
        if not by_key:
            self.set_focus("")

    def prefer(self, preferences: Preferences) -> None:
        """Post how the patient wants the kiosk, said by a key alone."""
        self._post(PreferencesChosen(preferences))

    @Slot(str, str)
    def intend(self, key: str, touched: str) -> None:
        """Post the event of a choice that is offered; `touched` is the token it was pressed on."""
        choice = next((one for one in offered(self._shown) if one.key == key), None)
        if choice is not None and self._answers(key, touched):
            self._post(event_of(choice, self._shown.session))

    @Slot(int, str)
    def press(self, digit: int, touched: str) -> None:
        """Post a key of the pad; dropped while there is no pad or its order is not there."""
        keypad = self._shown.keypad
        if keypad is not None and keypad.ready and self._answers(str(digit), touched):
            self._post(DigitPressed(self._shown.session, digit))

    @Slot(str, result=str)
    def inPhrases(self, text: str) -> str:  # noqa: N802 - called from QML
        """Return what is drawn of a text: its lines break between phrases alone."""
        return in_phrases(text, self._shown.language)

    @Slot(int, result=str)
    def ending(self, seconds: int) -> str:
        """Say how long the screen stays; empty where nobody needs to know."""
        return self._shown.ending.say(seconds) if self._shown.ending else ""

    @Slot(int, result=str)
    def waitedFor(self, seconds: int) -> str:  # noqa: N802 - called from QML
        """Say how long a device is at work; empty where none is, or not long."""
        return self._shown.waited.say(seconds) if self._shown.waited else ""

    @Slot(int, int, result=str)
    def atPage(self, page: int, pages: int) -> str:  # noqa: N802 - called from QML
        """Say which page of an explanation this is, from 1, and of how many."""
        return self._shown.frame.pager.at(page, pages)

    def _answers(self, key: str, touched: str) -> bool:
        settled = self._clock() - self._since >= self._settle
        return settled and touched == token(self._shown) and not self._struck_again(key)

    def _struck_again(self, key: str) -> bool:
        """Note a strike; say whether the same control was struck just before (EN 301 549, 5.8).

        Longer for a wish than for a digit: struck again it would be taken back. Not longer by key:
        the first one asks for more time unasked, and a digit lost from a PIN costs a try.
        """
        (last, at), now = self._struck, self._clock()
        self._struck = (key, now)
        slow = self._shown.preferences.more_time and not self._by_key
        wish = key.startswith(Intent.SET.value)
        apart = LONGEST_STRIKE if slow or wish else STRIKE
        return self._settle > 0 and key == last and now - at < apart


def _parts(screen: Screen) -> dict[str, Any]:
    colours = screen.preferences.colours
    return {
        "screen": screen_map(screen),
        "choices": [
            choice_map(one, colours) for one in screen.choices if one.role is not Role.QUIET
        ],
        "quiet": [choice_map(one, colours) for one in screen.choices if one.role is Role.QUIET],
        "groups": groups_map(screen.groups, colours),
        "rows": [row_map(one, colours) for one in screen.rows],
        "digits": list(screen.keypad.digits) if screen.keypad else [],
        "frame": frame_map(screen.frame, colours),
    }
