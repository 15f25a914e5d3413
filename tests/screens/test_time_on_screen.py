"""Time and help on the screen: what is waited for, what ends by itself, who was called."""

from dataclasses import replace

import pytest

from kiosk.domain.language import Language
from kiosk.flow import states as s
from kiosk.flow.visit import Call
from kiosk.screens.present import present
from kiosk.screens.screen import Intent
from kiosk.screens.voiced import numbered
from tests.screens.examples import EXAMPLES
from tests.screens.looking import RULES, TEXTS, intents, shown


def test_help_is_a_button_on_every_screen_but_its_own() -> None:
    for name, state in EXAMPLES.items():
        frame = shown(name).frame
        called = state.visit.call is not Call.NONE
        assert frame.help.enabled is not (called or isinstance(state, s.OfferingHelp)), name
        assert bool(frame.help_note) is called, name


def test_whoever_called_while_the_kiosk_was_busy_is_told_that_staff_know_and_then_come() -> None:
    state = EXAMPLES["qualifying"]
    called = replace(state, visit=replace(state.visit, call=Call.MADE))
    coming = replace(state, visit=replace(state.visit, call=Call.COMING))
    notes = [present(one, TEXTS, RULES, simulated=False).frame for one in (called, coming)]
    assert [note.help_note for note in notes] == [
        "職員に知らせました。そのままお待ちください",
        "職員がまいります。そのままお待ちください",
    ]
    assert not any(note.help.enabled for note in notes)


def test_a_device_that_is_waited_for_is_said_to_work_but_not_at_once() -> None:
    waited = shown("qualifying").waited
    assert waited is not None
    assert [waited.say(seconds) for seconds in (0, 2)] == ["", ""]
    assert waited.say(3).startswith("3秒です。ふつうは")
    assert "時間がかかっていますが" in waited.say(30)


def test_a_message_about_to_go_asks_whether_it_was_read() -> None:
    asked = shown("still_reading")
    assert asked.ending is not None
    assert asked.ending.say(20) == "あと20秒で、この画面が消えます。"
    assert {Intent.GO_ON, Intent.MORE_TIME, Intent.GIVE_UP} == intents(asked)


def test_who_has_more_time_already_is_not_offered_it_again() -> None:
    state = EXAMPLES["still_there"]
    slower = replace(state.visit.preferences, more_time=True)
    again = replace(state, visit=replace(state.visit, preferences=slower))
    screen = present(again, TEXTS, RULES, simulated=False)
    assert Intent.MORE_TIME not in intents(screen)
    assert screen.countdown == 60


def test_what_happens_by_itself_is_said_where_something_is_asked() -> None:
    asked = shown("still_there")
    assert asked.ending is not None
    assert asked.ending.say(20) == "あと20秒で、この受付を中止します。"
    assert asked.ending.say(20) in asked.spoken
    assert shown("done").countdown is None  # it stays until the card is taken


def test_a_long_pause_is_said_in_minutes() -> None:
    ending = shown("passcode_paused").ending
    assert ending is not None
    assert "119秒" in ending.say(119)
    assert "2分" in ending.say(120)
    assert "3分" in ending.say(121)


@pytest.mark.parametrize("name", ["still_there", "passcode_paused"])
def test_one_second_is_not_said_as_several(name: str) -> None:
    ending = shown(name, Language.ENGLISH).ending
    assert ending is not None
    assert ending.say(1).endswith(" in 1 second.")
    assert ending.say(2).endswith(" in 2 seconds.")
    japanese = shown(name).ending
    assert japanese is not None
    assert japanese.say(1) == japanese.say(2).replace("2", "1")


def test_a_digit_typed_when_the_question_comes_over_a_pad_is_no_way_and_is_not_heard() -> None:
    typing = EXAMPLES["entering_pin_half"]
    asked = s.AskingStillThere(typing.visit, typing) if isinstance(typing, s.EnteringPin) else None
    assert asked is not None
    screen = present(asked, TEXTS, RULES, simulated=False)
    assert numbered(screen) == ()
    assert "1番" not in screen.spoken
    assert numbered(shown("still_there"))
