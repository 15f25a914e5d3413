"""Everything by key, without a finger and without sight: keyboard, ten-key pad, what is heard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from kiosk.domain.preferences import Preferences
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.events import Event
from kiosk.flow.visit import Panel
from kiosk.screens.screen import Role, Screen
from kiosk.ui.focus import focus_on, offered
from tests.screens.examples import EXAMPLES
from tests.screens.invented import FACTS, VISIT
from tests.ui.glass import buttons, name_of, tap
from tests.ui.hand import Hand

SESSION = VISIT.session
K = Qt.Key


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
        assert all(alone or one.role is Role.PRIMARY or one.chosen for one in focused), name


def test_who_comes_after_somebody_with_keys_sees_no_ring(hand: Hand) -> None:
    hand.show("noticing_expires_soon")
    assert hand.focus
    hand.go_on("waiting", Preferences())
    hand.go_on("noticing_expires_soon", Preferences())
    assert hand.focus == ""
    assert hand.ringed == []


def test_the_ring_is_seen_and_only_where_the_focus_is(hand: Hand) -> None:
    hand.show("choosing")
    hand.type("2")
    ringed = [name_of(one) for one in hand.ringed]
    assert ringed == ["暗証番号"]


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
