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
        texts = _texts(tomllib.load(file))
    # Where a title breaks is for the eye alone; in the rest a new line is a new sentence.
    spoken = (text.replace("\n", "") if is_title else text for is_title, text in texts)
    found = (one for text in spoken if "{" not in text for one in sentences(text))
    return list(dict.fromkeys(found))


def make_ready(narration: Narration, pace: Pace) -> Iterator[bool]:
    """Make one sentence after the other; each step says whether there was something to do."""
    for language in KEPT:
        for sentence in fixed_sentences(language):
            try:
                yield narration.keep(sentence, language, pace)
            except (EngineFailed, OSError):
                yield False


def _texts(table: Mapping[str, object]) -> Iterator[tuple[bool, str]]:
    for key, value in table.items():
        if isinstance(value, str):
            yield key == "title", value
        elif isinstance(value, dict):
            yield from _texts(cast("dict[str, object]", value))
