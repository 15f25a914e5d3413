"""What must never happen, whatever happens (architecture §5)."""

from dataclasses import replace
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.pin import Digits
from kiosk.domain.session import SessionId
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.advance import advance
from kiosk.flow.reasons import FaceProblem
from kiosk.flow.timing import DONE_REMINDERS
from tests.flow.strategies import Make, of_a_session
from tests.flow.walks import Step, Walk, private_values, walks

often = settings(max_examples=100)
Tidying = (
    fx.ReleaseCard
    | fx.StopMatching
    | fx.HidePortrait
    | fx.StopReadingFront
    | fx.GiveBackFaceTry
    | fx.CancelTimer
)
"""Effects that end something: they may speak of the session that has just ended."""
Keeping = s.CheckingIn | s.KeepingProvisional | s.SendingForm | s.KeepingForm
NotKept = s.CheckInNotKept | s.ProvisionalNotKept


@often
@given(walks())
def test_a_removed_card_ends_the_session_and_forgets_the_person(walk: Walk) -> None:
    for step in walk.steps:
        gone = advance(step.after, e.CardRemoved(), walk.rules)
        assert isinstance(gone.state, s.Idle)
        assert gone.state.visit.session == 0
        assert not list(private_values(gone.state))
        if not isinstance(step.after, s.Idle):
            assert fx.ReleaseCard(step.after.visit.session) in gone.effects


@often
@given(walks())
def test_no_state_without_a_session_or_after_the_end_holds_personal_data(walk: Walk) -> None:
    for step in walk.steps:
        if isinstance(step.after, s.Idle | s.Ending):
            assert not list(private_values(step.after))


@often
@given(walks())
def test_no_state_holds_a_portrait_and_none_shows_what_is_private(walk: Walk) -> None:
    for step in walk.steps:
        kinds = {type(value).__name__ for value in private_values(step.after)}
        assert "Portrait" not in kinds
        assert "HolderProof" not in kinds
        for private in (
            "55021720352285",
            "秘密",
            "receipt-5f1c9d",
            "registration-0b7e42",
            "指定難病",
        ):
            assert private not in repr(step)


@often
@given(walks())
def test_a_pin_without_tries_left_is_never_asked_for_nor_sent(walk: Walk) -> None:
    for step in walk.steps:
        if isinstance(step.after, s.EnteringPin | s.CheckingPin):
            assert not step.after.facts.pin_tries.locked
        for effect in step.effects:
            if isinstance(effect, fx.VerifyPin):
                assert isinstance(step.before, s.EnteringPin)
                assert not step.before.facts.pin_tries.locked


@often
@given(walks())
def test_one_confirmation_sends_one_pin(walk: Walk) -> None:
    for step in walk.steps:
        pins = [effect for effect in step.effects if isinstance(effect, fx.VerifyPin)]
        assert len(pins) <= isinstance(step.event, e.DigitsConfirmed)


@often
@given(walks())
def test_every_state_with_a_card_has_a_running_timer_that_leads_on(walk: Walk) -> None:
    running: fx.StartTimer | None = None
    for step in walk.steps:
        for effect in step.effects:
            if isinstance(effect, fx.StartTimer):
                running = effect
            elif isinstance(effect, fx.CancelTimer):
                running = None
        visit = step.after.visit
        if isinstance(step.after, s.WaitingForCard | s.OutOfService):
            assert running is None
            continue
        assert running is not None
        assert (running.session, running.timer) == (visit.session, visit.timer)
        assert running.seconds > 0
        rung = advance(step.after, e.TimedOut(visit.session, visit.timer), walk.rules)
        assert rung.state != step.after


@often
@given(walks())
def test_time_alone_ends_every_reception_within_a_few_screens(walk: Walk) -> None:
    for step in walk.steps:
        state = step.after
        for _ in range(5 + DONE_REMINDERS):
            rings = e.TimedOut(state.visit.session, state.visit.timer)
            state = advance(state, rings, walk.rules).state
        assert isinstance(state, s.WaitingForCard | s.OutOfService | s.TakeCard)
        assert not list(private_values(state))


@often
@given(walks())
def test_from_every_state_there_is_a_way_back_to_waiting(walk: Walk) -> None:
    for step in walk.steps:
        state = advance(step.after, e.CardRemoved(), walk.rules).state
        if isinstance(state, s.Interrupted | s.NumberInSight):
            rings = e.TimedOut(state.visit.session, state.visit.timer)
            state = advance(state, rings, walk.rules).state
        assert isinstance(state, s.WaitingForCard)


