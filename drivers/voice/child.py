"""The voice child's main: the only entry that imports pyopenjtalk and miniaudio.

Speaks `wire` on its standard input and output and ends when its input does, which is when the
parent ends, however it ends.
"""

import logging
import os
import signal
import sys
import threading
from typing import IO

from drivers.voice import sounds, wire
from drivers.voice.desk import Desk
from drivers.voice.mixer import Mixer
from drivers.voice.outputs import HeardLog
from drivers.voice.settings import OutputKind, VoiceSettings
from drivers.voice.speaker import Speaker
from drivers.voice.speech import Narration
from drivers.voice.wire import BrokenWireError, Kind, Message
from kiosk.domain.sound import Sound

_LAST_WORDS = 1.0  # seconds to close the device after the parent is gone
_BESIDE = frozenset({Sound.KEY, Sound.FACE_SOUGHT, Sound.FACE_CLOSER, Sound.FACE_FOUND})
"""Sounds that are heard beside speech; it waits for the others."""


class VoiceChild:
    """Hears the parent on the main thread, so that silence is made while a sentence is made."""

    def __init__(self, settings: VoiceSettings, answers: IO[str]) -> None:
        self._answers = answers
        self._sending = threading.Lock()
        recording = settings.folder if settings.output is OutputKind.RECORDING else None
        note = {"note": HeardLog(recording).note} if recording else {}
        self._mixer = Mixer(settings.volume, **note)
        self._desk = Desk(lambda: self._mixer.silent)
        self._sounds = sounds.load()
        narration = Narration.load(settings.cache)
        speaker = Speaker(settings, narration, self._mixer, self._desk, self._tell)
        self._thread = threading.Thread(target=self._work, args=(speaker,), daemon=True)

    def run(self, requests: IO[str]) -> None:
        """Obey until the parent is gone."""
        self._thread.start()
        self._tell(Message(Kind.READY))
        try:
            while True:
                message = wire.receive(requests)
                self._obey(message)
                self._tell(Message(Kind.TAKEN, message.number))
        except BrokenWireError:
            self._mixer.hush()
            self._desk.end()
            self._thread.join(_LAST_WORDS)

    def _obey(self, message: Message) -> None:
        match message.kind:
            case Kind.SAY:
                self._desk.put(message)  # from here on nothing older is added
                if not message.after:
                    self._mixer.hush()
            case Kind.HUSH:
                self._desk.clear()
                self._mixer.hush()
            case Kind.PLAY:
                sound = Sound(message.text)
                samples = self._sounds[sound]
                self._mixer.play(sound.value, samples, leads=sound not in _BESIDE)
            case _:
                raise BrokenWireError("not for a child")

    def _work(self, speaker: Speaker) -> None:
        """Speak; whatever fails here ends the child, and the parent starts another."""
        try:
            speaker.run()
        except BaseException as error:  # noqa: BLE001 - whatever it is, it must not be a silent end
            kind = type(error).__name__
            logging.getLogger("voice").error("the speaker ended: %s", kind)  # noqa: TRY400 - a message may hold what was being said
            os._exit(1)

    def _tell(self, message: Message) -> None:
        with self._sending:
            try:
                wire.send(self._answers, message)
            except BrokenWireError:
                self._desk.end()


def main() -> None:
    """Take the pipes, then run."""
    # Ctrl+C in a terminal reaches the child too: it ends when its parent does, not before
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints goes to the log, not between the messages
    requests = os.fdopen(os.dup(0), "r", encoding="utf-8")
    logging.basicConfig(level=logging.INFO, format="voice child: %(message)s", stream=sys.stderr)
    settings = VoiceSettings.from_json(requests.readline())
    VoiceChild(settings, answers).run(requests)
    sys.stderr.flush()
    os._exit(0)  # an engine may be in the middle of a sentence yet


if __name__ == "__main__":
    main()
