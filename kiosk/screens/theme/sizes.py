"""How large everything is, in millimetres on the glass.

Text: capitals as tall as VVSG 2.0, 7.1-G asks for, and nothing smaller at any place. The scale is
compressed as it grows: at the largest size everything is nearly as tall as the title.
Touch areas: 12.7 mm at least (VVSG 2.0, 7.2-I), main choices 20 mm; 2.54 mm and more apart.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Final

from kiosk.domain.language import Language
from kiosk.domain.preferences import TextSize
from kiosk.screens.theme.typefaces import em, line_box

LEAST_TOUCH: Final = 12.7
LEAST_MAIN_TOUCH: Final = 20.0
LEAST_GAP: Final = 2.54


@dataclass(frozen=True)
class Capitals:
    """Heights of a capital letter, in mm, by what the text is for. `label` is the smallest text."""

    label: float
    body: float
    button: float
    guidance: float
    title: float
    headline: float
    digit: float


SCALE: Final[Mapping[TextSize, Capitals]] = MappingProxyType(
    {
        TextSize.SMALL: Capitals(3.6, 4.5, 5.0, 5.8, 7.3, 8.1, 7.3),
        TextSize.NORMAL: Capitals(5.0, 5.8, 6.2, 7.0, 8.6, 9.8, 8.8),
        TextSize.LARGE: Capitals(6.4, 6.6, 6.8, 7.6, 8.7, 9.9, 9.0),
        TextSize.LARGEST: Capitals(8.5, 8.5, 8.5, 8.5, 8.8, 10.0, 9.4),
    }
)

_DRAWINGS: Final[Mapping[TextSize, tuple[float, float, float]]] = MappingProxyType(
    {
        TextSize.SMALL: (84.0, 27.0, 24.0),
        TextSize.NORMAL: (100.0, 48.0, 32.0),
        TextSize.LARGE: (92.0, 36.0, 28.0),
        TextSize.LARGEST: (84.0, 27.0, 24.0),
    }
)
"""Of a poster, beside choices, in a tile: small on small glasses, and where letters are large."""

LEAST_GLASS: Final[Mapping[TextSize, tuple[float, float]]] = MappingProxyType(
    {
        TextSize.SMALL: (215.0, 134.0),
        TextSize.NORMAL: (290.0, 163.0),
        TextSize.LARGE: (340.0, 190.0),
        TextSize.LARGEST: (340.0, 190.0),
    }
)
"""(longer, shorter) side in mm of the smallest glass that holds every screen at a text size."""


@dataclass(frozen=True)
class Sizes:
    """Millimetres. Text sizes are heights of the typeface (em), all others what is seen."""

    headline: float
    title: float
    guidance: float
    button: float
    body: float
    label: float
    digit: float
    touch: float
    row: float
    icon: float
    icon_small: float
    panel: float
    key_width: float
    key_height: float
    step_dot: float
    band: float
    poster: float
    picture_small: float
    icon_tile: float
    touch_main: float = 20.6
    gap_small: float = 2.6
    gap: float = 5.0
    gap_large: float = 8.0
    radius: float = 3.2
    line: float = 0.5
    focus_line: float = 1.0
    number: float = 38.0
    tile: float = 40.0
    icon_row: float = 17.0
    picture: float = 58.0
    dot: float = 8.0
    face_width: float = 51.5
    face_height: float = 66.0
    bar: float = 2.4
    arrow: float = 18.0


def sizes_of(text_size: TextSize, language: Language) -> Sizes:
    """Return the sizes: text as promised, and the room around it, which grows along."""
    ems = {name: em(capital, language) for name, capital in asdict(SCALE[text_size]).items()}
    label, body, button = ems["label"], ems["body"], ems["button"]
    small, gap, line = Sizes.gap_small, Sizes.gap, line_box(language) * label
    icon_small = max(7.0, 1.05 * button)
    poster, picture_small, icon_tile = _DRAWINGS[text_size]
    return Sizes(
        **ems,
        touch=max(13.6, 1.1 * label + 1.2 * small),
        row=max(16.0, 1.3 * body + gap),
        icon=max(10.0, 1.3 * body),
        icon_small=icon_small,
        panel=10.4 * button + icon_small + 5 * small,  # ten letters and a drawing
        key_width=max(24.0, 2.4 * button + 2 * gap),  # 訂正, 決定
        key_height=16.0 if text_size is TextSize.SMALL else 18.0,
        step_dot=max(9.0, 1.04 * line),
        band=max(8.0, 1.04 * line),
        poster=poster,
        picture_small=picture_small,
        icon_tile=icon_tile,
    )


def sizes_that_fit(width_mm: float, height_mm: float) -> tuple[TextSize, ...]:
    """Return the text sizes a glass can offer, smallest first: each holds every screen whole.

    Empty on a glass too small for any. Wide or tall makes no difference. A glass that offers a
    size shows it at its promised height: it offers fewer sizes instead of smaller letters.
    """
    longer, shorter = max(width_mm, height_mm), min(width_mm, height_mm)
    return tuple(
        size for size, (long, short) in LEAST_GLASS.items() if longer >= long and shorter >= short
    )
