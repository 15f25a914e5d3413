"""The child at work: keeps a device open, says what lies on the desk, keeps sentences ready."""

import logging
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from drivers.voice.desk import Desk
from drivers.voice.engines import EngineFailed
from drivers.voice.mixer import Mixer
from drivers.voice.outputs import NoDeviceError, Output, open_output
from drivers.voice.readings import sentences
from drivers.voice.settings import OutputKind, VoiceSettings
from drivers.voice.speech import Narration
from drivers.voice.stock import make_ready
from drivers.voice.wire import Kind, Message
from kiosk.domain.language import Language
from kiosk.domain.preferences import Pace

log = logging.getLogger("voice")

_LOOK: Final = 0.03  # seconds between two looks at whether speech has ended
_AGAIN: Final = 5.0  # seconds until an absent device is looked for again
_IDLE: Final = 60.0  # seconds of quiet before a sentence that is not kept ready is made

Tell = Callable[[Message], None]


class Speaker:
    """Says one wish after the other, on the thread that calls `run`."""

    def __init__(
        self, settings: VoiceSettings, narration: Narration, mixer: Mixer, desk: Desk, tell: Tell
    ) -> None:
        self._settings, self._narration = settings, narration
        self._mixer, self._desk, self._tell = mixer, desk, tell
        self._output: Output | None = None
        self._looked = float("-inf")
        self._audible: bool | None = None
        self._said: Message | None = None  # in the mixer, not heard to its end
        is_real = settings.output is OutputKind.DEVICE
        self._stock = make_ready(narration, Pace.NORMAL) if is_real else None
        self._quiet_since = time.monotonic()

    def run(self) -> None:
        """Work until the desk has ended."""
        while not self._desk.ended:
            self._keep_device()
            wish = self._desk.take(_LOOK)
            if wish is not None:
                self._quiet_since = time.monotonic()
                self._say(wish)
            self._note_the_end()
            if not self._mixer.silent:
                self._quiet_since = time.monotonic()
            elif self._audible and time.monotonic() - self._quiet_since > _IDLE:
                self._make_ready()
        if self._output is not None:
            self._output.close()

    def _say(self, wish: Message) -> None:
        self._said = wish
        if self._output is None:
            return  # nobody hears it; its end is told as of any other
        try:
            for sentence in sentences(wish.text):
                samples = self._narration.samples(
                    sentence, Language(wish.language), Pace(wish.pace)
                )
                say = partial(self._mixer.say, sentence, samples)
                if not self._desk.while_wanted(wish, say):
                    return
        except EngineFailed as failed:
            log.warning("%s cannot be spoken: %s", wish.language, failed)

    def _note_the_end(self) -> None:
        said = self._said
        if said is None:
            return
        if not self._desk.is_wanted(said):
            self._said = None
        elif self._mixer.silent:
            self._said = None
            self._tell(Message(Kind.DONE, said.number))
            self._quiet_since = time.monotonic()

    def _keep_device(self) -> None:
        now = time.monotonic()
        if self._output is not None and not self._output.alive:
            self._output.close()
            self._output = None
        if self._output is None and now - self._looked > _AGAIN:
            self._looked = now
            try:
                self._output = open_output(self._settings, self._mixer.read)
            except NoDeviceError as none:
                if self._audible is not False:
                    log.warning("no sound: %s", none)
                self._mixer.hush()
        audible = self._output is not None
        if audible is not self._audible:
            self._audible = audible
            self._tell(Message(Kind.AUDIBLE if audible else Kind.SILENT))

    def _make_ready(self) -> None:
        """Make at most one sentence ready: a wish waits no longer than for that."""
        while self._stock is not None:
            made = next(self._stock, None)
            if made is None:
                self._stock = None
            elif made:
                return
