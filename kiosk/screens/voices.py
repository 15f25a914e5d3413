"""Which languages have a voice, from `assets/speech/voices.toml`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from kiosk.domain.language import Language

VOICES: Final = Path(__file__).resolve().parents[2] / "assets" / "speech" / "voices.toml"


@cache
def spoken_languages() -> frozenset[Language]:
    """Return the languages that are spoken; the others are read on the screen alone."""
    with VOICES.open("rb") as file:
        return frozenset(Language(name) for name in tomllib.load(file))
