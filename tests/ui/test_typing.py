"""Keys that type, speak and are held back: PIN pads, the first key of all, machines that type."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from pytestqt.qtbot import QtBot

from kiosk.domain.language import Language
from kiosk.domain.pin import Digits
from kiosk.domain.preferences import Pace, Preferences, TextSize
from kiosk.domain.session import NO_SESSION
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.events import LanguageChosen, PreferencesChosen
from kiosk.flow.visit import Panel
from kiosk.screens.texts import Texts
from kiosk.ui.bursts import Bursts
from tests.screens.examples import EXAMPLES
from tests.screens.invented import FACTS, ORDER, TYPED, VISIT
from tests.ui.glass import shape
from tests.ui.hand import HEARING, Hand, new_hand

SESSION = VISIT.session
K = Qt.Key


def over(state: s.State, panel: Panel) -> s.State:
    return replace(state, visit=replace(state.visit, panel=panel))


COMFORT = over(EXAMPLES["choosing"], Panel.COMFORT)
LANGUAGES = over(EXAMPLES["choosing"], Panel.LANGUAGES)


def test_on_a_pad_digits_are_typed_whatever_their_order_on_the_glass(hand: Hand) -> None:
    hand.show("entering_pin")
    hand.type(TYPED)
    assert hand.events == [t.DigitPressed(SESSION, int(one)) for one in TYPED]


def _typed(count: int) -> s.EnteringPin:
    return s.EnteringPin(VISIT, FACTS, Digits(TYPED[:count]), ORDER)


def test_a_pin_that_is_typed_by_key_comes_to_the_key_that_confirms_and_says_no_digit(
    hand: Hand,
) -> None:
    hand.show(_typed(0))
    for count in range(1, 5):
        hand.type(TYPED[count - 1])
        hand.go_on(_typed(count))
    assert hand.focus == "confirm"
    assert hand.heard.texts == []  # how many are typed is told with the screen
    hand.press(K.Key_Enter)
    assert hand.events[-1] == t.DigitsConfirmed(SESSION)


def test_no_digit_of_a_pad_ever_has_the_focus(hand: Hand) -> None:
    hand.show("entering_pin_half")
    for _ in range(30):
        hand.press(K.Key_Tab)
        assert not hand.focus.isdigit()
        assert hand.focus


def test_a_complete_pad_is_confirmed_also_after_a_digit_too_many(hand: Hand) -> None:
    hand.show(_typed(4))
    hand.type("9")
    assert hand.events == [t.DigitPressed(SESSION, 9)]
    hand.press(K.Key_Enter)
    assert hand.events[-1] == t.DigitsConfirmed(SESSION)


def test_an_unfinished_pad_confirms_nothing(hand: Hand) -> None:
    hand.show("entering_pin_half")
    hand.press(K.Key_Enter)
    assert hand.events == []


def test_the_first_key_of_all_begins_to_speak_and_does_nothing_else(hand: Hand) -> None:
    for key in (K.Key_Enter, K.Key_Slash, K.Key_3, K.Key_Minus):
        hand.show("waiting", Preferences())
        hand.press(key)
        assert hand.events == [PreferencesChosen(HEARING)]


def test_whoever_hears_is_greeted_and_told_the_keys(hand: Hand) -> None:
    said = hand.screen(EXAMPLES["waiting"]).spoken
    assert said.startswith("音声でご案内します。")
    assert "番、言語 Language" in said
    hand.show("waiting")
    hand.press(K.Key_End)
    hand.press(K.Key_Enter)
    assert hand.events == [t.PanelOpened(NO_SESSION, Panel.COMFORT)]


def test_ways_are_spoken_with_the_digit_that_comes_to_them(hand: Hand) -> None:
    said = hand.screen(EXAMPLES["choosing"]).spoken.split("\n")
    assert said[-4:] == ["1番、顔認証", "2番、暗証番号", "3番、職員による確認", "4番、受付をやめる"]


def test_a_key_says_the_screen_again_and_another_changes_the_pace(hand: Hand) -> None:
    hand.show("choosing")
    hand.type("*")
    assert hand.heard.repeats == 1
    hand.type("+")
    assert hand.events == [PreferencesChosen(replace(HEARING, pace=Pace.FAST))]
    hand.show("entering_pin", Preferences())  # where no key begins to speak
    hand.type("+")
    assert hand.events == []


def test_a_key_held_down_answers_once(hand: Hand) -> None:
    hand.show("noticing_in_grace")
    for repeated in (False, True, True):
        event = QKeyEvent(
            QEvent.Type.KeyPress,
            K.Key_Enter,
            Qt.KeyboardModifier.NoModifier,
            autorep=repeated,
        )
        QGuiApplication.sendEvent(hand.window.view, event)
    assert hand.events == [t.WentOn(SESSION)]


def test_a_language_by_key_is_one_key_and_confirm(hand: Hand) -> None:
    hand.show(LANGUAGES)
    assert hand.focus == "set:ja"
    hand.type("3")
    assert hand.heard.texts == ["3番、English"]
    hand.press(K.Key_Enter)
    assert hand.events == [LanguageChosen(Language.ENGLISH)]


def test_what_a_key_chose_on_a_panel_is_heard_where_the_focus_stays(hand: Hand) -> None:
    hand.show(COMFORT)
    hand.type("4")
    largest = replace(HEARING, text_size=TextSize.LARGEST)
    hand.press(K.Key_Enter)
    assert hand.events == [PreferencesChosen(largest)]
    hand.go_on(COMFORT, largest)
    assert hand.focus == "set:text_size=largest"
    assert hand.heard.texts[-1] == "文字の大きさ\n4番、特大\n選ばれています"


def test_the_ring_is_inside_the_glass(hand: Hand) -> None:
    hand.show(COMFORT)
    glass = shape(hand.window.root)
    for _ in range(25):
        hand.press(K.Key_Tab)
        ring = 2 * hand.window.theme.pixels()["focus_line"]
        (item,) = hand.ringed
        assert glass.contains(shape(item).adjusted(-ring, -ring, ring, ring))


def test_a_key_for_the_last_question_does_not_answer_the_next(texts: Texts, qtbot: QtBot) -> None:
    del qtbot
    hand = new_hand(texts, settle=60.0)
    try:
        hand.go_on("choosing")
        hand.press(K.Key_Tab)
        hand.go_on("noticing_in_grace")
        assert hand.focus == "go_on"
        hand.press(K.Key_Enter)
        hand.type("1234")
        assert hand.events == []
    finally:
        hand.window.close()


def test_what_a_scanner_types_does_nothing_at_all(texts: Texts, qtbot: QtBot) -> None:
    hand = new_hand(texts, burst=500)  # not 30: the machine of a test may be slow
    try:
        hand.go_on(_typed(0))
        hand.type("4901234567894")
        hand.press(K.Key_Enter)
        qtbot.wait(600)  # longer than a key is held back
        assert hand.events == []
    finally:
        hand.window.close()


@pytest.mark.parametrize("gap", [1, 10, 29])
def test_keys_faster_than_a_hand_are_a_burst_with_the_enter_at_its_end(gap: int) -> None:
    bursts = Bursts(30, 300)
    at = [1000 + gap * number for number in range(13)] + [1000 + gap * 12 + 250]
    assert [bursts.belongs(one) for one in at] == [False] + [True] * 13
    assert not bursts.belongs(at[-1] + 300)


@pytest.mark.parametrize("gap", [30, 80, 200, 5000])
def test_a_hand_is_never_taken_for_a_machine(gap: int) -> None:
    bursts = Bursts(30, 300)
    assert not any(bursts.belongs(gap * number) for number in range(20))
