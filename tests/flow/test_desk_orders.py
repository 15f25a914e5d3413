"""What staff order from the console, step by step."""

from dataclasses import replace

import pytest

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.pin import PinTries
from kiosk.domain.token import TokenKind
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.reasons import FaceProblem, StaffReason
from kiosk.flow.visit import CardFacts, Front
from tests.fakes import people
from tests.flow.saying import (
    FACTS,
    ONE,
    VISIT,
    Happening,
    after,
    choosing,
    of,
    removed,
    time_is_over,
)

REASON = VisualReason.CANNOT_OPERATE
READ = of(e.PortraitRead, portrait=people.PORTRAIT)
BEGUN = of(e.DeskCheckBegun, staff=5, reason=REASON)
DESK_YES = of(e.DeskAnswered, staff=5, same_person=True)
AT_DESK = after(choosing(), BEGUN)[0]
ON, OFF = (lambda _: e.VisualModeSet(on=True)), (lambda _: e.VisualModeSet(on=False))

MAY_BEGIN = (
    choosing(),
    s.Noticing(VISIT, FACTS),
    s.LastPinTry(VISIT, FACTS),
    s.EnteringPin(VISIT, FACTS),
    s.PinLocked(VISIT, FACTS),
    s.FaceRefused(VISIT, FACTS, FaceProblem.NOT_MATCHED),
    s.EnteringPasscode(VISIT, FACTS),
    s.PasscodePaused(VISIT, FACTS, 30),
    s.CheckingAtDesk(VISIT, FACTS),
    s.OfferingHelp(VISIT, choosing()),
    s.AskingStillThere(VISIT, s.EnteringPin(VISIT, FACTS)),
    s.AskingStillThere(VISIT, s.OfferingHelp(VISIT, choosing())),
)


@pytest.mark.parametrize("state", MAY_BEGIN, ids=lambda state: type(state).__name__)
def test_staff_may_begin_from_the_desk_wherever_nobody_is_proven(state: s.State) -> None:
    begun, _ = after(state, BEGUN)
    assert isinstance(begun, s.CheckingAtDesk)
    assert (begun.staff, begun.reason) == (5, REASON)


@pytest.mark.parametrize(
    "state",
    [
        s.ChoosingMethod(replace(VISIT, token=TokenKind.ANDROID), FACTS),
        s.EnteringPin(replace(VISIT, token=TokenKind.IPHONE), FACTS),
        choosing(replace(FACTS, front=Front(1, has_photo=False))),
        choosing(replace(FACTS, no_face=FaceProblem.NO_PHOTO)),
        s.OfferingHelp(VISIT, choosing(replace(FACTS, front=Front(1, has_photo=False)))),
    ],
)
def test_staff_look_at_nobody_without_a_photo_to_compare_with(state: s.State) -> None:
    assert after(state, BEGUN) == (state, [])


@pytest.mark.parametrize(
    "state",
    [
        s.WaitingForCard(VISIT),
        s.ReadingCard(VISIT),
        s.CheckingPin(VISIT, FACTS),
        s.CheckingPasscode(VISIT, FACTS),
        s.MatchingFace(VISIT, FACTS),
        s.Noticing(VISIT, FACTS, VerifiedBy.PIN),
        s.ChoosingReason(VISIT, FACTS, 6),
        s.CheckingVisually(VISIT, FACTS, 6, REASON),
        s.CheckingAtDesk(VISIT, FACTS, 6, REASON),
        s.Qualifying(VISIT, FACTS, VerifiedBy.PIN),
        s.Done(VISIT),
    ],
    ids=lambda state: type(state).__name__,
)
def test_an_order_that_comes_too_late_changes_nothing(state: s.State) -> None:
    assert after(state, BEGUN) == (state, [])
    assert after(state, DESK_YES) == (state, [])
    assert after(state, of(e.HelpComing)) == (state, [])


