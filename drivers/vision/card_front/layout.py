"""Where on the front to look for what, in millimetres from the upper left corner.

ISO/IEC 7810 ID-1 is 85.60 x 53.98 mm. The photo stands left and measures 22.0 x 27.5 mm, the
security code is printed under it, the dates beside it. Exact places are not public: the areas are
wide, rows of print are found in them, and what a row is is told by what it says.
"""

from dataclasses import dataclass
from typing import Final

CARD_MM: Final = (85.60, 53.98)
DOTS_A_MM: Final = 12.0  # of the straightened card: some more than the camera has


@dataclass(frozen=True)
class Area:
    """A rectangle on the card in millimetres."""

    left: float
    top: float
    right: float
    bottom: float

    def pixels(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom on the straightened card."""
        left, top, right, bottom = (
            round(edge * DOTS_A_MM) for edge in (self.left, self.top, self.right, self.bottom)
        )
        return left, top, right, bottom


DATES: Final = Area(27.0, 13.5, 59.5, 24.2)  # rows of birth date and expiry
CODE: Final = Area(2.0, 44.8, 22.0, 50.2)  # the row under the photo
PHOTO: Final = Area(2.5, 16.0, 27.5, 46.5)  # the photo with something around it
PHOTO_PAPER: Final = Area(5.5, 19.5, 24.5, 43.5)  # surely inside the photo's frame
