"""How it looks: sizes in millimetres, colours by role, motion; for one glass and one patient."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import ceil, hypot
from typing import Final

from kiosk.domain.language import Language
from kiosk.domain.preferences import USUAL, Preferences
from kiosk.screens.theme.colours import COLOURS, Colours
from kiosk.screens.theme.sizes import Sizes, sizes_of, sizes_that_fit
from kiosk.screens.theme.typefaces import FALLBACK, FAMILIES, leading, leading_of_labels

__all__ = [
    "FALLBACK",
    "FAMILIES",
    "REFERENCE_DOTS_PER_MM",
    "Colours",
    "Motion",
    "Sizes",
    "Theme",
    "dots_per_mm",
    "sizes_that_fit",
]

MM_PER_INCH: Final = 25.4
REFERENCE_DOTS_PER_MM: Final = 3.71
"""The reference glass, 15.6 inch 16:9, at 1280x720; at its own 1920x1080 it has 5.57."""


@dataclass(frozen=True)
class Motion:
    """Milliseconds; all zero when nothing may move."""

    fade: int = 140  # a screen appears
    breathe: int = 1600  # an arrow leans, dots take turns: a device is at work

    @staticmethod
    def still() -> "Motion":
        """Return the motion of a kiosk that does not move (WCAG 2.2, 2.3.3)."""
        return Motion(0, 0)


@dataclass(frozen=True)
class Theme:
    """A look: the density of the glass, what the patient prefers, the language (its typeface)."""

    dots_per_mm: float
    preferences: Preferences = USUAL
    language: Language = Language.JAPANESE

    @property
    def sizes(self) -> Sizes:
        """Sizes in millimetres."""
        return sizes_of(self.preferences.text_size, self.language)

    @property
    def colours(self) -> Colours:
        """Colours by role."""
        return COLOURS[self.preferences.colours]

    @property
    def motion(self) -> Motion:
        """Durations in milliseconds."""
        return Motion.still() if self.preferences.still else Motion()

    @property
    def leading(self) -> float:
        """Line height of running text, in heights of the typeface."""
        return leading(self.language)

    @property
    def leading_of_labels(self) -> float:
        """Line height of the few words on a button, in heights of the typeface."""
        return leading_of_labels(self.language)

    def pixels(self) -> Mapping[str, int]:
        """Return every size in whole pixels: rounded up, so that none is below its promise."""
        return {name: ceil(mm * self.dots_per_mm) for name, mm in asdict(self.sizes).items()}


def dots_per_mm(width: int, height: int, diagonal_inches: float) -> float:
    """Return the density of a screen of `width` x `height` pixels."""
    return hypot(width, height) / diagonal_inches / MM_PER_INCH
