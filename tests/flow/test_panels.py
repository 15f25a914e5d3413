"""The panels 言語 and 見やすさ・音声: chosen for one reception, never for the next."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.language import Language
from kiosk.domain.pin import Digits
from kiosk.domain.preferences import ColourTheme, Pace, Preferences, TextSize
from kiosk.domain.session import NO_SESSION, SessionId
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.advance import advance, start
from kiosk.flow.effects import ShuffleKeypad, StartTimer
from kiosk.flow.panels import Over
from kiosk.flow.reasons import CardLeft
from kiosk.flow.rules import Rules
from kiosk.flow.transition import Transition
from kiosk.flow.visit import Panel, Visit
from tests.screens.examples import EXAMPLES
from tests.screens.invented import FACTS, ORDER, QUESTIONS, VISIT

RULES = Rules()
SESSION = VISIT.session
CHOOSING = s.ChoosingMethod(VISIT, FACTS)
TYPING = s.EnteringPin(VISIT, FACTS, Digits("12"), ORDER)
WAITING = start(RULES)
LARGE = Preferences(text_size=TextSize.LARGEST, voice=True)


def over(state: s.State, panel: Panel) -> s.State:
    return replace(state, visit=replace(state.visit, panel=panel))


def after(state: s.State, *events: e.Event) -> s.State:
    return walk(state, *events).state


def walk(state: s.State, *events: e.Event) -> Transition:
    transition = Transition(state)
    for event in events:
        transition = advance(transition.state, event, RULES)
    return transition


def test_a_panel_opens_over_whatever_waits_for_a_person_and_nothing_else() -> None:
    for state in EXAMPLES.values():
        opened = after(state, e.PanelOpened(state.visit.session, Panel.COMFORT))
        assert (opened.visit.panel is Panel.COMFORT) is isinstance(state, Over)


@pytest.mark.parametrize("panel", [Panel.LANGUAGES, Panel.COMFORT])
def test_closed_again_everything_is_as_it_was(panel: Panel) -> None:
    closed = after(TYPING, e.PanelOpened(SESSION, panel), e.PanelClosed(SESSION))
    assert replace(closed, visit=VISIT) == TYPING
    assert closed.visit.panel is Panel.NONE


TOUCHES = (
    e.FaceChosen(SESSION),
    e.PinChosen(SESSION),
    e.GaveUp(SESSION),
    e.WentBack(SESSION),
    e.WentOn(SESSION),
    e.DigitPressed(SESSION, 7),
    e.DigitCorrected(SESSION),
    e.DigitsConfirmed(SESSION),
    e.AllAnswered(SESSION, yes=True),
)


@pytest.mark.parametrize("state", [CHOOSING, TYPING, s.GivingConsent(VISIT, QUESTIONS)])
@pytest.mark.parametrize("touch", TOUCHES, ids=lambda touch: type(touch).__name__)
def test_a_touch_on_its_way_to_what_a_panel_covers_by_now_is_dropped(
    state: s.State, touch: e.Event
) -> None:
    covered = over(state, Panel.COMFORT)
    assert after(covered, touch) is covered


def test_work_goes_on_beneath() -> None:
    covered = over(s.CheckingAtDesk(VISIT, FACTS, 5), Panel.COMFORT)
    below = after(covered, e.DeskCheckStopped(SESSION))
    assert isinstance(below, s.ChoosingMethod)
    assert below.visit.panel is Panel.COMFORT


def test_another_panel_takes_the_place_of_one() -> None:
    opened = over(CHOOSING, Panel.COMFORT)
    assert after(opened, e.PanelOpened(SESSION, Panel.LANGUAGES)).visit.panel is Panel.LANGUAGES


@pytest.mark.parametrize("panel", [Panel.LANGUAGES, Panel.COMFORT])
def test_what_must_be_seen_takes_a_panel_away(panel: Panel) -> None:
    covered = over(CHOOSING, panel)
    asking = after(covered, e.TimedOut(SESSION, VISIT.timer))
    assert isinstance(asking, s.AskingStillThere)
    helping = after(covered, e.HelpAsked(SESSION))
    assert isinstance(helping, s.OfferingHelp)
    gone = after(covered, e.CardRemoved())
    broken = after(covered, e.Broken(SESSION, "ValueError"))
    for state in (asking, helping, gone, broken):
        assert state.visit.panel is Panel.NONE


def test_a_language_is_all_that_its_panel_asks() -> None:
    covered = over(CHOOSING, Panel.LANGUAGES)
    chosen = after(covered, e.LanguageChosen(Language.NEPALI))
    assert (chosen.visit.language, chosen.visit.panel) == (Language.NEPALI, Panel.NONE)


def test_preferences_show_their_effect_with_the_panel_still_there() -> None:
    chosen = after(over(CHOOSING, Panel.COMFORT), e.PreferencesChosen(LARGE))
    assert (chosen.visit.preferences, chosen.visit.panel) == (LARGE, Panel.COMFORT)


@pytest.mark.parametrize("wanted", [Preferences(fixed_keypad=True), Preferences(voice=True)])
def test_a_pad_that_is_shown_takes_the_order_that_is_now_wanted(wanted: Preferences) -> None:
    changed = walk(TYPING, e.PreferencesChosen(wanted))
    assert ShuffleKeypad(SESSION, usual=True) in changed.effects
    again = walk(changed.state, e.PreferencesChosen(Preferences(more_time=True)))
    assert ShuffleKeypad(SESSION, usual=False) in again.effects


def test_a_pad_keeps_its_order_where_another_thing_was_chosen() -> None:
    changed = walk(TYPING, e.PreferencesChosen(Preferences(colours=ColourTheme.DARK)))
    assert not [one for one in changed.effects if isinstance(one, ShuffleKeypad)]
    assert isinstance(changed.state, s.EnteringPin)
    assert changed.state.typed == TYPING.typed


@pytest.mark.parametrize("wanted", [Preferences(), Preferences(fixed_keypad=True), LARGE])
def test_a_new_pad_has_the_order_of_whoever_stands_there(wanted: Preferences) -> None:
    state = replace(CHOOSING, visit=replace(VISIT, preferences=wanted))
    for door in (e.PinChosen(SESSION), e.StaffChosen(SESSION)):
        usual = wanted.fixed_keypad or wanted.voice
        assert ShuffleKeypad(SESSION, usual=usual) in walk(state, door).effects


def test_more_time_is_three_times_as_much_of_the_person_and_no_more_of_the_devices() -> None:
    slow = Preferences(more_time=True)
    chosen = walk(CHOOSING, e.PreferencesChosen(slow))
    assert _seconds(chosen) == 3 * RULES.limits.choosing
    asked = walk(chosen.state, e.TimedOut(SESSION, chosen.state.visit.timer))
    assert _seconds(asked) == 3 * RULES.limits.still_there
    typed = replace(TYPING, visit=chosen.state.visit, typed=Digits("1234"))
    assert _seconds(walk(typed, e.DigitsConfirmed(SESSION))) == RULES.limits.reading


def _seconds(transition: Transition) -> float:
    (start_timer,) = (one for one in transition.effects if isinstance(one, StartTimer))
    return start_timer.seconds


def test_a_choice_beside_a_device_at_work_gives_the_device_no_more_time() -> None:
    at_work = s.ReadingCard(VISIT)
    for event in (e.LanguageChosen(Language.KOREAN), e.PreferencesChosen(LARGE)):
        assert walk(at_work, event).effects == ()


def test_what_was_chosen_before_the_card_is_the_patients() -> None:
    chosen = after(
        WAITING,
        e.PanelOpened(NO_SESSION, Panel.LANGUAGES),
        e.LanguageChosen(Language.VIETNAMESE),
        e.PanelOpened(NO_SESSION, Panel.COMFORT),
        e.PreferencesChosen(LARGE),
        e.CardPlaced(SESSION),
    )
    visit = chosen.visit
    assert (visit.language, visit.preferences) == (Language.VIETNAMESE, LARGE)
    assert visit.panel is Panel.NONE


def test_what_was_chosen_is_forgotten_when_nobody_comes() -> None:
    chosen = walk(
        WAITING,
        e.PanelOpened(NO_SESSION, Panel.COMFORT),
        e.PreferencesChosen(LARGE),
        e.LanguageChosen(Language.SPANISH),
    )
    assert _seconds(chosen) == RULES.limits.choosing
    nobody = after(chosen.state, e.TimedOut(NO_SESSION, chosen.state.visit.timer))
    assert replace(nobody, visit=replace(nobody.visit, timer=0)) == WAITING


def test_a_waiting_kiosk_as_it_always_is_has_no_time_to_run_out() -> None:
    opened = walk(WAITING, e.PanelOpened(NO_SESSION, Panel.COMFORT))
    closed = walk(opened.state, e.PanelClosed(NO_SESSION))
    assert not [one for one in closed.effects if isinstance(one, StartTimer)]


def test_the_kiosks_own_preferences_come_back_not_the_factorys() -> None:
    usual = Preferences(text_size=TextSize.LARGE, reach=True)
    visit = replace(VISIT, preferences=LARGE, usual=usual)
    gone = after(s.TakeCard(visit, CardLeft.FINISHED), e.CardRemoved())
    assert gone.visit.preferences == usual


languages = st.sampled_from(Language)
preferences = st.builds(
    Preferences,
    text_size=st.sampled_from(TextSize),
    colours=st.sampled_from(ColourTheme),
    reach=st.booleans(),
    left_handed=st.booleans(),
    voice=st.booleans(),
    pace=st.sampled_from(Pace),
    still=st.booleans(),
    fixed_keypad=st.booleans(),
    more_time=st.booleans(),
)
choices = st.one_of(
    st.builds(e.LanguageChosen, languages),
    st.builds(e.PreferencesChosen, preferences),
    st.builds(e.PanelOpened, st.just(SESSION), st.sampled_from(Panel)),
)
ended = st.sampled_from(
    [state for state in EXAMPLES.values() if isinstance(state, s.Ending)],
)


@given(ended, st.lists(choices, max_size=4))
def test_no_choice_of_one_patient_ever_reaches_the_next(
    end: s.State, chosen: list[e.Event]
) -> None:
    """The card of an ended reception is taken, or another one lies there at once."""
    theirs = after(end, *chosen)
    for events in (
        (e.CardRemoved(), *_rung(theirs), e.CardPlaced(SessionId(8))),
        (e.CardPlaced(SessionId(8)),),
        (e.ReaderLost(), e.ReaderBack(), e.CardPlaced(SessionId(8))),
    ):
        follower = after(theirs, *events).visit
        assert follower.language is Language.JAPANESE
        assert follower.preferences == follower.usual == Visit().usual
        assert follower.panel is Panel.NONE


def _rung(state: s.State) -> tuple[e.Event, ...]:
    """Where a number stays in sight for whoever took the card, its time passes first."""
    gone = after(state, e.CardRemoved())
    return (e.TimedOut(gone.visit.session, gone.visit.timer),)


@pytest.mark.parametrize("pad", [TYPING, s.EnteringPasscode(VISIT, FACTS, keypad=ORDER)])
def test_a_pad_has_the_order_that_was_asked_for_beside_the_call_for_staff(
    pad: s.EnteringPin | s.EnteringPasscode,
) -> None:
    usual = e.PreferencesChosen(Preferences(fixed_keypad=True))
    beside = (e.HelpAsked(SESSION), e.PanelOpened(SESSION, Panel.COMFORT), usual)
    back = walk(pad, *beside, e.PanelClosed(SESSION), e.WentBack(SESSION))
    assert isinstance(back.state, type(pad))
    assert back.state.keypad == ()
    assert ShuffleKeypad(SESSION, usual=True) in back.effects


def test_a_pad_that_was_left_before_its_digits_came_has_them_when_it_is_come_back_to() -> None:
    early = s.EnteringPin(VISIT, FACTS)
    late = e.KeypadShuffled(SESSION, ORDER)
    back = walk(early, e.HelpAsked(SESSION), late, e.WentBack(SESSION))
    assert ShuffleKeypad(SESSION) in back.effects
