"""Every word a patient reads or hears, from `assets/texts/<language>.toml`."""

import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from kiosk.domain.language import Language
from kiosk.domain.token import TokenKind
from kiosk.screens.cldr import CATEGORIES, Plural

PHONE = "phone."
FOLDER = Path(__file__).resolve().parents[2] / "assets" / "texts"

Text = str | Plural


class TextsBroken(ValueError):
    """The text files do not fit each other; the message names the keys."""


@dataclass(frozen=True)
class Words:
    """The texts of one language by dotted key, such as ``waiting.title``."""

    language: Language
    by_key: Mapping[str, Text]

    def say(self, key: str, **values: object) -> str:
        """Return a text with its placeholders filled; KeyError when there is no such text.

        A whole number among the values chooses the plural, where the text has one.
        """
        text = self.by_key[key]
        return text.format(**values) if isinstance(text, str) else text.say(**values)

    def find(self, key: str, **values: object) -> str:
        """Return a text that not every screen has; empty where there is none."""
        return self.say(key, **values) if key in self.by_key else ""

    def counted(self, key: str) -> Plural:
        """Return a text that will be said with different numbers; KeyError as above."""
        text = self.by_key[key]
        return Plural(self.language, {"other": text}) if isinstance(text, str) else text

    def written(self) -> Iterator[tuple[str, str]]:
        """Yield every key with each of its texts: one, or one for each plural."""
        for key, text in self.by_key.items():
            for form in _forms(text):
                yield key, form

    def __contains__(self, key: str) -> bool:
        return key in self.by_key


@dataclass(frozen=True)
class Texts:
    """All languages, each with what it says differently of a phone. Use `load`.

    Japanese and English are there from the start; another language is read when somebody first
    chooses it. Raises TextsBroken then if its file is no TOML.
    """

    folder: Path
    words: dict[Language, Words]
    of_phones: dict[Language, Words] = field(default_factory=dict)

    def __getitem__(self, language: Language) -> Words:
        if language not in self.words:
            stands_in = Language.JAPANESE if language.japanese else Language.ENGLISH
            self.words[language] = _filled(_read(self.folder, language), self.words[stands_in])
        return self.words[language]

    def about(self, token: TokenKind, language: Language) -> Words:
        """Return the words about what lies in the reader: a phone is not called a card."""
        if not token.is_phone:
            return self[language]
        if language not in self.of_phones:
            self.of_phones[language] = _of_phones(self[language])
        return self.of_phones[language]


def load(folder: Path = FOLDER) -> Texts:
    """Return the texts; raises TextsBroken when Japanese and English do not fit each other.

    What another language lacks, or says with other placeholders, is said in English, or Japanese:
    a kiosk that speaks two languages is better than none. A test refuses such gaps.
    """
    japanese = _read(folder, Language.JAPANESE)
    english = _read(folder, Language.ENGLISH)
    if missing := japanese.by_key.keys() ^ english.by_key.keys():
        raise TextsBroken(f"not in both ja and en: {sorted(missing)}")
    if other := english.by_key.keys() - _fitting(english, japanese).keys():
        raise TextsBroken(f"other placeholders in ja and en: {sorted(other)}")
    phones = {one.language: _of_phones(one) for one in (japanese, english)}
    return Texts(folder, {Language.JAPANESE: japanese, Language.ENGLISH: english}, phones)


def gaps(language: Language, folder: Path = FOLDER) -> frozenset[str]:
    """Name the texts that a language lacks or says with other placeholders."""
    japanese = _read(folder, Language.JAPANESE)
    return frozenset(japanese.by_key.keys() - _fitting(_read(folder, language), japanese).keys())


def surplus(language: Language, folder: Path = FOLDER) -> frozenset[str]:
    """Name the texts of a language that Japanese does not have: nobody shows them."""
    return frozenset(
        _read(folder, language).by_key.keys() - _read(folder, Language.JAPANESE).by_key.keys()
    )


def _filled(words: Words, stands_in: Words) -> Words:
    return Words(words.language, {**stands_in.by_key, **_fitting(words, stands_in)})


def _fitting(words: Words, first: Words) -> Mapping[str, Text]:
    """Return the texts that may stand where those of `first` stand."""
    return {
        key: text
        for key, text in words.by_key.items()
        if key in first and placeholders(text) == placeholders(first.by_key[key])
    }


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


def placeholders(text: Text) -> frozenset[str]:
    """Name the placeholders of a text; of a plural, those of all its forms."""
    return frozenset(
        name
        for form in _forms(text)
        if "{" in form
        for _, name, _, _ in string.Formatter().parse(form)
        if name is not None
    )


def _forms(text: Text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text.forms.values())


def _read(folder: Path, language: Language) -> Words:
    path = folder / f"{language.value}.toml"
    if not path.exists():
        return Words(language, {})
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as broken:
        raise TextsBroken(f"{language.value}: {broken}") from broken
    return Words(language, dict(_flat(language, read, "")))


def _flat(
    language: Language, table: Mapping[str, object], prefix: str
) -> Iterator[tuple[str, Text]]:
    for name, value in table.items():
        key = prefix + name
        if isinstance(value, str):
            yield key, value
        elif not isinstance(value, dict):
            raise TextsBroken(f"{key} is no text")
        elif forms := _plural(key, cast("dict[str, object]", value)):
            yield key, Plural(language, forms)
        else:
            yield from _flat(language, cast("dict[str, object]", value), f"{key}.")


def _plural(key: str, table: Mapping[str, object]) -> Mapping[str, str]:
    """Return the forms of a plural; empty when the table is a section with texts of its own.

    Raises TextsBroken when a form is no text.
    """
    if "other" not in table or not CATEGORIES.issuperset(table):
        return {}
    forms = {name: form for name, form in table.items() if isinstance(form, str)}
    if len(forms) < len(table):
        raise TextsBroken(f"{key} has a plural that is no text")
    return forms
