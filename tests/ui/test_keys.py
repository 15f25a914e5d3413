"""Everything by key, without a finger and without sight: keyboard, ten-key pad, what is heard."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from kiosk.domain.language import Language
from kiosk.domain.pin import Digits
from kiosk.domain.preferences import Pace, Preferences, TextSize
from kiosk.domain.session import NO_SESSION
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.events import Event, LanguageChosen, PreferencesChosen
from kiosk.flow.visit import Panel
from kiosk.screens.screen import Role, Screen
from kiosk.screens.texts import Texts
from kiosk.ui.bursts import Bursts
from kiosk.ui.focus import focus_on, offered
from kiosk.ui.window import KioskWindow, WindowSettings
from tests.screens.examples import EXAMPLES
from tests.screens.invented import FACTS, ORDER, TYPED, VISIT
from tests.ui.gallery import grey_ramp
from tests.ui.glass import buttons, name_of, shape, tap, visible
from tests.ui.hand import HEARING, Hand, Heard

SESSION = VISIT.session
K = Qt.Key


def _hand(texts: Texts, settle: float = 0.0, burst: int = 0) -> Hand:
    events: list[Event] = []
    heard = Heard()
    settings = WindowSettings(animations=False, settle=settle, burst=burst)
    return Hand(KioskWindow(events.append, grey_ramp, settings, heard), heard, events, texts)


@pytest.fixture(scope="module")
def opened(qapp: QGuiApplication, texts: Texts) -> Iterator[Hand]:
    del qapp
    hand = _hand(texts)
    yield hand
    hand.window.close()
    assert hand.window.problems == []


@pytest.fixture
def hand(opened: Hand) -> Hand:
    return opened


def over(state: s.State, panel: Panel) -> s.State:
    return replace(state, visit=replace(state.visit, panel=panel))


COMFORT = over(EXAMPLES["choosing"], Panel.COMFORT)
LANGUAGES = over(EXAMPLES["choosing"], Panel.LANGUAGES)


@pytest.mark.parametrize(
    ("name", "keys", "event"),
    [
        ("choosing", (K.Key_1, K.Key_Enter), t.FaceChosen(SESSION)),
        ("choosing", (K.Key_2, K.Key_Return), t.PinChosen(SESSION)),
        ("choosing", (K.Key_3, K.Key_Space), t.StaffChosen(SESSION)),
        ("choosing", (K.Key_Tab, K.Key_Return), t.FaceChosen(SESSION)),
        ("choosing", (K.Key_Down, K.Key_Right, K.Key_Clear), t.PinChosen(SESSION)),
        ("choosing", (K.Key_Period, K.Key_Period, K.Key_Enter), t.PinChosen(SESSION)),
        ("choosing", (K.Key_Minus, K.Key_Enter), t.GaveUp(SESSION)),
        ("choosing", (K.Key_Escape, K.Key_Enter), t.GaveUp(SESSION)),
        ("choosing", (K.Key_Minus,) * 2 + (K.Key_Enter,), t.PanelOpened(SESSION, Panel.LANGUAGES)),
        ("choosing", (K.Key_Minus,) * 3 + (K.Key_Enter,), t.PanelOpened(SESSION, Panel.COMFORT)),
        ("choosing", (K.Key_Slash,), t.HelpAsked(SESSION)),
        ("choosing", (K.Key_End, K.Key_Enter), t.PanelOpened(SESSION, Panel.COMFORT)),
        ("choosing", (K.Key_Backtab, K.Key_Enter), t.PanelOpened(SESSION, Panel.COMFORT)),
        ("noticing_in_grace", (K.Key_Enter,), t.WentOn(SESSION)),
        ("still_there", (K.Key_Enter,), t.WentOn(SESSION)),
        ("offering_help", (K.Key_Enter,), t.WentBack(SESSION)),
        ("giving_consent_item_1", (K.Key_2, K.Key_Enter), t.ItemAnswered(SESSION, yes=False)),
        ("entering_pin_half", (K.Key_Period,), t.DigitCorrected(SESSION)),
        ("entering_pin_half", (K.Key_Backspace,), t.DigitCorrected(SESSION)),
        ("entering_pin", (K.Key_Minus, K.Key_Enter), t.WentBack(SESSION)),
        ("entering_pin", (K.Key_Minus, K.Key_Minus, K.Key_Enter), t.GaveUp(SESSION)),
        ("entering_pin", (K.Key_Slash,), t.HelpAsked(SESSION)),
        ("matching_face_look_here", (K.Key_Minus, K.Key_Enter), t.WentBack(SESSION)),
    ],
)
def test_a_key_does_what_a_finger_does(
    name: str, keys: tuple[Qt.Key, ...], event: Event, hand: Hand
) -> None:
    hand.show(name)
    hand.press(*keys)
    assert hand.events == [event]


def test_every_control_of_every_screen_is_reached_by_keys_and_by_a_ten_key_pad_alone(
    hand: Hand,
) -> None:
    states = {**EXAMPLES, "languages": LANGUAGES, "comfort": COMFORT}
    kinds = {_sort(hand.screen(state)): name for name, state in states.items()}
    for name in kinds.values():
        state = states[name]
        hand.show(state)
        there = {one.key for one in offered(hand.screen(state))}
        assert _reached(hand, K.Key_Tab, len(there)) >= there, name
        keypad = hand.screen(state).keypad
        by_pad = _reached(hand, K.Key_Minus if keypad else K.Key_Period, len(there))
        commands = {"correct", "confirm", "help"} if keypad else set()  # have keys of their own
        assert by_pad >= there - commands, name


def _sort(screen: Screen) -> tuple[str, ...]:
    """Return what a hand would find on a screen: one of each sort is tried."""
    return (screen.kind.value, *(one.key for one in offered(screen)))


def _reached(hand: Hand, key: Qt.Key, presses: int) -> set[str]:
    found: set[str] = set()
    for _ in range(presses + 2):
        hand.press(key)
        found.add(hand.focus)
    return found


def test_the_focus_goes_in_reading_order(hand: Hand) -> None:
    hand.show("choosing")
    order: list[str] = []
    for _ in range(7):
        hand.press(K.Key_Tab)
        order.append(hand.focus)
    assert order == ["face", "pin", "staff", "help", "give_up", "languages", "comfort"]


def test_a_digit_comes_to_its_way_and_says_it_but_never_does_it(hand: Hand) -> None:
    hand.show("choosing")
    hand.type("2")
    assert (hand.focus, hand.events) == ("pin", [])
    assert hand.heard.texts == ["2番、暗証番号\n数字4けた"]
    hand.type("9")  # there is no ninth way
    assert (hand.focus, hand.events) == ("pin", [])


def test_a_key_that_means_nothing_does_nothing(hand: Hand) -> None:
    hand.show("choosing")
    hand.press(K.Key_A, K.Key_F4, K.Key_Shift, K.Key_Control)
    assert (hand.focus, hand.events, hand.heard.texts) == ("", [], [])


def test_where_ways_stand_equal_none_has_the_focus_and_the_key_that_confirms_says_them_again(
    hand: Hand,
) -> None:
    for name in ("choosing", "giving_consent", "giving_consent_item_1", "checking_visually"):
        hand.show(name)
        assert hand.focus == ""
        hand.press(K.Key_Enter)
        assert (hand.events, hand.heard.repeats) == ([], 1)


def test_the_first_focus_is_never_an_answer_among_others(hand: Hand) -> None:
    nobody = hand.screen(EXAMPLES["out_of_service_reader"])
    for name, state in EXAMPLES.items():
        screen = hand.screen(state)
        main = [one for one in screen.choices if one.role is not Role.QUIET]
        focused = [one for one in main if one.key == focus_on(nobody, screen, "")]
        alone = len([one for one in main if one.enabled]) == 1
        assert all(alone or one.role is Role.PRIMARY for one in focused), name


def test_the_ring_is_seen_and_only_where_the_focus_is(hand: Hand) -> None:
    hand.show("choosing")
    hand.type("2")
    ringed = [name_of(one) for one in visible(hand.window.root) if _has(one, "focused")]
    assert ringed == ["暗証番号"]


def _has(item: QQuickItem, name: str) -> bool:
    there = item.metaObject().indexOfProperty(name) >= 0
    return there and bool(item.property(name))


def test_a_finger_takes_the_ring_away(hand: Hand) -> None:
    hand.show("choosing")
    hand.type("2")
    tap(hand.window, buttons(hand.window)["顔認証"])
    assert hand.focus == ""


def test_the_focus_stays_where_a_screen_changes_only_in_part(hand: Hand) -> None:
    hand.show("choosing")
    hand.type("2")
    locked = s.ChoosingMethod(VISIT, replace(FACTS, no_face=None, card_key=None))
    without_staff = replace(locked, visit=replace(VISIT, staff_door=False))
    hand.go_on(without_staff)
    assert hand.focus == "pin"
    hand.press(K.Key_Enter)
    assert hand.events == [t.PinChosen(SESSION)]


def test_the_focus_goes_where_its_control_goes(hand: Hand) -> None:
    hand.show("choosing")
    hand.type("3")
    hand.go_on(s.ChoosingMethod(replace(VISIT, staff_door=False), FACTS))
    assert hand.focus == ""


def test_the_next_question_does_not_begin_with_the_answer_to_the_last(hand: Hand) -> None:
    hand.show("giving_consent_item_0")
    hand.type("1")
    hand.go_on("giving_consent_item_1")
    assert hand.focus == ""


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
    hand.show("choosing", Preferences())
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
        (item,) = (one for one in visible(hand.window.root) if _has(one, "focused"))
        assert glass.contains(shape(item).adjusted(-ring, -ring, ring, ring))


def test_a_key_for_the_last_question_does_not_answer_the_next(texts: Texts, qtbot: QtBot) -> None:
    del qtbot
    hand = _hand(texts, settle=60.0)
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
    hand = _hand(texts, burst=500)  # not 30: the machine of a test may be slow
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
