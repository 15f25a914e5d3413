"""What Unicode's CLDR knows of a language: which plural a number takes, how days and times look."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from string import Formatter

from babel import Locale
from babel.dates import format_skeleton

from kiosk.domain.language import Language

CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})
"""The plural categories of CLDR (UTS #35, part 3); every language has `other`."""

_UNREAD_DAYS = {
    1: "ついたち",
    2: "ふつか",
    3: "みっか",
    4: "よっか",
    5: "いつか",
    6: "むいか",
    7: "なのか",
    8: "ようか",
    9: "ここのか",
    10: "とおか",
    14: "じゅうよっか",
    20: "はつか",
    24: "にじゅうよっか",
}
"""Days of the month that are not read as number and にち."""


@dataclass(frozen=True)
class Plural:
    """A text in the forms that a number asks for, by plural category; always with `other`."""

    language: Language
    forms: Mapping[str, str] = field(repr=False)

    def say(self, **values: object) -> str:
        """Fill the form that the first number in the text asks for; `other` where it has none."""
        other = self.forms["other"]
        names = (name for _, name, _, _ in Formatter().parse(other) if name is not None)
        counted = next((one for one in map(values.get, names) if isinstance(one, int)), None)
        form = "other" if counted is None else category(self.language, counted)
        return self.forms.get(form, other).format(**values)


def category(language: Language, number: int) -> str:
    """Return the plural category of a whole number, such as ``one``."""
    return str(_locale(language).plural_form(number))


def clock(language: Language, moment: datetime) -> str:
    """Say a time of day by 24 hours, as clocks in Japan do and nobody can take for the morning."""
    return format_skeleton("Hm", moment, locale=_locale(language))


def day(language: Language, moment: datetime) -> str:
    """Say a day of the year; in やさしい日本語 with its reading."""
    if language is Language.EASY_JAPANESE:
        read = _UNREAD_DAYS.get(moment.day, "にち")
        return f"{moment.month}月（がつ）{moment.day}日（{read}）"
    return format_skeleton("MMMMd", moment, locale=_locale(language))


@cache
def _locale(language: Language) -> Locale:
    tag = Language.JAPANESE if language is Language.EASY_JAPANESE else language
    return Locale.parse(tag.value, sep="-")
