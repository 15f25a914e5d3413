"""The console's words, from `assets/texts/console/<language>/<area>.toml`, one file an area."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

FOLDER: Final = Path(__file__).resolve().parents[2] / "assets" / "texts" / "console"
LANGUAGES: Final = ("ja", "en")  # Japanese first: it is what the others are measured by


class ConsoleTextsBroken(ValueError):
    """The text files do not fit each other; the message names the keys."""


@dataclass(frozen=True)
class Words:
    """The texts of one language by dotted key, such as ``today.title``: area first."""

    language: str
    by_key: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return a text with its placeholders filled; KeyError when there is no such text."""
        return self.by_key[key].format(**values)

    def find(self, key: str, default: str = "") -> str:
        """Return a text that may be absent."""
        return self.by_key.get(key, default)


@dataclass(frozen=True)
class ConsoleTexts:
    """Every language."""

    words: Mapping[str, Words]

    def language(self, code: str) -> Words:
        """Return the words of a language; Japanese for one that there is not."""
        return self.words.get(code, self.words[LANGUAGES[0]])


def load_texts(folder: Path = FOLDER) -> ConsoleTexts:
    """Read all languages; raises ConsoleTextsBroken when keys differ between them."""
    words = {code: Words(code, dict(_read(folder / code))) for code in LANGUAGES}
    first = words[LANGUAGES[0]].by_key
    for code, others in words.items():
        if missing := first.keys() ^ others.by_key.keys():
            raise ConsoleTextsBroken(f"{code}: {', '.join(sorted(missing))}")
    return ConsoleTexts(words)


def _read(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.toml")):
        values: dict[str, object] = tomllib.loads(path.read_text(encoding="utf-8"))
        yield from _flat(path.stem, values)


def _flat(prefix: str, values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        key = f"{prefix}.{name}"
        if isinstance(value, str):
            yield key, value.strip("\n")
        elif isinstance(value, dict):
            yield from _flat(key, cast("dict[str, object]", value))
        else:
            raise ConsoleTextsBroken(f"{key} is no text")
