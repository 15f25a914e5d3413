"""From a sentence to samples: correct the reading, look for what is kept ready, else make it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import miniaudio

from drivers.voice.cache import Cache
from drivers.voice.engines import Engine, Speech, engines
from drivers.voice.rate import RATE
from drivers.voice.readings import Readings
from drivers.voice.settings import SPEECH
from kiosk.domain.language import Language
from kiosk.domain.preferences import Pace

SPEEDS: Final = {Pace.SLOW: 0.8, Pace.NORMAL: 1.0, Pace.FAST: 1.35}
LONGEST: Final = 400  # characters of one sentence; a screen's longest has some 60


@dataclass(frozen=True)
class Narrator:
    """Which engine has which voice for a language."""

    engine: str
    voice: str


class Narration:
    """Speaks sentences of every language that has a voice."""

    def __init__(
        self,
        narrators: Mapping[Language, Narrator],
        readings: Readings,
        cache: Cache | None,
        made_by: Mapping[str, Engine],
    ) -> None:
        self._narrators, self._readings = narrators, readings
        self._cache, self._engines = cache, made_by

    @classmethod
    def load(cls, cache: Path | None) -> Self:
        """Read voices and readings from `assets/speech`."""
        with (SPEECH / "voices.toml").open("rb") as file:
            narrators = {Language(k): Narrator(**v) for k, v in tomllib.load(file).items()}
        kept = Cache(cache) if cache is not None else None
        return cls(narrators, Readings.load(), kept, engines())

    @property
    def languages(self) -> frozenset[Language]:
        """The languages that have a voice."""
        return frozenset(self._narrators)

    def samples(self, sentence: str, language: Language, pace: Pace) -> bytes:
        """Return 16-bit samples at `RATE`; nothing for a language without a voice.

        Raises `EngineFailed`.
        """
        if (narrator := self._narrators.get(language)) is None:
            return b""
        kept = self._cache and self._cache.get(self._key(narrator, sentence, language, pace))
        return kept if kept is not None else self._make(narrator, sentence, language, pace)

    def keep(self, sentence: str, language: Language, pace: Pace) -> bool:
        """Make a sentence ready, and say whether there was something to do.

        For the fixed sentences of `assets/texts` alone: what has a value in it is never written.
        """
        narrator = self._narrators.get(language)
        if narrator is None or self._cache is None:
            return False
        key = self._key(narrator, sentence, language, pace)
        if key in self._cache:
            return False
        self._cache.put(key, self._make(narrator, sentence, language, pace))
        return True

    def _make(self, narrator: Narrator, sentence: str, language: Language, pace: Pace) -> bytes:
        said = self._readings.said(sentence[:LONGEST], language)
        engine = self._engines[narrator.engine]
        return _at_our_rate(engine.speak(said, narrator.voice, SPEEDS[pace]))

    def _key(
        self, narrator: Narrator, sentence: str, language: Language, pace: Pace
    ) -> tuple[str, ...]:
        said = self._readings.said(sentence[:LONGEST], language)
        version = self._engines[narrator.engine].version
        return (version, narrator.voice, str(SPEEDS[pace]), str(RATE), said)


def _at_our_rate(speech: Speech) -> bytes:
    if not speech.samples:
        return b""
    form = miniaudio.SampleFormat.SIGNED16
    return bytes(miniaudio.convert_frames(form, 1, speech.rate, speech.samples, form, 1, RATE))
