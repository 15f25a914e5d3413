"""The colours of icons and illustrations: a drawing is made in those of the light theme.

Every colour in `assets/icons` and `assets/illustrations` is one of `LIGHT`, each of which has one
role; another theme's drawing is the same file with the colours of that theme in their places. So a
drawing is right on every ground, needs one file, and can be opened in any program for drawings.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Final

from kiosk.domain.preferences import ColourTheme


@dataclass(frozen=True)
class Palette:
    """Colours by what is drawn with them, ``#rrggbb``; in `LIGHT` no two are the same."""

    plate: str  # the disc behind an illustration, by its tone
    plate_attention: str
    plate_success: str
    ink: str  # lines, arrows, icons; also what is solid: a reader, a pad
    on_ink: str
    deep: str  # the hollow of a reader, shade
    rim: str  # on `deep`
    edge: str  # what is only hinted at: written lines, windows
    grey: str
    paper: str
    card: str
    card_wave: str
    card_photo: str
    phone: str
    skin: str
    skin_shade: str
    hair: str
    hair_old: str
    feature: str  # eyes, mouths, the sign on `signal`
    cloth: str
    accent: str  # crosses, seals: small, and stronger than `cloth`
    signal: str  # where to look: an arrow in the reader, the camera
    lamp: str  # of a reader that is ready
    success: str
    stripe: str  # on the band of 模擬


LIGHT: Final = Palette(
    plate="#dcebe9",
    plate_attention="#f6e3c5",
    plate_success="#dff0e2",
    ink="#0a5557",
    on_ink="#fefefe",
    deep="#073f41",
    rim="#a5cbc7",
    edge="#8fbcb8",
    grey="#c9d2d3",
    paper="#ffffff",
    card="#fdf7f2",
    card_wave="#f4cdbb",
    card_photo="#cfe3e1",
    phone="#26363a",
    skin="#f3c9a5",
    skin_shade="#e3ae84",
    hair="#4a3b35",
    hair_old="#9aa6aa",
    feature="#1d2b33",
    cloth="#e0805f",
    accent="#c4553a",
    signal="#f2b84b",
    lamp="#7fd6a2",
    success="#1c7a45",
    stripe="#1a1a1a",
)

DARK: Final = Palette(
    plate="#1d3a3c",
    plate_attention="#3f2f0b",
    plate_success="#12361f",
    ink="#8fdcd5",
    on_ink="#0b2f30",
    deep="#0c2526",
    rim="#6fa5a1",
    edge="#6fa5a1",
    grey="#5b6d74",
    paper="#1c272d",
    card="#202d33",
    card_wave="#5a4440",
    card_photo="#35585a",
    phone="#b9c6ca",
    skin="#e8bd98",
    skin_shade="#c9966d",
    hair="#75543f",
    hair_old="#b4bec1",
    feature="#1d2b33",
    cloth="#d9775a",
    accent="#f0997f",
    signal="#f2b84b",
    lamp="#7fd6a2",
    success="#5fcb8d",
    stripe="#1a1a1a",
)

HIGH_CONTRAST: Final = Palette(
    plate="#000000",
    plate_attention="#000000",
    plate_success="#000000",
    ink="#ffe14d",
    on_ink="#000000",
    deep="#000000",
    rim="#ffffff",
    edge="#ffffff",
    grey="#ffffff",
    paper="#000000",
    card="#000000",
    card_wave="#6e6e6e",
    card_photo="#6e6e6e",
    phone="#ffffff",
    skin="#ffffff",
    skin_shade="#c8c8c8",
    hair="#8a8a8a",
    hair_old="#d6d6d6",
    feature="#000000",
    cloth="#4de3ff",
    accent="#ff9d7a",
    signal="#ffb000",
    lamp="#8dffae",
    success="#8dffae",
    stripe="#1a1a1a",
)

PALETTES: Final[Mapping[ColourTheme, Palette]] = MappingProxyType(
    {
        ColourTheme.LIGHT: LIGHT,
        ColourTheme.DARK: DARK,
        ColourTheme.HIGH_CONTRAST: HIGH_CONTRAST,
    }
)

SIGN_PAIRS: Final = (
    ("ink", "plate"),
    ("ink", "plate_attention"),
    ("ink", "paper"),
    ("ink", "card"),
    ("on_ink", "ink"),
    ("rim", "deep"),
    ("signal", "deep"),
    ("feature", "skin"),
    ("feature", "signal"),
    ("accent", "paper"),
    ("accent", "plate"),
    ("success", "plate_success"),
    ("success", "plate"),
    ("on_ink", "success"),
)
"""(sign, ground) pairs that carry what a drawing says; each at least WCAG's 3:1 (1.4.11)."""

COLOUR: Final = re.compile("#[0-9a-f]{6}")


def recoloured(svg: str, theme: ColourTheme) -> str:
    """Return a drawing in a theme's colours. Raises KeyError at a colour that has no role."""
    roles = {colour: role for role, colour in asdict(LIGHT).items()}
    colours = asdict(PALETTES[theme])
    return COLOUR.sub(lambda found: colours[roles[found.group()]], svg)
