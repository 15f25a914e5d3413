"""Lets the screens be heard: tells the voice what `kiosk.screens.speaking` says is to be said."""

import threading
from collections.abc import Callable
from typing import Final

from kiosk.domain.sound import Sound
from kiosk.ports.voice import Voice
from kiosk.screens.screen import Screen
from kiosk.screens.speaking import WAITING, Utterance, sounds, utterance, whole

MINUTE: Final = 60.0
AT_WORK: Final = 10  # seconds between two words that a device is still at work

Invitation = Callable[[Screen], str]
"""What is said to the room while nobody is there, in the language of the screen."""


class Speaker:
    """Told of every screen shown, and of what a key came to; `kiosk.ui.bridge.Aloud`.

    `show`, `focused` and `again` are called on one thread. `invites` after so many minutes of
    waiting, over and over; 0 is never. Who does not see that a device is still at work is told so
    every `AT_WORK` seconds; `second` is how long one lasts.
    """

    def __init__(
        self,
        voice: Voice,
        invitation: Invitation,
        invites: float = 0.0,
        second: float = 1.0,
    ) -> None:
        self._voice, self._invitation, self._second = voice, invitation, second
        self._seconds = invites * MINUTE
        self._shown: Screen | None = None
        self._speaking = False
        self._timer: threading.Timer | None = None

    def show(self, screen: Screen) -> None:
        """Play and say what is new on a screen."""
        before, self._shown = self._shown, screen
        sound = sounds(before, screen)
        if sound is not Sound.NONE:
            self._voice.play(sound)
        new = utterance(before, screen)
        if new is not None:
            self._tell(new)
        if before is None or (before.place, before.session) != (screen.place, screen.session):
            self._invite_later()
            self._say_later_how_long(screen, AT_WORK)

    def focused(self, text: str) -> None:
        """Say a control that a key came to."""
        if self._shown is not None and self._shown.preferences.voice:
            said = whole(self._shown)
            self._tell(Utterance(text, said.language, said.pace))

    def again(self) -> None:
        """Say the whole screen once more."""
        if self._shown is not None and self._shown.preferences.voice:
            self._tell(whole(self._shown))

    def stop(self) -> None:
        """Say no more and invite nobody; the voice itself is closed by its owner."""
        if self._timer is not None:
            self._timer.cancel()
        self._shown = None
        self._voice.hush()

    def _tell(self, said: Utterance) -> None:
        if said.text:
            self._voice.say(said.text, said.language, said.pace, after=said.after)
        elif self._speaking:
            self._voice.hush()
        self._speaking = bool(said.text)

    def _say_later_how_long(self, screen: Screen, seconds: int) -> None:
        if screen.waited is not None and screen.preferences.voice:
            timer = threading.Timer(AT_WORK * self._second, self._say_how_long, (screen, seconds))
            self._start(timer)

    def _say_how_long(self, screen: Screen, seconds: int) -> None:
        """Say how long a device has been at work, on the timer's thread, behind what is said."""
        shown = self._shown
        if shown is None or shown.waited is None or not shown.preferences.voice:
            return
        if (shown.place, shown.session) != (screen.place, screen.session):
            return
        told = shown.waited.say(seconds)
        pace = shown.preferences.pace
        self._voice.say(told, shown.language, pace, after=True)
        self._speaking = True
        self._say_later_how_long(shown, seconds + AT_WORK)

    def _start(self, timer: threading.Timer) -> None:
        self._timer = timer
        timer.daemon = True
        timer.start()

    def _invite_later(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        screen = self._shown
        if self._seconds and screen is not None and screen.place == WAITING:
            self._start(threading.Timer(self._seconds, self._invite))

    def _invite(self) -> None:
        """Say to the room how the voice is called, on the timer's thread; then wait again.

        Who uses the voice already is not interrupted: they may leave without a card.
        """
        screen = self._shown
        if screen is None or screen.place != WAITING:
            return
        if not screen.preferences.voice:
            pace = screen.preferences.pace
            self._voice.say(self._invitation(screen), screen.language, pace)
            self._speaking = True
        self._invite_later()
