"""A voice that notes what it is told."""

from collections.abc import Callable

from kiosk.domain.language import Language
from kiosk.domain.preferences import Pace
from kiosk.domain.sound import Sound
from kiosk.ports.voice import VoiceEvent

HUSH = "(hush)"


class FakeVoice:
    """Implements `ports.voice.Voice`. `heard` holds what was said, played and hushed, in order."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.said: list[tuple[str, Language, Pace, bool]] = []
        self.report: Callable[[VoiceEvent], None] | None = None
        self.closed = False

    def start(self, report: Callable[[VoiceEvent], None]) -> None:
        self.report = report

    def say(self, text: str, language: Language, pace: Pace, *, after: bool = False) -> None:
        self.heard.append(text)
        self.said.append((text, language, pace, after))

    def play(self, sound: Sound) -> None:
        self.heard.append(f"[{sound.value}]")

    def hush(self) -> None:
        self.heard.append(HUSH)

    def close(self) -> None:
        self.closed = True
