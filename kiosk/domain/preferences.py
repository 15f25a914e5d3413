"""What a patient may ask the kiosk to do for them; forgotten when the reception ends."""

from dataclasses import dataclass
from enum import StrEnum


class TextSize(StrEnum):
    """How tall letters are; the millimetres of each stand in `kiosk/screens/theme.py`."""

    SMALL = "small"
    NORMAL = "normal"
    LARGE = "large"
    LARGEST = "largest"


class ColourTheme(StrEnum):
    """Which colours the roles have."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class Pace(StrEnum):
    """How fast the kiosk speaks."""

    SLOW = "slow"
    NORMAL = "normal"
    FAST = "fast"


@dataclass(frozen=True)
class Preferences:
    """How one patient wants the kiosk. Nothing personal: it says how, never why.

    `reach`: every control in the lower 60 % of the glass (wheelchair, child). `left_handed`:
    controls on the left. `voice`: everything is spoken. `fixed_keypad`: digits in their usual
    order, for those who type without sight. `more_time`: time limits are three times as long.
    """

    text_size: TextSize = TextSize.NORMAL
    colours: ColourTheme = ColourTheme.LIGHT
    reach: bool = False
    left_handed: bool = False
    voice: bool = False
    pace: Pace = Pace.NORMAL
    still: bool = False  # no motion
    fixed_keypad: bool = False
    more_time: bool = False

    @property
    def usual_digits(self) -> bool:
        """Whether a number pad keeps the usual order: also for whoever hears and does not see."""
        return self.fixed_keypad or self.voice


USUAL = Preferences()
