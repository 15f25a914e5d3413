"""What is said when one screen takes the place of another."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from kiosk.domain.face import FaceGuidance
from kiosk.domain.language import Language
from kiosk.domain.pin import Digits
from kiosk.domain.preferences import Pace, Preferences
from kiosk.domain.sound import Sound
from kiosk.flow import states as s
from kiosk.flow.visit import Panel
from kiosk.screens.present import present
from kiosk.screens.screen import Screen
from kiosk.screens.speaking import Utterance, sounds, utterance, whole
from kiosk.screens.voices import spoken_languages
from tests.fakes import people
from tests.flow.walks import Walk, walks
from tests.screens.examples import EXAMPLES
from tests.screens.invented import FACTS, ORDER, TYPED
from tests.screens.looking import RULES, TEXTS, shown

ALOUD = Preferences(voice=True)


def heard(name: str, preferences: Preferences = ALOUD) -> Screen:
    state = EXAMPLES[name]
    visit = replace(state.visit, preferences=preferences)
    return present(replace(state, visit=visit), TEXTS, RULES, simulated=False)


def typing(typed: str, preferences: Preferences = ALOUD) -> Screen:
    visit = replace(EXAMPLES["choosing"].visit, preferences=preferences)
    state = s.EnteringPin(visit, FACTS, Digits(typed), ORDER)
    return present(state, TEXTS, RULES, simulated=False)


def facing(guidance: FaceGuidance, preferences: Preferences = ALOUD) -> Screen:
    visit = replace(EXAMPLES["choosing"].visit, preferences=preferences)
    state = s.MatchingFace(visit, FACTS, guidance)
    return present(state, TEXTS, RULES, simulated=False)


def said(before: Screen | None, now: Screen) -> Utterance:
    found = utterance(before, now)
    assert found is not None
    return found


def test_a_new_question_is_said_whole_in_the_place_of_everything() -> None:
    now = heard("choosing")
    assert said(heard("reading_card"), now) == whole(now)
    assert whole(now).text == now.spoken
    assert not whole(now).after


def test_without_the_wish_for_a_voice_nothing_is_said_and_speech_ends() -> None:
    for name in EXAMPLES:
        assert said(heard("choosing"), shown(name)).text == "", name


def test_the_same_question_shown_again_is_not_said_again() -> None:
    for name in EXAMPLES:
        if name not in {"waiting", "number_in_sight"}:
            assert utterance(heard(name), heard(name)) is None, name


def test_of_what_is_typed_only_how_many_digits_is_said() -> None:
    now = said(typing("12"), typing("123"))
    assert now.text == typing("123").keypad.typed_label  # pyright: ignore[reportOptionalMemberAccess]  # a pad has one
    assert said(typing("123"), typing("")).text


def test_every_digit_sounds_and_speaks_alike() -> None:
    for one in "0123456789":
        other = str((int(one) + 1) % 10)
        assert utterance(typing("1"), typing("1" + one)) == utterance(
            typing("1"), typing("1" + other)
        )
        assert sounds(typing("1"), typing("1" + one)) is Sound.KEY


def test_another_pace_or_language_says_the_question_again() -> None:
    before = heard("choosing")
    slow = heard("choosing", replace(ALOUD, pace=Pace.SLOW))
    assert said(before, slow) == whole(slow)
    assert said(before, slow).pace is Pace.SLOW
    english = shown("choosing", Language.ENGLISH)
    english = replace(english, preferences=ALOUD)
    assert said(before, english).language is Language.ENGLISH


def test_who_calls_the_voice_hears_the_question_that_is_there() -> None:
    now = heard("choosing")
    touched = replace(shown("choosing"), wakes=None)  # as a panel over it
    assert said(touched, now) == whole(now)


def test_whom_a_key_wakes_the_voice_for_hears_first_how_it_is_used() -> None:
    asleep = shown("choosing")
    assert asleep.wakes is not None
    now = heard("choosing", asleep.wakes)
    assert said(asleep, now).text == f"{asleep.greeting}\n{now.spoken}"
    assert asleep.greeting not in whole(now).text


def test_no_key_of_a_pad_and_none_of_staff_wakes_the_voice() -> None:
    for name in ("entering_pin", "entering_passcode", "choosing_reason", "checking_visually"):
        assert shown(name).wakes is None, name


def test_guidance_of_the_face_waits_for_the_end_of_the_word() -> None:
    now = said(facing(FaceGuidance.TOO_FAR), facing(FaceGuidance.TOO_DARK))
    assert now.after
    assert now.text == TEXTS[Language.JAPANESE].say("guidance.too_dark")


def test_the_same_guidance_is_not_said_twice() -> None:
    assert utterance(facing(FaceGuidance.TOO_FAR), facing(FaceGuidance.TOO_FAR)) is None


@pytest.mark.parametrize("urgent", [FaceGuidance.HOLD_STILL, FaceGuidance.TURN_LEFT])
def test_a_movement_and_holding_still_are_said_at_once(urgent: FaceGuidance) -> None:
    assert not said(facing(FaceGuidance.TOO_FAR), facing(urgent)).after


def test_before_the_camera_the_guidance_does_not_wait_for_the_ways() -> None:
    now = said(heard("reading_portrait"), facing(FaceGuidance.TOO_FAR))
    assert TEXTS[Language.JAPANESE].say("guidance.too_far") in now.text
    assert TEXTS[Language.JAPANESE].say("choice.other_way") not in now.text


def test_the_face_has_sounds_for_those_alone_who_hear_the_screen() -> None:
    far, near = FaceGuidance.NO_FACE, FaceGuidance.HOLD_STILL
    assert sounds(facing(far), facing(near)) is Sound.FACE_FOUND
    silent = Preferences()
    assert sounds(facing(far, silent), facing(near, silent)) is Sound.NONE


def test_the_sound_for_the_card_comes_back_with_every_reminder() -> None:
    name = next(name for name in EXAMPLES if name.startswith("take_card"))
    state = EXAMPLES[name]
    assert isinstance(state, s.TakeCard)
    later = replace(state, reminders=1, visit=replace(state.visit, timer=state.visit.timer + 1))
    now = present(later, TEXTS, RULES, simulated=False)
    assert sounds(shown(name), now) is Sound.TAKE_CARD


def test_a_reminder_cuts_no_word_of_what_it_repeats() -> None:
    name = next(name for name in EXAMPLES if name.startswith("take_card"))
    state = EXAMPLES[name]
    assert isinstance(state, s.TakeCard)
    first, again = _aloud(state), _aloud(replace(state, reminders=1))
    assert not said(heard("choosing"), first).after
    assert said(first, again) == replace(whole(again), after=True)


def test_nothing_is_said_of_the_waiting_screen_when_somebody_has_left() -> None:
    assert said(heard("done"), heard("waiting")).text == ""
    assert said(shown("waiting"), heard("waiting")).text


def test_nothing_is_said_when_the_kiosk_has_only_begun() -> None:
    assert said(None, heard("waiting")).text == ""
    assert sounds(None, heard("still_there")) is Sound.NONE


def _aloud(state: s.State) -> Screen:
    visit = replace(state.visit, preferences=replace(state.visit.preferences, voice=True))
    return present(replace(state, visit=visit), TEXTS, RULES, simulated=False)


def _retyped(state: s.State) -> s.State:
    """The same with every digit another."""
    typed = getattr(state, "typed", None)
    if not isinstance(typed, Digits):
        return state
    return replace(state, typed=Digits("9" * typed.count))  # pyright: ignore[reportCallIssue]  # it has the field


PRIVATE = (people.NAME, people.NAME.replace("　", ""), people.KANA, people.ADDRESS, TYPED)


@settings(max_examples=60)
@given(walks())
def test_on_every_walk_nothing_is_said_that_digits_or_a_name_would_change(walk: Walk) -> None:
    before = other = None
    for step in walk.steps:
        now, again = _aloud(step.after), _aloud(_retyped(step.after))
        told = utterance(before, now)
        assert told == utterance(other, again)
        assert told is None or not [one for one in PRIVATE if one in told.text]
        before, other = now, again


def test_what_is_asked_for_consent_is_said_one_after_the_other() -> None:
    name = next(name for name in EXAMPLES if name.startswith("giving_consent"))
    screen = heard(name)
    lines = whole(screen).text.split("\n")
    assert screen.rows
    for row in screen.rows:
        assert len([line for line in lines if line.startswith(row.label)]) == 1


def test_which_of_how_many_questions_it_is_is_heard_before_what_is_asked() -> None:
    screen = heard("giving_consent_item_1")
    lines = screen.spoken.split("\n")
    assert screen.guidance
    assert lines[:2] == [screen.title, screen.guidance]


def test_after_a_turn_the_way_back_is_heard_at_once_and_alone() -> None:
    turned, back = heard("matching_face_turn_left"), heard("matching_face_look_back")
    told = said(turned, back)
    assert told.text == back.guidance
    assert not told.after


def test_certificates_somebody_has_are_said_by_no_screen() -> None:
    for name in EXAMPLES:
        for row in heard(name).rows:
            if name.startswith("answering_option"):
                assert row.label not in whole(heard(name)).text, name


def test_a_language_without_a_voice_says_so_where_the_voice_is_chosen() -> None:
    for language in Language:
        visit = replace(EXAMPLES["choosing"].visit, language=language, panel=Panel.COMFORT)
        state = replace(EXAMPLES["choosing"], visit=visit)
        screen = present(state, TEXTS, RULES, simulated=False)
        told = [one.detail for group in screen.groups for one in group.choices]
        elsewhere = TEXTS[language].say("panel.voice_elsewhere")
        assert (elsewhere in told) is (language not in spoken_languages())
