"""Touches the window as a person does: finds what is visible and presses its middle.

For demonstrations and tests; it goes through the same mouse events as a finger.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtQml import QJSValue
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest

from kiosk.screens.screen import Intent


class NothingToTouch(Exception):
    """What was to be touched is not on the screen."""


class Hands:
    """Works one window."""

    def __init__(self, view: QQuickView) -> None:
        self._view = view

    def tap(self, intent: Intent) -> None:
        """Touch the button of an intent. Raises `NothingToTouch`."""
        self._touch(lambda item: _intent(item) == intent.value, intent.value)

    def tap_named(self, name: str) -> None:
        """Touch what carries this accessible name. Raises `NothingToTouch`."""
        self._touch(lambda item: _property(item, "name") == name, name)

    def _touch(self, wanted: Callable[[QQuickItem], bool], what: str) -> None:
        for item in self._touchable():
            if wanted(item):
                middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
                spot = QPoint(round(middle.x()), round(middle.y()))
                QTest.mouseClick(
                    self._view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot
                )
                return
        raise NothingToTouch(f"there is no {what} to touch on this screen")

    def _touchable(self) -> Iterator[QQuickItem]:
        for item in _items(self._view.rootObject()):
            if item.isVisible() and item.isEnabled() and item.width() > 0:
                yield item


def _items(item: QQuickItem) -> Iterator[QQuickItem]:
    yield item
    for child in item.childItems():
        yield from _items(child)


def _property(item: QQuickItem, name: str) -> object:
    """Read a property that may be absent.

    Asked for an absent property, PySide6 6.12 gives back a None that it does not own: after enough
    of them CPython 3.11 aborts (its None is not immortal yet). So it is asked whether it is there.
    """
    return item.property(name) if item.metaObject().indexOfProperty(name) >= 0 else ""


def _intent(item: QQuickItem) -> str:
    choice = _property(item, "choice")
    if isinstance(choice, QJSValue):
        choice = choice.toVariant()
    return str(choice.get("intent", "")) if isinstance(choice, dict) else ""
