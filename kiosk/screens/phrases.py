"""Where a line of Japanese, Chinese or Korean may break: between phrases, never inside one.

Japanese and Chinese write no spaces, and Qt breaks Korean between any two syllables, so a layout
engine breaks wherever the line is full, even inside a word. BudouX finds the phrases (文節, words);
Korean has them between its spaces. WORD JOINER (U+2060) between two characters forbids a break
there. What is spoken or read by a screen reader stays without joiners.
"""

import re
from functools import cache, lru_cache

from budoux import (
    Parser,
    load_default_japanese_parser,
    load_default_simplified_chinese_parser,
    load_default_traditional_chinese_parser,
)

from kiosk.domain.language import Language
from kiosk.screens.readings import READING, without_readings

JOINER = "\u2060"
PAUSES = "、。！？」）"  # whatever follows these begins a phrase
LONG_READING = 8  # signs, the brackets among them: such a one may begin a line of its own
_INSIDE = re.compile(r"(?<=[^、。\s])(?=\S)")

LEANING = (
    "い",
    "して",
    "する",
    "でき",
    "とき",
    "ため",
    "なり",
    "まま",
    "よる",
    "どる",
    "一度",
    "少し",
)
"""How a phrase begins that is never first in a line: it leans on the one before, or BudouX was
wrong about a word in kana (ちが|います)."""

_PARSERS = {
    Language.JAPANESE: load_default_japanese_parser,
    Language.EASY_JAPANESE: load_default_japanese_parser,
    Language.CHINESE_SIMPLIFIED: load_default_simplified_chinese_parser,
    Language.CHINESE_TRADITIONAL: load_default_traditional_chinese_parser,
}


@lru_cache(maxsize=512)
def in_phrases(text: str, language: Language) -> str:
    """Return the text with joiners inside its phrases. Lines that it has already stay."""
    if language is Language.KOREAN:
        return re.sub(r"(?<=\S)(?=\S)", JOINER, text)
    if language not in _PARSERS:
        return text
    return "\n".join(_line(line, language) for line in text.split("\n"))


def _line(line: str, language: Language) -> str:
    phrases = _parser(language).parse(without_readings(line))
    if language.japanese:
        phrases = _together(phrases)
    return "".join(_joined(phrase) for phrase in _read(phrases, line))


def _together(phrases: list[str]) -> list[str]:
    """Return the phrases with those that lean on another joined to it."""
    whole: list[str] = []
    for phrase in phrases:
        if whole and phrase.startswith(LEANING) and whole[-1][-1] not in PAUSES:
            whole[-1] += phrase
        else:
            whole.append(phrase)
    return whole


def _read(phrases: list[str], line: str) -> list[str]:
    """Return the phrases with the readings that their kanji have in the line."""
    found: list[str] = []
    start = 0
    for phrase in phrases:
        end = start
        for _ in phrase:
            end += 1
            if reading := READING.match(line, end):
                end = reading.end()
        found.append(line[start:end])
        start = end
    return found


def _joined(phrase: str) -> str:
    joined = _INSIDE.sub(JOINER, phrase)
    for reading in READING.findall(phrase):
        if len(reading) >= LONG_READING:
            held = JOINER.join(reading)
            joined = joined.replace(JOINER + held, held)
    return joined


@cache
def _parser(language: Language) -> Parser:
    return _PARSERS[language]()
