"""The window's own QML on a glass that is laid out but never painted: fast."""

from PySide6.QtCore import QSize, QUrl
from PySide6.QtQml import QQmlError
from PySide6.QtQuick import QQuickItem, QQuickRenderControl, QQuickView

from kiosk.flow.events import Event
from kiosk.screens.screen import Screen
from kiosk.screens.theme import Theme
from kiosk.ui.bridge import Bridge
from kiosk.ui.drawings import PROVIDER, Drawings
from kiosk.ui.shown import QML
from kiosk.ui.typefaces import use_typefaces
from tests.ui.gallery import grey_ramp


class Unpainted:
    """Shows screens on a glass of `width` x `height` pixels; needs a QGuiApplication.

    `dots_per_mm` is its density. `problems` collects what QML complains about. One at a time.
    """

    def __init__(self, width: int, height: int, dots_per_mm: float) -> None:
        use_typefaces()
        self.dots_per_mm, self.events = dots_per_mm, list[Event]()
        self.problems: list[str] = []
        self._bridge: Bridge | None = None
        self._control = QQuickRenderControl()
        self._view = QQuickView(QUrl(), self._control)
        self._view.engine().setOutputWarningsToStandardError(False)
        self._view.engine().warnings.connect(self._note)
        self._view.engine().addImageProvider(PROVIDER, Drawings())
        self._view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        self._view.resize(QSize(width, height))

    @property
    def root(self) -> QQuickItem:
        """The root item; only once a screen is shown."""
        return self._view.rootObject()

    def show(self, screen: Screen) -> None:
        """Show a screen and lay it out."""
        if self._bridge is None:
            theme = Theme(self.dots_per_mm, screen.preferences, screen.language)
            self._bridge = Bridge(self.events.append, grey_ramp, theme, screen)
            Bridge.current = self._bridge
            self._view.setSource(QUrl.fromLocalFile(str(QML / "Main.qml")))
            self.problems += [error.toString() for error in self._view.errors()]
            self.root.setSize(self._view.size().toSizeF())
        else:
            self._bridge.show(screen)
        self.lay_out()

    def lay_out(self) -> None:
        """Do what is left to do before painting."""
        self._control.polishItems()

    def close(self) -> None:
        """Take QML down before the bridge that it speaks to."""
        self._view.setSource(QUrl())
        self._view.engine().collectGarbage()
        if Bridge.current is self._bridge:
            Bridge.current = None
        self._view.deleteLater()
        self._control.deleteLater()

    def _note(self, warnings: list[QQmlError]) -> None:
        self.problems += [warning.toString() for warning in warnings]