@often
@given(walks(), of_a_session, st.integers(-5, 5).filter(bool))
def test_a_stale_answer_or_touch_changes_nothing(walk: Walk, make: Make, off: int) -> None:
    for step in walk.steps:
        stale = make(SessionId(step.after.visit.session + off))
        transition = advance(step.after, stale, walk.rules)
        assert transition.state is step.after
        assert transition.effects == ()


@often
@given(walks(), st.integers(-5, 5).filter(bool))
def test_an_older_timers_ring_changes_nothing(walk: Walk, off: int) -> None:
    for step in walk.steps:
        visit = step.after.visit
        stale = e.TimedOut(visit.session, visit.timer + off)
        assert advance(step.after, stale, walk.rules).state is step.after


@often
@given(walks())
def test_effects_speak_only_of_the_current_session(walk: Walk) -> None:
    for step in walk.steps:
        before, after = step.before.visit.session, step.after.visit.session
        for effect in step.effects:
            allowed = {before, after} if isinstance(effect, Tidying) else {after}
            assert effect.session in allowed


@often
@given(walks(), st.sampled_from(["help", "time"]), st.sampled_from([e.WentOn, e.WentBack]))
def test_help_and_still_there_come_back_without_half_typed_digits(
    walk: Walk, how: str, back: type[e.WentOn | e.WentBack]
) -> None:
    for step in walk.steps:
        if not isinstance(step.after, s.Interactive):
            continue
        visit = step.after.visit
        session = visit.session
        aside = e.HelpAsked(session) if how == "help" else e.TimedOut(session, visit.timer)
        away = advance(step.after, aside, walk.rules).state
        assert isinstance(away, s.OfferingHelp if how == "help" else s.AskingStillThere)
        returned = advance(away, back(session), walk.rules).state
        expected = replace(step.after, visit=returned.visit)
        if isinstance(expected, s.ChoosingReason | s.CheckingVisually):  # staff went away
            expected = s.ChoosingMethod(returned.visit, expected.facts)
        if isinstance(expected, s.CheckingAtDesk):  # the portrait is fetched anew
            assert isinstance(returned, s.CheckingAtDesk)
            expected = replace(
                expected, facts=returned.facts, portrait_sent=False, portrait_shown=None
            )
        if isinstance(expected, s.EnteringPin | s.EnteringPasscode):
            expected = replace(expected, typed=Digits())
            assert not any(isinstance(value, Digits) for value in private_values(away))
        assert returned == expected
        assert replace(returned.visit, timer=visit.timer) == visit


@often
@given(walks())
def test_a_bug_leads_to_the_safe_screen_from_anywhere(walk: Walk) -> None:
    for step in walk.steps:
        broken = e.Broken(step.after.visit.session, "ValueError")
        safe = advance(step.after, broken, walk.rules).state
        assert isinstance(safe, s.Idle | s.Ending)
        assert not list(private_values(safe))


@often
@given(walks())
def test_a_card_is_powered_off_when_its_session_ends(walk: Walk) -> None:
    for step in walk.steps:
        ended = isinstance(step.after, s.Ending | s.Idle | Keeping)
        going_on = not isinstance(step.before, s.Idle | s.Ending | Keeping | NotKept)
        if ended and going_on and not _helped_back_to_keeping(step):
            assert fx.ReleaseCard(step.before.visit.session) in step.effects


def _helped_back_to_keeping(step: Step) -> bool:
    aside = isinstance(step.before, s.AskingStillThere | s.OfferingHelp)
    return aside and isinstance(step.after, Keeping)


def test_random_walks_do_come_to_every_state() -> None:
    """The properties above would say little of states that no walk ever visits."""
    visited: set[type[s.State]] = set()

    @settings(max_examples=600, derandomize=True, database=None)
    @given(walks())
    def walk_about(walk: Walk) -> None:
        visited.update(type(step.after) for step in walk.steps)

    walk_about()
    assert set(get_args(s.State)) - visited == set()


@often
@given(walks())
def test_no_device_gives_a_deserted_screen_more_time(walk: Walk) -> None:
    for step in walk.steps:
        before = step.after
        loose = e.CameraLost() if before.visit.camera_works else e.CameraBack()
        spent = e.FaceDoorClosed(before.visit.session, FaceProblem.TRIES_SPENT)
        for heard in (loose, spent):
            told = advance(before, heard, walk.rules)
            if type(told.state) is type(before) and not isinstance(before, s.ReadingPortrait):
                assert not told.effects
                assert told.state.visit.timer == before.visit.timer
