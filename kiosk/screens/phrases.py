"""Where a Japanese line may break: between phrases (文節), never inside one.

Japanese writes no spaces, so a layout engine breaks wherever the line is full, even inside a word.
BudouX finds the phrases; WORD JOINER (U+2060) between two characters forbids a break there. What is
spoken or read by a screen reader stays without joiners.
"""

import re
from functools import cache, lru_cache

from budoux import Parser, load_default_japanese_parser

JOINER = "\u2060"
PAUSES = "、。！？」）"  # whatever follows these begins a phrase
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


@lru_cache(maxsize=512)
def in_phrases(text: str) -> str:
    """Return the text with joiners inside its phrases. Lines that it has already stay."""
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    phrases: list[str] = []
    for phrase in _parser().parse(line):
        if phrases and phrase.startswith(LEANING) and phrases[-1][-1] not in PAUSES:
            phrases[-1] += phrase
        else:
            phrases.append(phrase)
    return "".join(_joined(phrase) for phrase in phrases)


def _joined(phrase: str) -> str:
    return _INSIDE.sub(JOINER, phrase)


@cache
def _parser() -> Parser:
    return load_default_japanese_parser()
