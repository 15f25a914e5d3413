"""The typefaces that the languages need: all there, and each helped out by the fallback.

`assets/fonts/joiner.ttf` is our own and holds the word joiner alone, without width and lower than
any line. No typeface of ours has that sign: Qt would take it from whichever has, and set the whole
line as low as that one's letters need.
"""

from collections.abc import Collection
from pathlib import Path
from typing import cast

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from kiosk.screens.theme import FALLBACK, FAMILIES

JOINER_FONT = Path(__file__).resolve().parents[2] / "assets" / "fonts" / "joiner.ttf"
JOINER_FAMILY = "Uketsuke Joiner"
PACKAGES = "fonts-morisawa-bizud-gothic, fonts-noto-cjk, fonts-noto-core"


class TypefaceMissing(RuntimeError):
    """A language would be drawn in boxes; the message names typefaces and Debian's packages."""


def use_typefaces() -> None:
    """Let characters that a language's typeface does not have come from the fallback.

    Needs a QGuiApplication. Raises TypefaceMissing when a typeface is not installed: Qt would
    draw another in its place, or boxes, and say nothing.
    """
    # Said of every typeface without Devanagari, each time; what is missing is refused below.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    QFontDatabase.addApplicationFont(str(JOINER_FONT))
    refuse_missing(QFontDatabase.families())
    for family in FAMILIES.values():
        QFont.insertSubstitutions(family, [JOINER_FAMILY, FALLBACK])
    cast("QGuiApplication", QGuiApplication.instance()).setFont(QFont(FALLBACK))


def refuse_missing(installed: Collection[str]) -> None:
    """Raise TypefaceMissing unless everything that we name is installed."""
    if missing := {JOINER_FAMILY, FALLBACK, *FAMILIES.values()}.difference(installed):
        raise TypefaceMissing(f"not installed: {', '.join(sorted(missing))} (of {PACKAGES})")
