"""Japanese fonts for what is printed: embedded, so that every printer and viewer has them."""

from functools import cache
from pathlib import Path
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER: Final = Path("/usr/share/fonts/truetype/bizud-gothic")
"""Where Debian's fonts-morisawa-bizud-gothic lies (SIL OFL 1.1); deploy/install wants it."""
REGULAR: Final = "BIZUDGothic-Regular"
BOLD: Final = "BIZUDGothic-Bold"
LATIN: Final = "BIZUDPGothic-Regular"  # proportional: for whole lines of English
LATIN_BOLD: Final = "BIZUDPGothic-Bold"


@cache
def register_fonts() -> None:
    """Make the four fonts known to reportlab. Raises FileNotFoundError with what to do."""
    for name in (REGULAR, BOLD, LATIN, LATIN_BOLD):
        path = FOLDER / f"{name}.ttf"
        if not path.exists():
            raise FileNotFoundError(f"{path}: install fonts-morisawa-bizud-gothic")
        pdfmetrics.registerFont(TTFont(name, path))
    pdfmetrics.registerFontFamily(
        REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD
    )
