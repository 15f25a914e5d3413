"""The only QObject that QML knows: shows a Screen, posts intents.

The screen reaches QML in parts, each with its own change signal: a control that did not change is
not made anew, so a finger on it is not lost when only the guidance beside it changes.
"""

from collections.abc import Callable
from time import monotonic
from typing import Any, ClassVar, cast

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.domain.language import Language
from kiosk.flow.events import Event, LanguageChosen
from kiosk.flow.touches import DigitPressed
from kiosk.ports.vision import PreviewFrame
from kiosk.screens.phrases import in_phrases
from kiosk.screens.screen import Choice, Intent, Role, Screen
from kiosk.screens.theme import Theme
from kiosk.ui.intents import event_of
from kiosk.ui.shown import choice_map, frame_map, row_map, screen_map, theme_map, token

QML_IMPORT_NAME = "Uketsuke"
QML_IMPORT_MAJOR_VERSION = 1

QVariant = cast("type", "QVariant")  # Qt knows it by this name; maps and lists pass as they are

Preview = Callable[[], PreviewFrame | None]


class NothingShown(RuntimeError):
    """A bridge was asked for before a window made one."""


@QmlElement
@QmlSingleton
class Bridge(QObject):
    """Made once per window, before its engine, and outlives it.

    `settle` is how many seconds a new question ignores touches, so that a double tap does not
    answer the next one; `clock` gives seconds.
    """

    themeChanged = Signal()  # noqa: N815 - never sent; without it qmllint takes theme for stale
    screenChanged = Signal()  # noqa: N815 - Qt's name for a notify signal
    choicesChanged = Signal()  # noqa: N815 - Qt's name for a notify signal
    quietChanged = Signal()  # noqa: N815 - Qt's name for a notify signal
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
    ) -> None:
        super().__init__()
        self._post, self.preview, self._theme = post, preview, theme_map(theme)
        self._settle, self._clock = settle, clock
        self._shown, self._since = first, clock() - settle
        self._parts = _parts(first)

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
        before, self._shown, self._parts = self._parts, screen, _parts(screen)
        signals = {
            "frame": self.frameChanged,
            "digits": self.digitsChanged,
            "rows": self.rowsChanged,
            "choices": self.choicesChanged,
            "quiet": self.quietChanged,
            "screen": self.screenChanged,
        }
        for name, signal in signals.items():
            if before[name] != self._parts[name]:
                signal.emit()

    @Property(QVariant, notify=screenChanged)
    def screen(self) -> Any:  # noqa: ANN401 - a map for QML
        return self._parts["screen"]

    @Property(QVariant, notify=choicesChanged)
    def choices(self) -> Any:  # noqa: ANN401 - a list or map for QML
        return self._parts["choices"]

    @Property(QVariant, notify=quietChanged)
    def quiet(self) -> Any:  # noqa: ANN401 - a list or map for QML
        return self._parts["quiet"]

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

    @Slot(str, str)
    def intend(self, name: str, touched: str) -> None:
        """Post the event of a choice that is offered; `touched` is the token it was pressed on."""
        if self._answers(touched) and name in {one.intent for one in _offered(self._shown)}:
            self._post(event_of(Intent(name), self._shown.session))

    @Slot(int, str)
    def press(self, digit: int, touched: str) -> None:
        """Post a key of the pad; dropped while there is no pad or its order is not there."""
        keypad = self._shown.keypad
        if keypad is not None and keypad.ready and self._answers(touched):
            self._post(DigitPressed(self._shown.session, digit))

    @Slot(str)
    def chooseLanguage(self, code: str) -> None:  # noqa: N802 - called from QML
        """Post the language."""
        self._post(LanguageChosen(Language(code)))

    @Slot(str, result=str)
    def inPhrases(self, text: str) -> str:  # noqa: N802 - called from QML
        """Return what is drawn of a text: in Japanese, lines break between phrases alone."""
        return in_phrases(text) if self._shown.language.japanese else text

    @Slot(int, result=str)
    def ending(self, seconds: int) -> str:
        """Say how long the screen stays; empty where nobody needs to know."""
        return self._shown.ending.say(seconds) if self._shown.ending else ""

    def _answers(self, touched: str) -> bool:
        settled = self._clock() - self._since >= self._settle
        return settled and touched == token(self._shown)


def _offered(screen: Screen) -> list[Choice]:
    pad = screen.keypad
    keys = (pad.correct, pad.confirm) if pad else ()
    return [one for one in (*screen.choices, *keys, screen.frame.help) if one.enabled]


def _parts(screen: Screen) -> dict[str, Any]:
    return {
        "screen": screen_map(screen),
        "choices": [choice_map(one) for one in screen.choices if one.role is not Role.QUIET],
        "quiet": [choice_map(one) for one in screen.choices if one.role is Role.QUIET],
        "rows": [row_map(one) for one in screen.rows],
        "digits": list(screen.keypad.digits) if screen.keypad else [],
        "frame": frame_map(screen.frame),
    }
