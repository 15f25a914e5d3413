"""What is heard at every moment: one thing said, and sounds beside it."""

import threading
from collections import deque
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final

import numpy as np

from drivers.voice.rate import RATE

_FADE: Final = round(0.015 * RATE)  # samples in which interrupted speech dies away: no click
_MOST_SOUNDS: Final = 4  # at once; what more there would be is dropped

Samples = np.ndarray[Any, np.dtype[np.int16]]


class Heard(StrEnum):
    """What happened to a piece of speech or to a sound."""

    BEGUN = "begun"
    ENDED = "ended"
    CUT = "cut"
    SOUND = "sound"


Note = Callable[[Heard, str], None]


class Mixer:
    """Pieces of speech in a row, and sounds; `read` is called by whatever plays.

    Speech waits while a sound that `leads` is heard: a chime and a word at once are neither.
    """

    def __init__(self, volume: float, note: Note = lambda _heard, _what: None) -> None:
        self._volume, self._note = volume, note
        self._lock = threading.Lock()
        self._pieces: deque[tuple[str, Samples]] = deque()
        self._at = 0  # how far the first piece has been heard
        self._fading: Samples = np.zeros(0, np.int16)
        self._sounds: list[tuple[bool, Samples]] = []

    @property
    def silent(self) -> bool:
        """Whether nothing is being said, nor waits to be."""
        with self._lock:
            return not self._pieces

    def say(self, text: str, samples: bytes) -> None:
        """Add a piece of speech to what is being said."""
        if samples:
            with self._lock:
                self._pieces.append((text, np.frombuffer(samples, np.int16)))

    def hush(self) -> None:
        """Let what is being said die away now, and forget the rest."""
        with self._lock:
            if not self._pieces:
                return
            text, samples = self._pieces[0]
            rest = samples[self._at : self._at + _FADE].astype(np.float64) if self._at else []
            ramp = np.linspace(1.0, 0.0, len(rest))
            self._fading = (rest * ramp).astype(np.int16)
            begun, self._at = self._at > 0, 0
            self._pieces.clear()
        if begun:
            self._note(Heard.CUT, text)

    def play(self, name: str, samples: bytes, *, leads: bool) -> None:
        """Let a sound be heard from now on."""
        with self._lock:
            if len(self._sounds) < _MOST_SOUNDS:
                self._sounds.append((leads, np.frombuffer(samples, np.int16)))
        self._note(Heard.SOUND, name)

    def read(self, count: int) -> bytes:
        """Return the next samples: speech, what dies away, and sounds."""
        notes: list[tuple[Heard, str]] = []
        mixed = np.zeros(count, np.int32)
        with self._lock:
            leading = any(leads for leads, _ in self._sounds)
            if not leading:
                self._speak(mixed, notes)
            dying, self._fading = self._fading[:count], self._fading[count:]
            mixed[: len(dying)] += dying
            for _, samples in self._sounds:
                mixed[: len(samples)] += samples[:count]
            rests = ((leads, samples[count:]) for leads, samples in self._sounds)
            self._sounds = [(leads, rest) for leads, rest in rests if len(rest)]
        for heard, what in notes:
            self._note(heard, what)
        return np.clip(mixed * self._volume, -32768, 32767).astype("<i2").tobytes()

    def _speak(self, mixed: "np.ndarray[Any, np.dtype[np.int32]]", notes: list[Any]) -> None:
        done = 0
        while self._pieces and done < len(mixed):
            text, samples = self._pieces[0]
            if self._at == 0:
                notes.append((Heard.BEGUN, text))
            piece = samples[self._at : self._at + len(mixed) - done]
            mixed[done : done + len(piece)] += piece
            done += len(piece)
            self._at += len(piece)
            if self._at >= len(samples):
                self._pieces.popleft()
                self._at = 0
                notes.append((Heard.ENDED, text))
