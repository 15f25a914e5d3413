"""Fingers on the glass: the right event with the right session, and nothing from a stale screen."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtQuick import QQuickItem

from kiosk.domain.language import Language
from kiosk.domain.preferences import USUAL, Preferences
from kiosk.domain.session import NO_SESSION, SessionId
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.events import Event, PreferencesChosen
from kiosk.flow.visit import Panel
from kiosk.screens.screen import Choice, Intent
from kiosk.screens.texts import Texts
from kiosk.screens.theme import Theme
from kiosk.ui.bridge import Bridge
from kiosk.ui.intents import event_of
from kiosk.ui.shown import token
from kiosk.ui.window import KioskWindow
from tests.screens.examples import EXAMPLES
from tests.screens.invented import FACTS, ORDER, VISIT
from tests.ui.conftest import OpenWindow
from tests.ui.gallery import screen_of
from tests.ui.glass import buttons, is_text, name_of, tap, visible

SESSION = VISIT.session
JA = Language.JAPANESE


def show(window: KioskWindow, name: str, texts: Texts) -> None:
    window.show_screen(screen_of(EXAMPLES[name], texts, JA))
    QCoreApplication.processEvents()


@pytest.mark.parametrize(
    ("name", "button", "event"),
    [
        ("choosing", "顔認証", t.FaceChosen(SESSION)),
        ("choosing", "暗証番号", t.PinChosen(SESSION)),
        ("choosing", "職員による確認", t.StaffChosen(SESSION)),
        ("choosing", "職員を呼ぶ", t.HelpAsked(SESSION)),
        ("choosing", "受付をやめる", t.GaveUp(SESSION)),
        ("entering_pin_half", "訂正", t.DigitCorrected(SESSION)),
        ("entering_pin_complete", "決定", t.DigitsConfirmed(SESSION)),
        ("entering_pin", "ほかの方法にする", t.WentBack(SESSION)),
        ("noticing_in_grace", "次へ", t.WentOn(SESSION)),
        ("matching_face_look_here", "ほかの方法にする", t.WentBack(SESSION)),
        (
            "choosing_reason",
            "体調がすぐれない",
            t.ReasonChosen(SESSION, VisualReason.UNWELL),
        ),
        ("checking_visually", "ご本人です", t.PersonConfirmed(SESSION, same_person=True)),
        ("checking_visually", "確認できません", t.PersonConfirmed(SESSION, same_person=False)),
        ("giving_consent", "すべて同意する", t.AllAnswered(SESSION, yes=True)),
        ("giving_consent", "同意しない", t.AllAnswered(SESSION, yes=False)),
        ("giving_consent", "一つずつ選ぶ", t.OneByOneChosen(SESSION)),
        ("giving_consent_as_last_time", "前回と同じ", t.LastAnswersChosen(SESSION)),
        ("giving_consent_as_last_time", "同意しない", t.AllAnswered(SESSION, yes=False)),
        ("answering_option_prescription", "電子処方箋", t.OptionAnswered(SESSION, first=True)),
        ("answering_option_prescription", "紙の処方箋", t.OptionAnswered(SESSION, first=False)),
        ("answering_option_public_expense", "使わない", t.OptionAnswered(SESSION, first=False)),
        ("offering_registration", "申し込む", t.RegistrationChosen(SESSION)),
        ("offering_registration", "今日はしない", t.WentBack(SESSION)),
        ("service_unavailable_no_answer", "仮の受付をする", t.ProvisionalChosen(SESSION)),
        ("giving_consent_item_1", "同意する", t.ItemAnswered(SESSION, yes=True)),
        ("giving_consent_item_1", "同意しない", t.ItemAnswered(SESSION, yes=False)),
        ("consents_not_sent", "提供せずに受付する", t.WithoutSharingChosen(SESSION)),
        ("still_there", "続ける", t.WentOn(SESSION)),
        ("offering_help", "元の画面にもどる", t.WentBack(SESSION)),
        ("choosing", "言語 Language", t.PanelOpened(SESSION, Panel.LANGUAGES)),
        ("choosing", "見やすさ・音声", t.PanelOpened(SESSION, Panel.COMFORT)),
        ("waiting", "言語 Language", t.PanelOpened(NO_SESSION, Panel.LANGUAGES)),
    ],
)
def test_a_touch_posts_its_event(
    name: str, button: str, event: Event, open_window: OpenWindow, texts: Texts
) -> None:
    window, events = open_window()
    show(window, name, texts)
    tap(window, buttons(window)[button])
    assert events == [event]


def test_each_key_posts_the_digit_it_shows(open_window: OpenWindow, texts: Texts) -> None:
    window, events = open_window()
    show(window, "entering_pin", texts)
    for digit in ORDER:
        tap(window, buttons(window)[str(digit)])
    assert events == [t.DigitPressed(SESSION, digit) for digit in ORDER]


def test_without_an_order_there_are_no_keys(open_window: OpenWindow, texts: Texts) -> None:
    window, events = open_window()
    show(window, "entering_pin_not_shuffled", texts)
    assert not {str(digit) for digit in range(10)} & set(buttons(window))
    assert "決定" not in buttons(window)
    assert events == []


def test_a_guidance_that_changes_does_not_lose_the_finger(
    open_window: OpenWindow, texts: Texts
) -> None:
    window, _ = open_window()
    show(window, "matching_face_look_here", texts)
    before = buttons(window)["ほかの方法にする"]
    show(window, "matching_face_too_far", texts)
    assert buttons(window)["ほかの方法にする"] is before
    assert "もう少し、近づいてください" in {name_of(one) for one in texts_on(window)}


def texts_on(window: KioskWindow) -> Iterator[QQuickItem]:
    return (item for item in visible(window.root) if is_text(item))


def bridge(
    name: str, texts: Texts, settle: float = 0.0, seconds: list[float] | None = None
) -> tuple[Bridge, list[Event]]:
    events: list[Event] = []
    now = seconds or [0.0]
    screen = screen_of(EXAMPLES[name], texts, JA)
    made = Bridge(events.append, lambda: None, Theme(6.0), screen, settle, lambda: now[0])
    return made, events


def test_a_touch_on_another_question_is_dropped(texts: Texts) -> None:
    made, events = bridge("giving_consent_item_1", texts)
    stale = token(screen_of(EXAMPLES["giving_consent_item_0"], texts, JA))
    made.intend(Intent.YES.value, stale)
    assert events == []


def test_a_touch_on_another_optional_question_is_dropped(texts: Texts) -> None:
    made, events = bridge("answering_option_public_expense", texts)
    stale = token(screen_of(EXAMPLES["answering_option_specific_diseases"], texts, JA))
    made.intend(Intent.OPTION_FIRST.value, stale)
    assert events == []


def test_a_touch_on_another_session_is_dropped(texts: Texts) -> None:
    made, events = bridge("choosing", texts)
    made.intend(
        Intent.FACE.value, token(screen_of(EXAMPLES["choosing"], texts, JA)).replace("7/", "6/")
    )
    assert events == []


def test_an_intent_that_is_not_offered_is_dropped(texts: Texts) -> None:
    made, events = bridge("choosing_pin_locked", texts)
    made.intend(Intent.PIN.value, token(screen_of(EXAMPLES["choosing_pin_locked"], texts, JA)))
    made.intend("nonsense", token(screen_of(EXAMPLES["choosing_pin_locked"], texts, JA)))
    made.press(3, token(screen_of(EXAMPLES["choosing_pin_locked"], texts, JA)))
    assert events == []


def test_a_double_tap_does_not_answer_the_next_question(texts: Texts) -> None:
    now = [10.0]
    made, events = bridge("giving_consent_item_0", texts, settle=0.35, seconds=now)
    nearer = screen_of(EXAMPLES["giving_consent_item_1"], texts, JA)
    made.show(nearer)
    now[0] += 0.2
    made.intend(Intent.YES.value, token(nearer))
    assert events == []
    now[0] += 0.2
    made.intend(Intent.YES.value, token(nearer))
    assert events == [t.ItemAnswered(SESSION, yes=True)]


def typed_at(texts: Texts, times: list[float], preferences: Preferences = USUAL) -> list[Event]:
    """Touch one digit at these seconds; return what reached the flow."""
    now = [0.0]
    made, events = bridge("entering_pin", texts, settle=0.35, seconds=now)
    pad = replace(made.shown, preferences=preferences)
    made.show(pad)
    for now[0] in times:
        made.press(7, token(pad))
    return events


def test_a_trembling_finger_types_a_digit_once(texts: Texts) -> None:
    assert typed_at(texts, [10.0, 10.09, 10.2]) == [t.DigitPressed(SESSION, 7)]


def test_the_same_digit_typed_twice_by_a_quick_hand_counts_twice(texts: Texts) -> None:
    assert typed_at(texts, [10.0, 10.16]) == [t.DigitPressed(SESSION, 7)] * 2


def test_whoever_asked_for_more_time_may_tremble_longer(texts: Texts) -> None:
    slow = Preferences(more_time=True)
    assert typed_at(texts, [10.0, 10.45], slow) == [t.DigitPressed(SESSION, 7)]
    assert typed_at(texts, [10.0, 10.55], slow) == [t.DigitPressed(SESSION, 7)] * 2


def test_a_digit_that_stands_twice_in_a_pin_is_typed_twice_by_whom_a_key_has_woken_the_voice_for(
    texts: Texts,
) -> None:
    now = [10.0]
    made, events = bridge("entering_pin_half", texts, settle=0.35, seconds=now)
    state = s.EnteringPin(VISIT, FACTS, keypad=ORDER)
    woken = replace(VISIT, preferences=Preferences(voice=True, more_time=True))
    made.show(screen_of(replace(state, visit=woken), texts, JA))
    made.used(by_key=True)
    for now[0] in (11.0, 11.25):
        made.press(7, token(made.shown))
    assert events == [t.DigitPressed(SESSION, 7)] * 2


def test_other_keys_are_not_held_up_by_a_trembling_finger(texts: Texts) -> None:
    now = [10.0]
    made, events = bridge("entering_pin_half", texts, settle=0.35, seconds=now)
    now[0] = 11.0
    made.press(7, token(made.shown))
    made.press(3, token(made.shown))
    made.intend(Intent.CORRECT.value, token(made.shown))
    kinds = [t.DigitPressed(SESSION, 7), t.DigitPressed(SESSION, 3), t.DigitCorrected(SESSION)]
    assert events == kinds


def test_a_trembling_finger_does_not_take_a_wish_back(texts: Texts) -> None:
    over = replace(s.ChoosingMethod(VISIT, FACTS), visit=replace(VISIT, panel=Panel.COMFORT))
    heard = replace(over, visit=replace(over.visit, preferences=Preferences(voice=True)))
    now = [10.0]
    made, events = bridge("choosing", texts, settle=0.35, seconds=now)
    made.show(screen_of(over, texts, JA))
    now[0] = 20.0
    made.intend("set:voice", token(made.shown))
    made.show(screen_of(heard, texts, JA))
    now[0] = 20.3
    made.intend("set:voice", token(made.shown))
    assert events == [PreferencesChosen(Preferences(voice=True))]
    now[0] = 21.0
    made.intend("set:voice", token(made.shown))
    assert events[1:] == [PreferencesChosen(Preferences())]


@pytest.mark.parametrize("intent", [one for one in Intent if one is not Intent.SET])
def test_every_intent_has_an_event_of_its_session(intent: Intent) -> None:
    event = event_of(Choice(intent, ""), SessionId(42))
    assert isinstance(event, t.OfSession)
    assert event.session == 42
