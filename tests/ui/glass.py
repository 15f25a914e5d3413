"""What is on the glass: items, where they are, and what a finger would find there."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.ui.window import KioskWindow

SLACK = 1.5  # pixels of rounding


def visible(item: QQuickItem) -> Iterator[QQuickItem]:
    """Yield the item and all below it that can be seen."""
    if not item.isVisible():
        return
    yield item
    for child in item.childItems():
        yield from visible(child)


def is_text(item: QQuickItem) -> bool:
    return item.inherits("QQuickText") and bool(item.property("text"))


def is_button(item: QQuickItem) -> bool:
    return item.metaObject().indexOfSignal("tapped()") >= 0


def shape(item: QQuickItem) -> QRectF:
    """Return where the item is in the window."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def ink(text: QQuickItem) -> QRectF:
    """Return where the text's words are: its own room, or more where they need more."""
    outer = shape(text)
    width, height = text.property("contentWidth"), text.property("contentHeight")
    return QRectF(outer.left(), outer.top(), max(outer.width(), width), max(outer.height(), height))


def name_of(item: QQuickItem) -> str:
    meta = item.metaObject()
    for name in ("name", "says", "text"):
        if meta.indexOfProperty(name) >= 0:  # asking for an absent one costs CPython 3.11 a None
            return str(item.property(name))
    return meta.className()


def buttons(window: KioskWindow) -> dict[str, QQuickItem]:
    """Return what can be touched, by what it is called."""
    return {name_of(one): one for one in visible(window.root) if is_button(one) and one.isEnabled()}


def tap(window: KioskWindow, item: QQuickItem) -> None:
    """Touch the middle of an item, as a finger would."""
    middle = shape(item).center()
    point = QPoint(round(middle.x()), round(middle.y()))
    QTest.mouseClick(window.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)


def within(inner: QRectF, outer: QRectF) -> bool:
    return outer.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(inner)


def above(item: QQuickItem) -> Iterator[QQuickItem]:
    """Yield what the item is in, from the nearest on."""
    parent = cast("QQuickItem | None", item.parentItem())  # None at the top, which Qt does not say
    while parent is not None:
        yield parent
        parent = cast("QQuickItem | None", parent.parentItem())


def bounds(item: QQuickItem, top: QQuickItem) -> QRectF:
    """Return the part of the window an item may use: all of its parents together."""
    free = shape(top)
    parent = item.parentItem()
    while parent != top:
        if parent.width() > 0 and parent.height() > 0:
            free = free.intersected(shape(parent))
        parent = parent.parentItem()
    return free
