"""What the kiosk needs of loudspeaker and headphones."""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from kiosk.domain.language import Language
from kiosk.domain.preferences import Pace
from kiosk.domain.sound import Sound


class VoiceEvent(StrEnum):
    """What staff should know of it; the kiosk goes on without."""

    SILENT = "voice_silent"  # there is no sound device, or the voice does not work
    HEARD = "voice_heard"  # it sounds again


class Voice(Protocol):
    """Speech and sounds. Every call returns at once, from any thread, and none raises."""

    def start(self, report: Callable[[VoiceEvent], None]) -> None:
        """Begin; `report` comes from another thread, once for each change."""
        ...

    def say(self, text: str, language: Language, pace: Pace, *, after: bool = False) -> None:
        """Say it in the place of whatever is being said, which ends within 100 ms.

        With `after` it waits for the end of that instead, in the place of what waited before.
        A language without a voice is silent.
        """
        ...

    def play(self, sound: Sound) -> None:
        """Let a sound be heard, beside or before what is being said."""
        ...

    def hush(self) -> None:
        """Say no more, at once."""
        ...

    def close(self) -> None:
        """End it."""
        ...
