"""Nobody is thrown out unasked, and staff can be called from everywhere (WCAG 2.2, 2.2.1)."""

import pytest
from hypothesis import given, settings

from kiosk.domain.session import SessionId
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.advance import advance, start
from kiosk.flow.effects import StartTimer
from kiosk.flow.reasons import CardLeft, CardProblem, StaffReason
from kiosk.flow.rules import Rules
from kiosk.flow.visit import Call
from tests.flow.saying import FACTS, QUESTIONS, VISIT, Happening, after, of, removed, time_is_over
from tests.flow.walks import Walk, walks

often = settings(max_examples=100)
MESSAGES = [
    s.CardNotUsable(VISIT, CardProblem.OLD_CARD),
    s.SeeStaff(VISIT, StaffReason.INTERNAL),
    s.ReceivedProvisionally(VISIT, 7),
]
COMING = of(e.HelpComing)
WITHOUT_ASKING = s.Busy | s.ConsentOnPaper | s.Done | s.TakeCard | s.AskingStillThere
"""Devices end by themselves; the last two ask for nothing but the card."""


@often
@given(walks())
def test_time_alone_takes_nothing_away_that_was_not_asked_for(walk: Walk) -> None:
    for step in walk.steps:
        state = step.after
        rings = e.TimedOut(state.visit.session, state.visit.timer)
        later = advance(state, rings, walk.rules).state
        if not isinstance(state, s.Idle | WITHOUT_ASKING):
            assert later == state or isinstance(later, s.AskingStillThere)


@pytest.mark.parametrize("message", MESSAGES)
def test_a_message_stays_for_whoever_says_that_they_still_read(message: s.Message) -> None:
    asked, _ = after(message, time_is_over)
    assert isinstance(asked, s.AskingStillThere)
    back, _ = after(asked, of(e.WentOn))
    assert type(back) is type(message)


@pytest.mark.parametrize("message", MESSAGES)
def test_a_card_taken_while_a_message_is_asked_about_ends_as_it_would_have(
    message: s.Message,
) -> None:
    asked, _ = after(message, time_is_over)
    assert type(after(asked, removed)[0]) is type(after(message, removed)[0])


@pytest.mark.parametrize("ends", [time_is_over, of(e.GaveUp)])
def test_the_number_of_a_provisional_reception_outlives_its_message(
    ends: Happening,
) -> None:
    asked, _ = after(s.ReceivedProvisionally(VISIT, 7), time_is_over)
    left, _ = after(asked, ends)
    assert isinstance(left, s.TakeCard)
    assert (left.why, left.number) == (CardLeft.PROVISIONAL, 7)


def test_who_asks_for_more_time_has_it_from_then_on() -> None:
    asked, _ = after(s.GivingConsent(VISIT, QUESTIONS), time_is_over)
    slower, _ = after(asked, of(e.MoreTimeAsked))
    assert isinstance(slower, s.GivingConsent)
    assert slower.visit.preferences.more_time


def test_more_time_is_nothing_to_ask_for_where_nothing_ends() -> None:
    state = s.GivingConsent(VISIT, QUESTIONS)
    assert after(state, of(e.MoreTimeAsked))[0] is state


BESIDE = [
    s.ReadingCard(VISIT),
    s.SeeStaff(VISIT, StaffReason.INTERNAL),
    s.TakeCard(VISIT, CardLeft.GAVE_UP),
    s.Done(VISIT),
    start(Rules()),
]


@pytest.mark.parametrize("state", BESIDE, ids=lambda state: type(state).__name__)
def test_staff_are_called_beside_what_goes_on(state: s.State) -> None:
    called, _ = after(state, of(e.HelpAsked))
    assert type(called) is type(state)
    assert called.visit.call is Call.MADE
    assert after(called, of(e.HelpAsked))[0] is called
    coming, _ = after(called, COMING)
    assert type(coming) is type(state)
    assert coming.visit.call is Call.COMING


def test_nobody_who_was_not_called_says_that_they_come() -> None:
    state = s.ReadingCard(VISIT)
    assert after(state, COMING)[0] is state


def test_a_call_is_forgotten_with_its_patient() -> None:
    called, _ = after(s.SeeStaff(VISIT, StaffReason.INTERNAL), of(e.HelpAsked), removed)
    assert called.visit.call is Call.NONE


def test_a_call_from_the_waiting_screen_goes_with_the_card_that_comes() -> None:
    called, _ = after(start(Rules()), of(e.HelpAsked), lambda _: e.CardPlaced(SessionId(9)))
    assert isinstance(called, s.ReadingCard)
    assert called.visit.call is Call.MADE


def test_a_call_from_the_waiting_screen_ends_when_nobody_comes() -> None:
    called, _ = after(start(Rules()), of(e.HelpAsked))
    later, _ = after(called, time_is_over)
    assert isinstance(later, s.WaitingForCard)
    assert later.visit.call is Call.NONE


def test_help_asked_instead_of_answering_still_there_comes_back_to_the_question() -> None:
    state = s.ChoosingMethod(VISIT, FACTS)
    helped, _ = after(state, time_is_over, of(e.HelpAsked))
    assert isinstance(helped, s.OfferingHelp)
    assert isinstance(helped.back, s.ChoosingMethod)


def test_a_call_from_the_waiting_screen_stays_until_staff_can_be_there() -> None:
    called, effects = after(start(Rules()), of(e.HelpAsked))
    del called
    assert [one.seconds for one in effects if isinstance(one, StartTimer)] == [
        Rules().limits.at_desk
    ]
