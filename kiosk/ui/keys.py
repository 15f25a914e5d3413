"""Everything by key: a keyboard or a ten-key pad alone, with what has the focus spoken.

Digits go to the n-th way of a screen and never trigger one; on a number pad they are typed. A key
answers the question that is shown when it is pressed, settled as for a touch (`Bridge.intend`);
a key held down answers nothing, nor does a machine that types.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QEvent, QMetaObject, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem, QQuickView

from kiosk.domain.preferences import Pace, Preferences
from kiosk.domain.session import SessionId
from kiosk.screens.screen import Intent
from kiosk.screens.speaking import WAITING
from kiosk.screens.voiced import numbered
from kiosk.ui.bridge import Bridge
from kiosk.ui.bursts import BURST_MS, Bursts
from kiosk.ui.focus import said, ways_out
from kiosk.ui.key_senses import SENSES, Sense, digit_of
from kiosk.ui.shown import token

__all__ = ["BURST_MS", "Keyboard"]

_TOUCHED = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin)


class Keyboard(QObject):
    """Takes every key of one window before Qt Quick does.

    `burst` is the pause between keys, in milliseconds, below which a machine types; 0 knows none.
    """

    def __init__(self, view: QQuickView, bridge: Bridge, burst: int = BURST_MS) -> None:
        super().__init__(view)
        self._view, self._bridge, self._burst = view, bridge, burst
        self._bursts = Bursts(burst)
        self._held: int | None = None
        self._known: SessionId | None = None  # whose keys have been heard
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._behind = QTimer(self)  # behind keys that came while the interface was at work
        self._behind.setSingleShot(True)
        self._timer.timeout.connect(self._behind.start)
        self._behind.timeout.connect(self._let_go)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        """Keep keys from Qt Quick; a finger takes the ring away."""
        del watched
        if event.type() == QEvent.Type.KeyPress:
            self._pressed(cast("QKeyEvent", event))
            return True
        if event.type() in _TOUCHED:
            self._bridge.used(by_key=False)
        return event.type() == QEvent.Type.KeyRelease

    def _pressed(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if not self._burst:
            self._take(event.key())
            return
        self._behind.stop()
        if self._bursts.belongs(event.timestamp()):
            self._held = None
            return
        self._let_go()
        self._held = event.key()
        self._timer.start(self._burst)

    def _let_go(self) -> None:
        """Take the key that was held back: no other followed at once."""
        held, self._held = self._held, None
        if held is not None:
            self._take(held)

    def _take(self, key: int) -> None:
        digit, sense = digit_of(key), SENSES.get(Qt.Key(key))
        if digit is None and sense is None:
            return
        bridge = self._bridge
        bridge.used(by_key=True)
        wakes = self._wakes()
        if wakes is not None:
            bridge.prefer(wakes)
        elif digit is not None:
            self._digit(digit)
        elif sense is not None:
            self._do(sense)

    def _wakes(self) -> Preferences | None:
        """Return what the first key of a reception chooses; who then wants silence is left in it.

        While nobody is there, every key is the first.
        """
        screen, known = self._bridge.shown, self._known
        self._known = screen.session
        return screen.wakes if screen.place == WAITING or screen.session != known else None

    def _digit(self, digit: int) -> None:
        bridge, screen = self._bridge, self._bridge.shown
        if screen.keypad is not None:
            bridge.set_focus("")
            bridge.press(digit, token(screen))
            return
        ways = numbered(screen)
        place = (digit or 10) - 1
        if place < len(ways):
            self._come_to(ways[place].key)

    def _do(self, sense: Sense) -> None:
        bridge, screen = self._bridge, self._bridge.shown
        match sense:
            case Sense.CONFIRM:
                self._confirm()
            case Sense.CORRECT if screen.keypad is not None:
                bridge.intend(Intent.CORRECT.value, token(screen))
            case Sense.HELP:
                bridge.intend(Intent.HELP.value, token(screen))
            case Sense.AGAIN:
                bridge.aloud.again()
            case Sense.PACE:
                self._next_pace()
            case Sense.OUT:
                self._out()
            case _:
                self._move(sense)

    def _confirm(self) -> None:
        """Do what has the focus; where nothing has, nothing was heard yet: say the screen again.

        A complete pad needs no focus: 決定 is what this key means there.
        """
        bridge, pad = self._bridge, self._bridge.shown.keypad
        item = self._controls().get(bridge.focused)
        if item is not None:
            QMetaObject.invokeMethod(item, "activate")
        elif pad is not None and pad.confirm.enabled:
            bridge.intend(pad.confirm.key, token(bridge.shown))
        else:
            bridge.aloud.again()

    def _move(self, sense: Sense) -> None:
        keys = list(self._controls())
        if not keys:
            return
        focus = self._bridge.focused
        last = len(keys) - 1
        match sense:
            case Sense.FIRST:
                place = 0
            case Sense.LAST:
                place = last
            case Sense.PREVIOUS:
                place = keys.index(focus) - 1 if focus in keys else last
            case _:
                place = keys.index(focus) + 1 if focus in keys else 0
        self._come_to(keys[place % len(keys)])

    def _out(self) -> None:
        """Come to the ways out, one after the other; they are done by the key that confirms."""
        ways = [key for key in self._controls() if key in ways_out(self._bridge.shown)]
        if ways:
            focus = self._bridge.focused
            self._come_to(ways[(ways.index(focus) + 1) % len(ways) if focus in ways else 0])

    def _next_pace(self) -> None:
        wanted = self._bridge.shown.preferences
        if wanted.voice:
            paces = list(Pace)
            after = paces[(paces.index(wanted.pace) + 1) % len(paces)]
            self._bridge.prefer(replace(wanted, pace=after))

    def _come_to(self, key: str) -> None:
        item = self._controls().get(key)
        if item is not None:
            self._bridge.set_focus(key)
            heard = said(self._bridge.shown, key) or str(item.property("name"))
            self._bridge.aloud.focused(heard)

    def _controls(self) -> dict[str, QQuickItem]:
        """Return what a key can come to, by its key, in reading order; no digit of a pad."""
        return {str(one.property("key")): one for one in _tappable(self._view.rootObject())}


def _tappable(item: QQuickItem) -> Iterator[QQuickItem]:
    if not item.isVisible():
        return
    meta = item.metaObject()
    if meta.indexOfSignal("tapped()") >= 0 and item.isEnabled() and item.property("key"):
        yield item
    for child in item.childItems():
        yield from _tappable(child)
