"""Every word a patient reads or hears, from `assets/texts/<language>.toml`."""

import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from kiosk.domain.language import Language
from kiosk.domain.token import TokenKind

PHONE = "phone."
FOLDER = Path(__file__).resolve().parents[2] / "assets" / "texts"


class TextsBroken(ValueError):
    """The text files do not fit each other; the message names the keys."""


@dataclass(frozen=True)
class Words:
    """The texts of one language by dotted key, such as ``waiting.title``."""

    language: Language
    by_key: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """Return a text with its placeholders filled; KeyError when there is no such text."""
        return self.by_key[key].format(**values)

    def find(self, key: str) -> str:
        """Return a text that not every screen has; empty where there is none."""
        return self.by_key.get(key, "")

    def __contains__(self, key: str) -> bool:
        return key in self.by_key


@dataclass(frozen=True)
class Texts:
    """All languages, each with what it says differently of a phone. Use `load`."""

    words: Mapping[Language, Words]
    of_phones: Mapping[Language, Words]

    def __getitem__(self, language: Language) -> Words:
        return self.words[language]

    def about(self, token: TokenKind, language: Language) -> Words:
        """Return the words about what lies in the reader: a phone is not called a card."""
        return self.of_phones[language] if token.is_phone else self.words[language]


def load(folder: Path = FOLDER) -> Texts:
    """Read all languages; raises TextsBroken when keys or placeholders differ between them.

    Where a language lacks a text, English, or Japanese, is read: a kiosk that speaks two languages
    is better than none. A test refuses such gaps.
    """
    written = {language: _read(folder, language) for language in Language}
    words = {language: _filled(one, written) for language, one in written.items()}
    first = words[Language.JAPANESE].by_key
    for language, others in words.items():
        if missing := first.keys() ^ others.by_key.keys():
            raise TextsBroken(f"{language.value}: not in both languages: {sorted(missing)}")
        for key, text in others.by_key.items():
            if placeholders(text) != placeholders(first[key]):
                raise TextsBroken(f"{language.value}: other placeholders in {key}")
    return Texts(words, {language: _of_phones(one) for language, one in words.items()})


def gaps(language: Language, folder: Path = FOLDER) -> frozenset[str]:
    """Name the texts that a language lacks."""
    return frozenset(_read(folder, Language.JAPANESE).by_key.keys()) - (
        _read(folder, language).by_key.keys()
    )


def _filled(words: Words, written: Mapping[Language, Words]) -> Words:
    stands_in = written.get(_STANDS_IN.get(words.language, Language.ENGLISH), words)
    if words.language in {Language.JAPANESE, Language.ENGLISH}:
        return words
    return Words(words.language, {**stands_in.by_key, **words.by_key})


_STANDS_IN = {Language.EASY_JAPANESE: Language.JAPANESE}


def _of_phones(words: Words) -> Words:
    """Return the words with each text `phone.<key>` in the place of `<key>`.

    Raises TextsBroken when there is no such text to take the place of.
    """
    instead = {
        key.removeprefix(PHONE): text for key, text in words.by_key.items() if key.startswith(PHONE)
    }
    if idle := instead.keys() - words.by_key.keys():
        raise TextsBroken(f"{words.language.value}: {PHONE}… of no text: {sorted(idle)}")
    for key, text in instead.items():
        if placeholders(text) != placeholders(words.by_key[key]):
            raise TextsBroken(f"{words.language.value}: other placeholders in {PHONE}{key}")
    return Words(words.language, {**words.by_key, **instead})


def placeholders(text: str) -> frozenset[str]:
    """Name the placeholders of a text."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def _read(folder: Path, language: Language) -> Words:
    path = folder / f"{language.value}.toml"
    if not path.exists():
        return Words(language, {})
    with path.open("rb") as file:
        return Words(language, dict(_flat(tomllib.load(file), "")))


def _flat(table: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, str):
            yield prefix + name, value
        elif isinstance(value, dict):
            yield from _flat(cast("dict[str, object]", value), f"{prefix}{name}.")
        else:
            raise TextsBroken(f"{prefix}{name} is no text")
