"""A try by face is charged before its match, given back for a reason, and ends at ten a day."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings

from kiosk.domain.face import ASKED_MOVEMENTS, FaceGuidance
from kiosk.domain.face_tries import MOST_IN_A_SESSION
from kiosk.domain.fault import Device
from kiosk.domain.session import SessionId
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.doors import doors
from kiosk.flow.reasons import NO_VERDICT, FaceProblem, StaffReason
from kiosk.flow.rules import Limits, Rules
from kiosk.flow.visit import CardFacts
from tests.fakes import people
from tests.flow.saying import (
    FACTS,
    ONE,
    RULES,
    VISIT,
    Happening,
    after,
    choosing,
    faulted,
    of,
    removed,
    time_is_over,
)
from tests.flow.walks import Walk, walks

often = settings(max_examples=100)
READING = s.ReadingPortrait(VISIT, FACTS)
MATCHING = s.MatchingFace(VISIT, FACTS)
GIVE_BACK = fx.GiveBackFaceTry(ONE)
PORTRAIT = of(e.PortraitRead, portrait=people.PORTRAIT)
SPENT = of(e.FaceDoorClosed, why=FaceProblem.TRIES_SPENT)
FAILURES = frozenset(
    {
        FaceProblem.NOT_MATCHED,
        FaceProblem.UNSURE,
        FaceProblem.CHALLENGE,
        FaceProblem.NOT_LIVE,
    }
)


def test_no_match_begins_before_its_try_is_charged() -> None:
    state, effects = after(READING, PORTRAIT)
    assert state == READING
    assert effects == [fx.WaitForCharge(ONE, people.PORTRAIT)]
    state, effects = after(state, of(e.FaceTryCharged, left=4), PORTRAIT)
    assert isinstance(state, s.MatchingFace)
    assert not state.last_today


@pytest.mark.parametrize("why", sorted(FAILURES))
def test_a_failure_stays_charged(why: FaceProblem) -> None:
    _, effects = after(MATCHING, of(e.FaceNotMatched, why=why))
    assert GIVE_BACK not in effects


@pytest.mark.parametrize("leaving", [of(e.WentBack), removed, lambda _: e.ReaderLost()])
def test_a_match_that_is_left_stays_charged(leaving: Happening) -> None:
    _, effects = after(MATCHING, leaving)
    assert GIVE_BACK not in effects


@pytest.mark.parametrize(
    "happening",
    [
        of(e.FaceMatched),
        faulted(Device.VISION),
        faulted(Device.CAMERA),
        lambda _: e.CameraLost(),
        time_is_over,
        *(of(e.FaceNotMatched, why=why) for why in sorted(NO_VERDICT)),
    ],
)
def test_what_is_no_failure_is_given_back(happening: Happening) -> None:
    _, effects = after(MATCHING, happening)
    assert effects.count(GIVE_BACK) == 1


@pytest.mark.parametrize("guidance", FaceGuidance)
@pytest.mark.parametrize("why", [FaceProblem.NO_FACE, FaceProblem.SEVERAL_FACES])
def test_whoever_steps_aside_once_asked_for_a_movement_has_failed(
    guidance: FaceGuidance, why: FaceProblem
) -> None:
    asked = of(e.FaceGuided, guidance=guidance), of(e.FaceGuided, guidance=FaceGuidance.NO_FACE)
    _, effects = after(MATCHING, *asked, of(e.FaceNotMatched, why=why))
    assert (GIVE_BACK in effects) is (guidance not in ASKED_MOVEMENTS)


@pytest.mark.parametrize(
    "happening",
    [
        removed,
        time_is_over,
        of(e.CardFaceForged),
        of(e.FaceNotMatched, why=FaceProblem.CHECK_NUMBER_WRONG),
        faulted(Device.CARD),
    ],
)
def test_a_match_that_never_began_is_given_back(happening: Happening) -> None:
    _, effects = after(READING, happening)
    assert effects.count(GIVE_BACK) == 1


def test_after_the_days_last_failure_the_face_door_is_closed_for_this_card() -> None:
    last = replace(MATCHING, last_today=True)
    for leaving in (of(e.WentBack), of(e.FaceNotMatched, why=FaceProblem.UNSURE)):
        state, _ = after(last, leaving)
        assert isinstance(state, s.ChoosingMethod | s.FaceRefused)
        assert state.facts.no_face is FaceProblem.TRIES_SPENT
        assert not doors(state.visit, state.facts, RULES).face
        assert doors(state.visit, state.facts, RULES).pin
    state, _ = after(last, of(e.FaceNotMatched, why=FaceProblem.NO_FACE))
    assert isinstance(state, s.FaceRefused)
    assert state.facts.no_face is None


def test_a_charge_refused_lets_no_match_begin_and_waits_for_the_chip() -> None:
    state, effects = after(READING, SPENT)
    assert isinstance(state, s.ReadingPortrait)
    state, effects = after(state, PORTRAIT)
    assert isinstance(state, s.FaceRefused)
    assert state.why is state.facts.no_face is FaceProblem.TRIES_SPENT
    assert not [one for one in effects if isinstance(one, fx.MatchFace | fx.GiveBackFaceTry)]
    state, _ = after(READING, SPENT, of(e.CardFaceForged))
    assert isinstance(state, s.SeeStaff)
    assert state.why is StaffReason.CARD_NOT_AUTHENTIC


@pytest.mark.parametrize(
    "state",
    [
        choosing(),
        s.Noticing(VISIT, FACTS),
        s.OfferingHelp(VISIT, choosing()),
        s.AskingStillThere(VISIT, choosing()),
    ],
)
def test_a_card_that_has_spent_its_day_has_no_face_door_from_the_beginning(state: s.State) -> None:
    state, _ = after(state, SPENT)
    if isinstance(state, s.OfferingHelp | s.AskingStillThere | s.Noticing):
        state, _ = after(state, of(e.WentOn))
    assert isinstance(state, s.ChoosingMethod)
    assert state.facts.no_face is FaceProblem.TRIES_SPENT
    assert after(state, of(e.FaceChosen))[0] is state
    assert isinstance(after(state, of(e.PinChosen))[0], s.EnteringPin)


def test_a_card_without_a_key_cannot_be_counted_and_is_not_compared() -> None:
    unknown = CardFacts(FACTS.pin_tries, FACTS.certificate)
    state, effects = after(s.ReadingCard(VISIT), of(e.CardRead, facts=unknown))
    assert isinstance(state, s.ChoosingMethod)
    assert state.facts.no_face is FaceProblem.UNCOUNTED
    assert not [one for one in effects if isinstance(one, fx.LookUpFaceTries)]
    state, _ = after(choosing(replace(FACTS, card_key=None)), of(e.FaceChosen))
    assert isinstance(state, s.FaceRefused)
    assert state.why is FaceProblem.UNCOUNTED


@often
@given(walks())
def test_every_match_has_a_charge_that_stands(walk: Walk) -> None:
    charged: Counter[SessionId] = Counter()
    for step in walk.steps:
        if isinstance(step.event, e.FaceTryCharged) and step.after != step.before:
            charged[step.event.session] = 1
        for effect in step.effects:
            if isinstance(effect, fx.MatchFace):
                assert charged[effect.session]
            if isinstance(effect, fx.ChargeFaceTry):
                assert isinstance(step.after, s.ReadingPortrait)
                charged[effect.session] = 0
            if isinstance(effect, fx.GiveBackFaceTry):
                charged[effect.session] = 0


@often
@given(walks())
def test_a_closed_face_door_begins_no_match(walk: Walk) -> None:
    for step in walk.steps:
        if isinstance(step.before, s.ReadingPortrait) and step.before.closed is not None:
            assert not isinstance(step.after, s.MatchingFace)


@pytest.mark.parametrize("tries", [0, MOST_IN_A_SESSION + 1, -1])
def test_no_clinic_can_allow_more_tries_in_a_session(tries: int) -> None:
    with pytest.raises(ValueError, match="tries"):
        Rules(face_tries=tries)


def test_a_match_ends_by_itself_before_its_state_does() -> None:
    assert Rules().face_seconds < Rules().limits.matching
    with pytest.raises(ValueError, match="by itself"):
        Rules(face_seconds=10.0, limits=Limits(matching=10.0))
