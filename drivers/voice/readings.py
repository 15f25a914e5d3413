"""How a text is read: corrections for the engines' mistakes, and where a breath is taken.

The corrections stand in `assets/speech/readings.toml`: for each language a list of patterns
(regular expressions over what is written) with what is said in their place, in the order of the
file.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from drivers.voice.settings import SPEECH
from kiosk.domain.language import Language

READINGS: Final = SPEECH / "readings.toml"
_ENDS: Final = re.compile(r"(?<=[。？！])\s*|(?<=[.?!।])\s+|\n+")
NO_BREAK: Final = "\u00a0"
Rule = tuple[re.Pattern[str], str]


@dataclass(frozen=True)
class Readings:
    """The corrections of every language."""

    rules: Mapping[Language, tuple[Rule, ...]]

    @classmethod
    def load(cls, path: Path = READINGS) -> Self:
        """Read them. Raises `re.error` for a pattern that is none."""
        with path.open("rb") as file:
            lists = tomllib.load(file)
        compiled = {
            Language(name): tuple((re.compile(written), said) for written, said in rules)
            for name, rules in lists.items()
        }
        japanese = compiled.get(Language.JAPANESE, ())
        compiled[Language.EASY_JAPANESE] = (
            *compiled.get(Language.EASY_JAPANESE, ()),
            *japanese,
        )
        return cls(compiled)

    def said(self, text: str, language: Language) -> str:
        """Return what an engine is given of a sentence: without hints for breaking lines."""
        text = text.replace(NO_BREAK, " ")
        for written, said in self.rules.get(language, ()):
            text = written.sub(said, text)
        return text


def sentences(text: str) -> list[str]:
    """Return the sentences of a text: each is made, kept and played by itself."""
    return [part for piece in _ENDS.split(text) if (part := piece.strip())]
