"""How it looks: sizes in millimetres, colours by role, contrast computed (WCAG 2.2).

Touch areas: 12.7 mm at least (VVSG 2.0 7.2-I), main choices 20 mm; 2.54 mm and more apart.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from math import hypot

from kiosk.domain.language import Language

MM_PER_INCH = 25.4
ENHANCED_CONTRAST = 7.0  # WCAG 2.2, 1.4.6 (AAA), text
OUTLINE_CONTRAST = 3.0  # WCAG 2.2, 1.4.11, outlines of controls and state of progress
FAMILIES = {
    Language.JAPANESE: "BIZ UDPGothic",  # a universal-design typeface, made for weak eyes
    Language.EASY_JAPANESE: "BIZ UDPGothic",
    Language.CHINESE_SIMPLIFIED: "Noto Sans CJK SC",
    Language.CHINESE_TRADITIONAL: "Noto Sans CJK TC",
    Language.KOREAN: "Noto Sans CJK KR",
    Language.NEPALI: "Noto Sans Devanagari",
}
for _language in Language:
    FAMILIES.setdefault(_language, "Noto Sans CJK JP")  # BIZ UDPGothic cuts p and g when Qt draws
FALLBACK = "Noto Sans CJK JP"


@dataclass(frozen=True)
class Sizes:
    """Millimetres on the glass. Text sizes are heights of a kanji."""

    gap_small: float = 2.6
    gap: float = 5.0
    gap_large: float = 8.0
    radius: float = 3.2
    line: float = 0.5
    focus_line: float = 1.0
    headline: float = 10.0
    number: float = 38.0
    title: float = 9.0
    body: float = 5.6
    button: float = 6.2
    label: float = 4.4
    guidance: float = 7.2
    touch: float = 13.6
    row: float = 16.0
    touch_main: float = 20.6
    tile: float = 40.0
    icon_tile: float = 24.0
    icon_row: float = 17.0
    poster: float = 84.0
    key_width: float = 24.0
    key_height: float = 16.0
    digit: float = 9.0
    dot: float = 8.0
    step_dot: float = 9.0
    band: float = 8.0
    icon: float = 10.0
    icon_small: float = 7.0
    picture: float = 58.0
    picture_small: float = 27.0
    panel: float = 84.0
    face_width: float = 51.5
    face_height: float = 66.0
    bar: float = 2.4
    arrow: float = 18.0


@dataclass(frozen=True)
class Colours:
    """Colours by role, ``#rrggbb``."""

    background: str = "#f6f3ec"
    surface: str = "#ffffff"
    text: str = "#1d2b33"
    text_soft: str = "#40505a"
    line: str = "#74838b"
    line_soft: str = "#dcd6c9"
    primary: str = "#0a5557"
    primary_pressed: str = "#073f41"
    on_primary: str = "#ffffff"
    primary_soft: str = "#dcebe9"
    on_primary_soft: str = "#073f41"
    pressed: str = "#e6efee"
    attention: str = "#fdeecd"
    on_attention: str = "#573700"
    attention_line: str = "#a86a00"
    success: str = "#dff0e2"
    on_success: str = "#124a2a"
    success_line: str = "#1c7a45"
    disabled: str = "#ebe7de"
    on_disabled: str = "#4a5459"
    focus: str = "#b3470a"
    simulated: str = "#ffd21f"
    on_simulated: str = "#1a1a1a"


TEXT_PAIRS = (
    ("text", "background"),
    ("text", "surface"),
    ("text_soft", "background"),
    ("text_soft", "surface"),
    ("on_primary", "primary"),
    ("on_primary", "primary_pressed"),
    ("on_primary_soft", "primary_soft"),
    ("primary", "surface"),
    ("primary", "background"),
    ("primary", "pressed"),
    ("on_attention", "attention"),
    ("on_success", "success"),
    ("on_simulated", "simulated"),
)
"""(text, ground) pairs that QML uses; each at least `ENHANCED_CONTRAST`."""

OUTLINE_PAIRS = (
    ("line", "background"),
    ("line", "surface"),
    ("primary", "background"),
    ("attention_line", "background"),
    ("success_line", "background"),
    ("focus", "background"),
    ("focus", "surface"),
)
"""(outline, ground) pairs; each at least `OUTLINE_CONTRAST`."""


@dataclass(frozen=True)
class Motion:
    """Milliseconds; all zero when animations are off."""

    fade: int = 140
    breathe: int = 1600
    turn: int = 2400

    @staticmethod
    def still() -> "Motion":
        """Return the motion of a kiosk that does not move."""
        return Motion(0, 0, 0)


@dataclass(frozen=True)
class Theme:
    """A look for one screen's density."""

    dots_per_mm: float
    sizes: Sizes = field(default_factory=Sizes)
    colours: Colours = field(default_factory=Colours)
    motion: Motion = field(default_factory=Motion)

    def pixels(self) -> Mapping[str, int]:
        """Return every size in whole pixels."""
        return {name: round(mm * self.dots_per_mm) for name, mm in asdict(self.sizes).items()}


def dots_per_mm(width: int, height: int, diagonal_inches: float) -> float:
    """Return the density of a screen of `width` x `height` pixels."""
    return hypot(width, height) / diagonal_inches / MM_PER_INCH


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