def test_only_whoever_began_to_look_may_say_what_they_saw() -> None:
    assert after(AT_DESK, of(e.DeskAnswered, staff=6, same_person=True)) == (AT_DESK, [])
    state, _ = after(AT_DESK, of(e.DeskAnswered, staff=5, same_person=False))
    assert isinstance(state, s.SeeStaff)
    assert state.why is StaffReason.VISUAL_CHECK_REFUSED
    assert after(s.CheckingAtDesk(VISIT, FACTS), DESK_YES)[1] == []  # nobody has begun
    assert after(AT_DESK, of(e.PersonConfirmed, same_person=True)) == (
        AT_DESK,
        [],
    )  # nor may the patient


@pytest.mark.parametrize("aside", [of(e.HelpAsked), time_is_over])
def test_staff_may_answer_while_the_screen_offers_help_or_asks_who_is_there(
    aside: Happening,
) -> None:
    away, _ = after(AT_DESK, aside)
    assert isinstance(after(away, DESK_YES)[0], s.Qualifying)
    returned, _ = after(away, of(e.WentOn))
    assert isinstance(returned, s.CheckingAtDesk)
    assert returned.staff == 5
    stopped, _ = after(away, of(e.DeskCheckStopped))
    assert type(stopped) is type(away)
    assert isinstance(after(stopped, of(e.WentOn))[0], s.ChoosingMethod)


def test_a_look_that_staff_stop_gives_the_doors_back() -> None:
    state, effects = after(AT_DESK, READ, of(e.DeskCheckStopped))
    assert isinstance(state, s.ChoosingMethod)
    assert fx.HidePortrait(ONE) in effects


def test_in_visual_mode_a_card_leads_to_staff_and_a_phone_to_its_own_doors() -> None:
    visual, reading = replace(VISIT, visual_mode=True), Front(1, pending=True)
    at = s.ReadingCard(visual, reading)
    state, effects = after(at, of(e.CardRead, facts=people.facts()))
    assert isinstance(state, s.CheckingAtDesk)
    assert (state.staff, state.reason) == (None, None)
    assert not [one for one in effects if isinstance(one, fx.ReadPortrait)]
    assert isinstance(after(state, of(e.WentBack), of(e.PinChosen))[0], s.EnteringPin)
    without, _ = after(state, of(e.FrontRead, front=Front(1, has_photo=False)))
    assert isinstance(without, s.ChoosingMethod)
    facts = CardFacts(PinTries(3), None)
    phone, _ = after(at, of(e.CardRead, facts=facts, token=TokenKind.IPHONE))
    assert isinstance(phone, s.ChoosingMethod)


def test_visual_mode_is_remembered_for_every_patient_until_it_is_ended() -> None:
    state, _ = after(s.WaitingForCard(VISIT), ON)
    read = of(e.CardRead, facts=people.facts())
    for _ in range(2):
        state, _ = after(state, lambda _: e.CardPlaced(ONE), read)
        assert isinstance(state, s.CheckingAtDesk)
        state, _ = after(state, removed, time_is_over)
        assert isinstance(state, s.WaitingForCard)
    state, _ = after(state, lambda _: e.CardPlaced(ONE), read)
    state, _ = after(state, OFF)
    assert isinstance(state, s.ChoosingMethod)  # nobody else would look any more


def test_a_look_begun_goes_on_when_the_mode_ends() -> None:
    state, _ = after(AT_DESK, ON, OFF)
    assert isinstance(state, s.CheckingAtDesk)


def test_whoever_called_hears_that_staff_are_coming() -> None:
    called, _ = after(choosing(), of(e.HelpAsked))
    coming, _ = after(called, of(e.HelpComing))
    assert isinstance(coming, s.OfferingHelp)
    assert coming.coming
    assert after(coming, of(e.HelpComing)) == (coming, [])
    assert isinstance(after(coming, of(e.WentBack))[0], s.ChoosingMethod)


def test_whoever_waits_for_help_is_asked_before_the_reception_ends() -> None:
    away, _ = after(choosing(), of(e.HelpAsked), time_is_over)
    assert isinstance(away, s.AskingStillThere)
    again, _ = after(away, of(e.WentOn))
    assert isinstance(again, s.OfferingHelp)
    coming, _ = after(away, of(e.HelpComing))
    assert isinstance(coming, s.OfferingHelp)
    assert coming.coming
    assert isinstance(after(away, time_is_over)[0], s.TakeCard)
