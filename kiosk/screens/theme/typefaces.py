"""Which typeface a language has, how tall its capitals are drawn, how far its lines are apart."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kiosk.domain.language import Language

FALLBACK: Final = "Noto Sans CJK JP"
_UNIVERSAL_DESIGN: Final = (
    "BIZ UDPGothic"  # made for weak eyes; its p and g hardly reach below the line
)
_DEVANAGARI: Final = "Noto Sans Devanagari"
FAMILIES: Final[Mapping[Language, str]] = MappingProxyType(
    dict.fromkeys(Language, FALLBACK)
    | {
        Language.JAPANESE: _UNIVERSAL_DESIGN,
        Language.EASY_JAPANESE: _UNIVERSAL_DESIGN,
        Language.CHINESE_SIMPLIFIED: "Noto Sans CJK SC",
        Language.CHINESE_TRADITIONAL: "Noto Sans CJK TC",
        Language.KOREAN: "Noto Sans CJK KR",
        Language.NEPALI: _DEVANAGARI,
    }
)

_NOTO_CJK: Final = 0.733
CAPITALS: Final[Mapping[str, float]] = MappingProxyType(
    dict.fromkeys(FAMILIES.values(), _NOTO_CJK)
    | {_UNIVERSAL_DESIGN: 0.810, _DEVANAGARI: 0.714}  # the latter as the font itself states
)
"""How tall a drawn H is, in heights of the typeface (em); BIZ states 0.765 and draws 0.810."""

_LINE_BOXES: Final[Mapping[str, float]] = MappingProxyType(
    dict.fromkeys(FAMILIES.values(), 1.45) | {_UNIVERSAL_DESIGN: 1.3}
)

TALL_MARKS: Final = frozenset({Language.VIETNAMESE, Language.NEPALI})  # two marks on one letter


def em(capital_mm: float, language: Language) -> float:
    """Return the height of the typeface that draws capitals of `capital_mm`, both in mm."""
    return capital_mm / CAPITALS[FAMILIES[language]]


def line_box(language: Language) -> float:
    """Return how high one line of text is at least when Qt draws it, in heights of the typeface."""
    return _LINE_BOXES[FAMILIES[language]]


def leading(language: Language) -> float:
    """Return how far lines of running text are apart, in heights of the typeface."""
    return 1.4 if language in TALL_MARKS else 1.3


def leading_of_labels(language: Language) -> float:
    """Return the same for the few words on a button, which stand closer together."""
    return 1.3 if language in TALL_MARKS else 1.1
