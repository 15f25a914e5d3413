"""The panels on the glass: names in their own script, what is chosen, the look that follows."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

import pytest
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtQuick import QQuickItem

from kiosk.domain.language import Language
from kiosk.domain.preferences import ColourTheme, Preferences, TextSize
from kiosk.flow.events import Event, LanguageChosen, PreferencesChosen
from kiosk.flow.visit import Panel
from kiosk.screens.panels import TOGGLES
from kiosk.screens.texts import Texts
from kiosk.screens.theme import FAMILIES
from kiosk.ui.window import KioskWindow, WindowSettings
from tests.screens.examples import EXAMPLES
from tests.screens.invented import VISIT
from tests.ui.gallery import grey_ramp
from tests.ui.glass import is_button, is_text, name_of, tap, visible
from tests.ui.hand import Hand, Heard

LANGUAGES = EXAMPLES["panel_languages"]
COMFORT = EXAMPLES["panel_comfort"]
USUAL = Preferences()


@pytest.fixture(scope="module")
def opened(qapp: QGuiApplication, texts: Texts) -> Iterator[Hand]:
    del qapp
    events: list[Event] = []
    heard = Heard()
    settings = WindowSettings(animations=False, settle=0.0, burst=0)
    window = KioskWindow(events.append, grey_ramp, settings, heard)
    yield Hand(window, heard, events, texts)
    window.close()
    assert window.problems == []


@pytest.fixture
def hand(opened: Hand) -> Hand:
    opened.events.clear()
    return opened


def controls(hand: Hand) -> dict[str, QQuickItem]:
    items = visible(hand.window.root)
    return {str(one.property("key")): one for one in items if is_button(one) and one.isEnabled()}


def test_every_language_stands_under_its_own_name_in_its_own_typeface(hand: Hand) -> None:
    hand.go_on(LANGUAGES, USUAL)
    families = {
        str(one.property("says")): one.property("font").family()
        for one in visible(hand.window.root)
        if is_text(one)
    }
    names = {one.label: one.sets for one in hand.screen(LANGUAGES).choices if one.sets}
    assert len(names) == len(Language)
    for label, language in names.items():
        assert isinstance(language, Language)
        assert families[label] == FAMILIES[language]


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.NEPALI, Language.KOREAN])
def test_a_touch_chooses_a_language(language: Language, hand: Hand) -> None:
    hand.go_on(LANGUAGES, USUAL)
    tap(hand.window, controls(hand)[f"set:{language.value}"])
    assert hand.events == [LanguageChosen(language)]


@pytest.mark.parametrize("name", TOGGLES)
def test_a_switch_is_on_and_off_again(name: str, hand: Hand) -> None:
    on = replace(USUAL, **{name: True})
    hand.go_on(COMFORT, USUAL)
    tap(hand.window, controls(hand)[f"set:{name}"])
    hand.go_on(COMFORT, on)
    tap(hand.window, controls(hand)[f"set:{name}"])
    assert hand.events == [PreferencesChosen(on), PreferencesChosen(USUAL)]


def test_what_is_chosen_is_told_to_a_screen_reader_and_nothing_else_is(hand: Hand) -> None:
    hand.go_on(COMFORT, replace(USUAL, colours=ColourTheme.DARK, reach=True))
    chosen = {key for key, one in controls(hand).items() if _checked(one)}
    assert chosen == {"set:text_size=normal", "set:colours=dark", "set:reach"}


def _checked(item: QQuickItem) -> bool:
    interface = QAccessible.queryAccessibleInterface(item)
    return bool(interface.state().checked)


def test_the_whole_look_follows_what_is_chosen_at_once(hand: Hand) -> None:
    grounds: set[str] = set()
    heights: list[int] = []
    for size in TextSize:
        hand.go_on(COMFORT, replace(USUAL, text_size=size))
        title = hand.screen(COMFORT).title
        (one,) = (t for t in visible(hand.window.root) if is_text(t) and name_of(t) == title)
        heights.append(one.property("font").pixelSize())
    for colours in ColourTheme:
        hand.go_on(COMFORT, replace(USUAL, colours=colours))
        grounds.add(hand.window.root.property("color").name())
    assert heights == sorted(heights)
    assert len(grounds) == len(ColourTheme)


def test_a_glass_offers_only_the_letters_it_holds(hand: Hand) -> None:
    screen = hand.screen(COMFORT, USUAL, sizes=(TextSize.SMALL, TextSize.NORMAL))
    (sizes,) = (one for one in screen.groups if one.name == "text_size")
    assert [one.value for one in sizes.choices] == ["text_size=small", "text_size=normal"]


def test_back_to_how_the_kiosk_usually_is(hand: Hand) -> None:
    usual = replace(USUAL, text_size=TextSize.LARGE)
    state = replace(COMFORT, visit=replace(VISIT, panel=Panel.COMFORT, usual=usual))
    hand.go_on(state, USUAL)
    tap(hand.window, controls(hand)["set:reset"])
    assert hand.events == [PreferencesChosen(usual)]
    hand.go_on(state, usual)
    assert "set:reset" not in controls(hand)


def test_the_pace_is_offered_where_there_is_a_voice(hand: Hand) -> None:
    hand.go_on(COMFORT, USUAL)
    assert "set:pace=slow" not in controls(hand)
    hand.go_on(COMFORT, replace(USUAL, voice=True))
    assert "set:pace=slow" in controls(hand)


@pytest.mark.parametrize("language", Language)
def test_the_way_out_of_a_panel_is_not_read_as_the_way_to_undo_it(
    texts: Texts, language: Language
) -> None:
    out, undo = (texts[language].say(f"panel.{one}").casefold() for one in ("close", "reset"))
    same = SequenceMatcher(None, out, undo, autojunk=False).find_longest_match()
    assert 2 * same.size <= min(len(out), len(undo)), (out, undo)
