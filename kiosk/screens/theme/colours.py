"""Colours by role in three themes, and their contrast as WCAG 2.2 computes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kiosk.domain.preferences import ColourTheme

ENHANCED_CONTRAST: Final = 7.0  # WCAG 2.2, 1.4.6 (AAA), text
OUTLINE_CONTRAST: Final = 3.0  # WCAG 2.2, 1.4.11, outlines of controls and state of progress


@dataclass(frozen=True)
class Colours:
    """Colours by role, ``#rrggbb``. What stands on a ground `x` is called `on_x`."""

    background: str
    surface: str
    text: str
    text_soft: str
    line: str
    line_soft: str  # parts that belong together; never the only sign of anything
    primary: str
    primary_pressed: str
    on_primary: str
    primary_soft: str
    on_primary_soft: str
    pressed: str
    attention: str
    on_attention: str
    attention_line: str
    success: str
    on_success: str
    success_line: str
    disabled: str
    on_disabled: str
    focus: str
    simulated: str
    on_simulated: str


LIGHT: Final = Colours(
    background="#f6f3ec",
    surface="#ffffff",
    text="#1d2b33",
    text_soft="#3c4b54",
    line="#6f7e86",
    line_soft="#dcd6c9",
    primary="#0a5557",
    primary_pressed="#073f41",
    on_primary="#ffffff",
    primary_soft="#dcebe9",
    on_primary_soft="#073f41",
    pressed="#e6efee",
    attention="#fdeecd",
    on_attention="#573700",
    attention_line="#a86a00",
    success="#dff0e2",
    on_success="#124a2a",
    success_line="#1c7a45",
    disabled="#ebe7de",
    on_disabled="#40494e",
    focus="#b3470a",
    simulated="#ffd21f",
    on_simulated="#1a1a1a",
)

DARK: Final = Colours(
    background="#11191d",
    surface="#1c272d",
    text="#f4f1ea",
    text_soft="#ccd5d8",
    line="#8fa1ab",
    line_soft="#3b4a52",
    primary="#8fdcd5",
    primary_pressed="#c3efeb",
    on_primary="#062a2b",
    primary_soft="#163b3c",
    on_primary_soft="#cdf3f0",
    pressed="#25393c",
    attention="#3f2f0b",
    on_attention="#ffe4a8",
    attention_line="#e3aa40",
    success="#12361f",
    on_success="#c5f1d1",
    success_line="#5fcb8d",
    disabled="#273137",
    on_disabled="#c2cbcf",
    focus="#ffb16b",
    simulated="#ffd21f",
    on_simulated="#1a1a1a",
)

HIGH_CONTRAST: Final = Colours(
    background="#000000",
    surface="#000000",
    text="#ffffff",
    text_soft="#ffffff",
    line="#ffffff",
    line_soft="#6e6e6e",
    primary="#ffe14d",
    primary_pressed="#fff6c2",
    on_primary="#000000",
    primary_soft="#332c00",
    on_primary_soft="#ffe14d",
    pressed="#3a3a3a",
    attention="#000000",
    on_attention="#ffffff",
    attention_line="#ffb000",
    success="#000000",
    on_success="#8dffae",
    success_line="#8dffae",
    disabled="#1f1f1f",
    on_disabled="#d6d6d6",
    focus="#4de3ff",
    simulated="#ffd21f",
    on_simulated="#1a1a1a",
)

COLOURS: Final[Mapping[ColourTheme, Colours]] = MappingProxyType(
    {
        ColourTheme.LIGHT: LIGHT,
        ColourTheme.DARK: DARK,
        ColourTheme.HIGH_CONTRAST: HIGH_CONTRAST,
    }
)

TEXT_PAIRS: Final = (
    ("text", "background"),
    ("text", "surface"),
    ("text", "pressed"),
    ("text_soft", "background"),
    ("text_soft", "surface"),
    ("text_soft", "pressed"),
    ("primary", "background"),
    ("primary", "surface"),
    ("primary", "pressed"),
    ("on_primary", "primary"),
    ("on_primary", "primary_pressed"),
    ("on_primary_soft", "primary_soft"),
    ("on_primary_soft", "pressed"),
    ("on_attention", "attention"),
    ("on_success", "success"),
    ("on_success", "background"),
    ("on_disabled", "disabled"),
    ("on_simulated", "simulated"),
)
"""(text, ground) pairs that QML uses; each at least `ENHANCED_CONTRAST`, also where disabled."""

OUTLINE_PAIRS: Final = (
    ("line", "background"),
    ("line", "surface"),
    ("line", "disabled"),
    ("primary", "background"),
    ("primary", "surface"),
    ("primary", "primary_soft"),
    ("primary", "line_soft"),
    ("attention_line", "background"),
    ("attention_line", "attention"),
    ("success_line", "background"),
    ("success_line", "success"),
    ("focus", "background"),
    ("focus", "surface"),
)
"""(outline, ground) pairs; each at least `OUTLINE_CONTRAST`."""


def luminance(colour: str) -> float:
    """Return WCAG's relative luminance of ``#rrggbb``, 0 (black) to 1 (white)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return WCAG's contrast ratio, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
