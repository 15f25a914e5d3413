"""No character of any text, and of no name in the cast, is drawn as a box; no mark is cut."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QTextLayout
from pytestqt.qtbot import QtBot

from kiosk.domain.language import Language
from kiosk.screens.phrases import in_phrases
from kiosk.screens.texts import Texts
from kiosk.screens.theme import FAMILIES, leading
from kiosk.ui.typefaces import TypefaceMissing, refuse_missing, use_typefaces
from simulators.personas.cast import Persona, load_cast

NO_GLYPH = 0  # OpenType's .notdef: a box
EM = 100  # pixels


@pytest.fixture(autouse=True)
def typefaces(qtbot: QtBot) -> None:
    use_typefaces()


def boxes(line: str, language: Language) -> bool:
    """Tell whether Qt draws any character of a line as a box, with all its fallbacks."""
    layout = QTextLayout(line, _font(language))
    layout.beginLayout()
    layout.createLine().setLineWidth(1_000_000)
    layout.endLayout()
    return any(NO_GLYPH in run.glyphIndexes() for run in layout.glyphRuns())


def _font(language: Language) -> QFont:
    font = QFont(FAMILIES[language])
    font.setPixelSize(EM)
    return font


def _lines(texts: Texts, language: Language) -> set[str]:
    return {line for _, text in texts[language].written() for line in text.split("\n")}


def test_a_box_is_found(texts: Texts) -> None:
    assert boxes("\U0010fffd", Language.JAPANESE)


@pytest.mark.parametrize("language", Language)
def test_no_text_shows_a_box(language: Language, texts: Texts) -> None:
    lines = _lines(texts, language)
    assert [line for line in lines if boxes(in_phrases(line, language), language)] == []


@pytest.mark.parametrize("language", Language)
def test_a_language_has_a_typeface_with_its_own_letters(language: Language, texts: Texts) -> None:
    own = texts[language].say(f"language.{language.value}")
    layout = QTextLayout(own, _font(language))
    layout.beginLayout()
    layout.createLine().setLineWidth(1_000_000)
    layout.endLayout()
    drawn = {run.rawFont().familyName() for run in layout.glyphRuns()}
    assert drawn == {FAMILIES[language]}


@pytest.mark.parametrize("persona", load_cast().values(), ids=lambda persona: persona.key)
def test_no_name_of_the_cast_shows_a_box(persona: Persona) -> None:
    for language in Language:
        assert not boxes(persona.name, language)
        assert not boxes(persona.address, language)


@pytest.mark.parametrize("language", Language)
def test_marks_above_and_below_have_room_in_their_line(language: Language, texts: Texts) -> None:
    metrics = QFontMetricsF(_font(language))
    inks = [metrics.tightBoundingRect(line) for line in _lines(texts, language) if line]
    highest, lowest = min(ink.top() for ink in inks), max(ink.bottom() for ink in inks)
    assert lowest - highest <= leading(language) * EM


def test_a_missing_typeface_is_refused_by_name() -> None:
    installed = QFontDatabase.families()
    refuse_missing(installed)
    with pytest.raises(TypefaceMissing, match=r"Noto Sans Devanagari .*fonts-noto-core"):
        refuse_missing([family for family in installed if family != "Noto Sans Devanagari"])
