"""The parent's side of the voice child; implements `kiosk.ports.voice.Voice`.

Imports no library of sound: synthesis and playing hold neither the interface's lock nor its life.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import Final

from drivers.voice.launch import Child
from drivers.voice.settings import VoiceSettings
from drivers.voice.wire import BrokenWireError, Kind, Message
from kiosk.domain.language import Language
from kiosk.domain.preferences import Pace
from kiosk.domain.sound import Sound
from kiosk.ports.voice import VoiceEvent

log = logging.getLogger(__name__)

_SHORTEST_PAUSE: Final = 0.1  # seconds before a dead child is replaced; doubled while they die
_LONGEST_PAUSE: Final = 10.0
_DEATHS: Final = 3  # children that died one after the other before staff are told
_START: Final = 30.0  # seconds until it must listen
_MOST_SOUNDS: Final = 4  # that wait; more would be heard too late to mean anything
_TEXT: Final = 4000  # characters said at once; a screen has some 300


class VoiceProcess:
    """Speech and sounds in a child process that is replaced when it dies or is deaf."""

    def __init__(
        self,
        settings: VoiceSettings,
        start: Callable[[VoiceSettings], Child] = Child.start,
        patience: float = 5.0,  # seconds a child may take to hear what it is told
    ) -> None:
        self._settings, self._start, self._patience = settings, start, patience
        self._changed = threading.Condition()  # guards everything below
        self._speech: list[Message] = []  # not yet told: one wish, and one that comes after it
        self._sounds: deque[Message] = deque(maxlen=_MOST_SOUNDS)
        self._present: Message | None = None  # told, and not said to its end
        self._numbers = 0
        self._awaited = 0  # number of the message that the child must take next
        self._child: Child | None = None
        self._closing = False
        self._thread: threading.Thread | None = None
        self._report: Callable[[VoiceEvent], None] = lambda _event: None
        self._told = VoiceEvent.HEARD  # nobody needs to be told that all is well

    # ------------------------------------------------------------------ the port

    def start(self, report: Callable[[VoiceEvent], None]) -> None:
        """Start the child and return at once."""
        self._report = report
        self._thread = threading.Thread(target=self._keep, name="voice-keeper", daemon=True)
        self._thread.start()

    def say(self, text: str, language: Language, pace: Pace, *, after: bool = False) -> None:
        """Say it now, or after what is being said; what waited in its place is forgotten."""
        with self._changed:
            wish = self._number(
                Message(Kind.SAY, 0, text[:_TEXT], language.value, pace.value, after)
            )
            kept = [one for one in self._speech if after and not one.after]
            self._speech = [*kept, wish]
            self._changed.notify_all()

    def play(self, sound: Sound) -> None:
        """Let a sound be heard."""
        if sound is Sound.NONE:
            return
        with self._changed:
            self._sounds.append(self._number(Message(Kind.PLAY, text=sound.value)))
            self._changed.notify_all()

    def hush(self) -> None:
        """Say no more."""
        with self._changed:
            self._present = None
            self._speech = [self._number(Message(Kind.HUSH))]
            self._changed.notify_all()

    def close(self) -> None:
        """End the child and wait for it. May be repeated."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    # ------------------------------------------------------------------ the keeper's thread

    def _keep(self) -> None:
        deaths = 0
        while not self._closing:
            begun = self._serve_one()
            deaths = 1 if begun else deaths + 1
            if self._closing:
                return
            log.warning("the voice child has ended; another is started")
            if deaths >= _DEATHS:
                self._tell(VoiceEvent.SILENT)
            with self._changed:
                pause = min(_SHORTEST_PAUSE * 2 ** (deaths - 1), _LONGEST_PAUSE)
                self._changed.wait_for(lambda: self._closing, pause)

    def _serve_one(self) -> bool:
        """Keep one child until it ends; returns whether it ever listened."""
        try:
            child = self._start(self._settings)
        except (OSError, BrokenWireError):
            return False
        with self._changed:
            self._child, self._awaited = child, -1  # READY
            if self._present is not None and not self._speech:
                self._speech = [self._present]  # whoever listens has not heard it to its end
        ears = threading.Thread(target=self._listen, args=(child,), daemon=True)
        ears.start()
        try:
            return self._tell_all(child)
        finally:
            with self._changed:
                self._child = None
            child.end()
            ears.join()
            child.forget()

    def _tell_all(self, child: Child) -> bool:
        """Tell the child whatever comes up; returns at its end, with whether it ever listened."""
        listened = False
        while True:
            with self._changed:
                in_time = self._changed.wait_for(
                    lambda: self._over(child) or not self._awaited,
                    self._patience if listened else _START,
                )
                if not in_time or self._over(child):
                    return listened
                listened = True
                self._changed.wait_for(
                    lambda: self._over(child) or bool(self._speech or self._sounds)
                )
                if self._over(child):
                    return listened
                message = self._next()
            try:
                child.send(message)
            except BrokenWireError:
                return listened

    def _over(self, child: Child) -> bool:
        return self._closing or self._child is not child

    def _next(self) -> Message:
        message = self._sounds.popleft() if self._sounds else self._speech.pop(0)
        self._awaited = message.number
        if message.kind is Kind.SAY:
            self._present = message
        return message

    def _listen(self, child: Child) -> None:
        """Hear the child until it ends."""
        try:
            while True:
                self._hear(child.receive())
        except BrokenWireError:
            with self._changed:
                if self._child is child:
                    self._child = None
                self._changed.notify_all()

    def _hear(self, message: Message) -> None:
        match message.kind:
            case Kind.AUDIBLE:
                self._tell(VoiceEvent.HEARD)
            case Kind.SILENT:
                self._tell(VoiceEvent.SILENT)
            case _:
                with self._changed:
                    self._note(message)
                    self._changed.notify_all()

    def _note(self, message: Message) -> None:
        taken = message.kind is Kind.TAKEN and message.number == self._awaited
        if message.kind is Kind.READY or taken:
            self._awaited = 0
        present = self._present.number if self._present else 0
        if message.kind is Kind.DONE and message.number == present:
            self._present = None

    def _tell(self, event: VoiceEvent) -> None:
        if event is not self._told:
            self._told = event
            self._report(event)

    def _number(self, message: Message) -> Message:
        self._numbers += 1
        return Message(
            message.kind,
            self._numbers,
            message.text,
            message.language,
            message.pace,
            message.after,
        )
