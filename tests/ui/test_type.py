"""How tall typefaces really draw capitals: what the theme computes text sizes from."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QTextLayout
from pytestqt.qtbot import QtBot

from kiosk.domain.language import Language
from kiosk.screens.phrases import JOINER
from kiosk.screens.theme import FAMILIES
from kiosk.screens.theme.typefaces import CAPITALS
from kiosk.ui.typefaces import use_typefaces

EM = 2000  # pixels; large enough that hinting is nothing


def heights(family: str, letters: str, weight: QFont.Weight) -> list[float]:
    """Return how tall letters are drawn, in heights of the typeface."""
    if family not in QFontDatabase.families():
        pytest.skip(f"{family} is not installed")
    font = QFont(family)
    font.setPixelSize(EM)
    font.setWeight(weight)
    metrics = QFontMetricsF(font)
    return [metrics.tightBoundingRect(letter).height() / EM for letter in letters]


WITH_CAPITALS = [family for family in CAPITALS if family != FAMILIES[Language.NEPALI]]
"""Devanagari has none; the fallback's are drawn in its place, and those are taller."""


@pytest.mark.parametrize("family", WITH_CAPITALS)
def test_capitals_are_drawn_as_tall_as_the_theme_believes(family: str, qtbot: QtBot) -> None:
    assert heights(family, "H", QFont.Weight.Normal) == [pytest.approx(CAPITALS[family], abs=0.001)]


@pytest.mark.parametrize("family", CAPITALS)
@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.Bold])
def test_no_letter_that_is_counted_on_is_lower(
    family: str, weight: QFont.Weight, qtbot: QtBot
) -> None:
    assert min(heights(family, "HEX08受한", weight)) >= CAPITALS[family] - 0.001


@pytest.mark.parametrize("family", CAPITALS)
@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.Bold])
def test_a_joiner_moves_no_line(family: str, weight: QFont.Weight, qtbot: QtBot) -> None:
    use_typefaces()
    assert line(family, weight, f"受{JOINER}付") == line(family, weight, "受付")


def line(family: str, weight: QFont.Weight, text: str) -> tuple[float, float, float]:
    """Return how far a line goes up, down and to the right, in pixels."""
    font = QFont(family)
    font.setPixelSize(EM)
    font.setWeight(weight)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    laid = layout.createLine()
    layout.endLayout()
    return laid.ascent(), laid.descent(), laid.naturalTextWidth()
