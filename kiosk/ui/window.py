"""The window: Qt Quick's view, its fonts, and the screen in it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtQml import QQmlError
from PySide6.QtQuick import QQuickItem, QQuickView

from kiosk.domain.preferences import USUAL
from kiosk.flow.events import Event
from kiosk.screens.screen import Screen
from kiosk.screens.theme import REFERENCE_DOTS_PER_MM, Theme
from kiosk.ui import preview as _registers_camera_view
from kiosk.ui.bridge import Aloud, Bridge, Preview
from kiosk.ui.drawings import PROVIDER, Drawings
from kiosk.ui.keys import BURST_MS, Keyboard
from kiosk.ui.shown import QML
from kiosk.ui.typefaces import use_typefaces

__all__ = ["InterfaceBroken", "KioskWindow", "WindowSettings"]

_REGISTERED = _registers_camera_view.CameraView


class InterfaceBroken(RuntimeError):
    """QML did not load; the message is Qt's own."""


@dataclass(frozen=True)
class WindowSettings:
    """How the window is shown. Pixels; `dots_per_mm` is the density of the glass.

    `settle` seconds a new question ignores touches and keys; keys that come faster after each other
    than `burst` milliseconds come from a machine.
    """

    width: int = 1280
    height: int = 720
    full_screen: bool = False
    dots_per_mm: float = REFERENCE_DOTS_PER_MM
    animations: bool = True
    settle: float = 0.35
    burst: int = BURST_MS


class KioskWindow:
    """One window, one screen at a time. Needs a QGuiApplication; use on its thread alone.

    Nothing is seen before the first `show_screen`. `problems` collects what QML complains about.
    """

    def __init__(
        self,
        post: Callable[[Event], None],
        preview: Preview,
        settings: WindowSettings,
        aloud: Aloud | None = None,
    ) -> None:
        self._post, self._preview, self._settings = post, preview, settings
        self._aloud = aloud
        usual = replace(USUAL, still=not settings.animations)
        self._theme = Theme(settings.dots_per_mm, usual)
        use_typefaces()
        self.problems: list[str] = []
        self._bridge: Bridge | None = None
        self._keyboard: Keyboard | None = None
        self.view = QQuickView()
        self.view.engine().setOutputWarningsToStandardError(False)
        self.view.engine().warnings.connect(self._note)
        self.view.engine().addImageProvider(PROVIDER, Drawings())
        self.view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        self.view.resize(QSize(settings.width, settings.height))

    @property
    def theme(self) -> Theme:
        """The look of what is shown."""
        return self._bridge.look if self._bridge else self._theme

    @property
    def root(self) -> QQuickItem:
        """The root item; only once a screen is shown."""
        return self.view.rootObject()

    def show_screen(self, screen: Screen) -> None:
        """Show a screen. Raises InterfaceBroken when its QML does not load."""
        if self._bridge is None:
            self._open(screen)
        else:
            self._bridge.show(screen)
        self._check()

    def _open(self, screen: Screen) -> None:
        settle, aloud = self._settings.settle, self._aloud
        bridge = Bridge(self._post, self._preview, self._theme, screen, settle, aloud=aloud)
        Bridge.current = self._bridge = bridge
        self._keyboard = Keyboard(self.view, bridge, self._settings.burst)
        bridge.themeChanged.connect(self._paint_ground)
        self._paint_ground()
        self.view.setSource(QUrl.fromLocalFile(str(QML / "Main.qml")))
        self._check()
        if self._settings.full_screen:
            self.view.setCursor(Qt.CursorShape.BlankCursor)
            self.view.showFullScreen()
        else:
            self.view.show()

    def _paint_ground(self) -> None:
        self.view.setColor(self.theme.colours.background)

    def grab(self, path: Path) -> None:
        """Write the window as PNG."""
        if not self.view.grabWindow().save(str(path)):
            raise OSError(f"could not write {path.name}")

    def close(self) -> None:
        """Take QML down before the bridge that it speaks to."""
        self.view.close()
        self.view.setSource(QUrl())
        self.view.engine().collectGarbage()
        self.view.deleteLater()
        if Bridge.current is self._bridge:
            Bridge.current = None

    def _check(self) -> None:
        errors = [error.toString() for error in self.view.errors()]
        loaded = not errors and not self.root.property("broken")
        if not loaded:
            raise InterfaceBroken("\n".join(errors or self.problems))

    def _note(self, warnings: list[QQmlError]) -> None:
        self.problems += [warning.toString() for warning in warnings]
