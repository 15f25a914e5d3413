"""The fixed sentences of the screens, made before anybody needs them."""

import tomllib
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from string import Formatter
from typing import Final, cast

from drivers.voice.engines import EngineFailed
from drivers.voice.readings import sentences
from drivers.voice.speech import Narration
from kiosk.domain.language import Language
from kiosk.domain.preferences import Pace

TEXTS: Final = Path(__file__).resolve().parents[2] / "assets" / "texts"
KEPT: Final = (Language.JAPANESE, Language.EASY_JAPANESE, Language.ENGLISH)
"""Languages whose sentences are kept ready; the others' engine takes some 30 ms for one."""

FEW: Final = {"typed": range(5), "expected": (4,), "left": range(1, 4)}
"""Values of which there are few: digits typed, of four, and tries; others are made when said."""


def fixed_sentences(language: Language, folder: Path = TEXTS) -> list[str]:
    """Return the sentences of a language, each once, but for those with a value of many."""
    path = folder / f"{language.value}.toml"
    if not path.exists():
        return []
    with path.open("rb") as file:
        texts = list(_texts(tomllib.load(file)))
    # Where a line breaks is for the eye alone.
    gap = "" if language.japanese else " "
    found = (one for text in texts for one in sentences(text.replace("\n", gap)))
    filled = (full for one in found for full in _filled(one))
    return list(dict.fromkeys(filled))


def _filled(sentence: str) -> Iterator[str]:
    """Yield a sentence as it is said: with each value of those few that many people hear."""
    names = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
    if names <= FEW.keys():
        for values in product(*(FEW[name] for name in names)):
            yield sentence.format(**dict(zip(names, values, strict=True)))


def make_ready(narration: Narration, pace: Pace) -> Iterator[bool]:
    """Make one sentence after the other; each step says whether there was something to do."""
    for language in KEPT:
        for sentence in fixed_sentences(language):
            try:
                yield narration.keep(sentence, language, pace)
            except (EngineFailed, OSError):
                yield False


def _texts(table: Mapping[str, object]) -> Iterator[str]:
    for value in table.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from _texts(cast("dict[str, object]", value))
