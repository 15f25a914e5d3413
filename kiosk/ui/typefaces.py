"""The typefaces that the languages need: all there, and each helped out by the fallback."""

from collections.abc import Collection
from typing import cast

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from kiosk.screens.theme import FALLBACK, FAMILIES

PACKAGES = "fonts-morisawa-bizud-gothic, fonts-noto-cjk, fonts-noto-core"


class TypefaceMissing(RuntimeError):
    """A language would be drawn in boxes; the message names typefaces and Debian's packages."""


def use_typefaces() -> None:
    """Let characters that a language's typeface does not have come from the fallback.

    Needs a QGuiApplication. Raises TypefaceMissing when a typeface is not installed: Qt would
    draw another in its place, or boxes, and say nothing.
    """
    refuse_missing(QFontDatabase.families())
    for family in set(FAMILIES.values()) - {FALLBACK}:
        QFont.insertSubstitution(family, FALLBACK)
    cast("QGuiApplication", QGuiApplication.instance()).setFont(QFont(FALLBACK))


def refuse_missing(installed: Collection[str]) -> None:
    """Raise TypefaceMissing unless everything that we name is installed."""
    if missing := {FALLBACK, *FAMILIES.values()}.difference(installed):
        raise TypefaceMissing(f"not installed: {', '.join(sorted(missing))} (of {PACKAGES})")
