"""The fixed sentences of the screens, made before anybody needs them."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, cast

from drivers.voice.engines import EngineFailed
from drivers.voice.readings import sentences
from drivers.voice.speech import Narration
from kiosk.domain.language import Language
from kiosk.domain.preferences import Pace

TEXTS: Final = Path(__file__).resolve().parents[2] / "assets" / "texts"
KEPT: Final = (Language.JAPANESE, Language.EASY_JAPANESE, Language.ENGLISH)
"""Languages whose sentences are kept ready; the others' engine takes some 30 ms for one."""


def fixed_sentences(language: Language, folder: Path = TEXTS) -> list[str]:
    """Return the sentences of a language without a value in them, each once."""
    path = folder / f"{language.value}.toml"
    if not path.exists():
        return []
    with path.open("rb") as file:
        texts = list(_texts(tomllib.load(file)))
    # Where a line breaks is for the eye alone.
    gap = "" if language.japanese else " "
    found = (one for text in texts for one in sentences(text.replace("\n", gap)))
    return list(dict.fromkeys(one for one in found if "{" not in one))


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
