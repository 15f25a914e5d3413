"""The short sounds, drawn from `assets/sounds/sounds.toml`: notes that swell softly and fade."""

import tomllib
from pathlib import Path
from typing import Any, Final

import numpy as np

from drivers.voice.rate import RATE
from kiosk.domain.sound import Sound

SOUNDS: Final = Path(__file__).resolve().parents[2] / "assets" / "sounds" / "sounds.toml"
_SWELL: Final = 0.008  # seconds until a note is there: less clicks
_OVERTONE: Final = 0.12  # of the octave above: rounder than a bare sine, and heard by older ears


def load(path: Path = SOUNDS) -> dict[Sound, bytes]:
    """Return the 16-bit samples of every sound but silence. Raises `KeyError` where one lacks."""
    with path.open("rb") as file:
        written: dict[str, Any] = tomllib.load(file)
    return {one: _draw(**written[one.value]) for one in Sound if one is not Sound.NONE}


def _draw(notes: list[list[float]], loudness: float, fade: float) -> bytes:
    """Draw notes of [hertz, seconds] one after the other; each rings on for `fade` seconds."""
    length = sum(seconds for _, seconds in notes) + fade
    drawn = np.zeros(round(length * RATE))
    begins = 0.0
    for hertz, seconds in notes:
        note = _note(hertz, seconds + fade, fade)
        at = round(begins * RATE)
        drawn[at : at + len(note)] += note[: len(drawn) - at]
        begins += seconds
    loudest = max(1.0, float(np.abs(drawn).max()))
    return (drawn / loudest * loudness * 32767).astype("<i2").tobytes()


def _note(hertz: float, seconds: float, fade: float) -> "np.ndarray[Any, np.dtype[np.float64]]":
    time = np.arange(round(seconds * RATE)) / RATE
    tone = np.sin(2 * np.pi * hertz * time) + _OVERTONE * np.sin(4 * np.pi * hertz * time)
    return tone * np.minimum(1.0, time / _SWELL) * np.exp(-3 * time / (fade or seconds))
