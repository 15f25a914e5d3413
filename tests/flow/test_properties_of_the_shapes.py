"""What never happens in the other shapes of the kiosk, whatever happens."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.shape import ConsentWay, Shape
from kiosk.flow import effects as fx
from kiosk.flow import states as s
from kiosk.flow.steps import shown_step
from tests.flow.saying import FACTS, VISIT
from tests.flow.strategies import shapes
from tests.flow.test_properties import often
from tests.flow.walks import Walk, walks


@often
@given(walks())
def test_no_kiosk_without_a_face_reader_ever_compares_a_face(walk: Walk) -> None:
    for step in walk.steps:
        if walk.rules.shape.face:
            continue
        assert not isinstance(step.after, s.ReadingPortrait | s.MatchingFace | s.FaceRefused)
        faces = fx.MatchFace | fx.ChargeFaceTry | fx.LookUpFaceTries
        assert not any(isinstance(effect, faces) for effect in step.effects)


@often
@given(walks())
def test_qualification_only_asks_for_no_consent_and_sends_none(walk: Walk) -> None:
    if walk.rules.shape is not Shape.QUALIFICATION_ONLY:
        return
    asking = s.ConsentingFirst | s.GivingConsent | s.AnsweringOption | s.ConsentOnPaper
    for step in walk.steps:
        assert not isinstance(step.after, asking)
        assert not any(isinstance(effect, fx.SendConsents) for effect in step.effects)
        for effect in step.effects:
            if isinstance(effect, fx.KeepCheckIn):
                assert not effect.check_in.consents.answers
                assert not effect.check_in.confirmation.consents


@often
@given(walks())
def test_a_consent_is_asked_only_in_the_way_of_the_shape(walk: Walk) -> None:
    ways: dict[type[s.State], ConsentWay] = {
        s.GivingConsent: ConsentWay.ON_GLASS,
        s.ConsentingFirst: ConsentWay.FIRST,
        s.ConsentOnPaper: ConsentWay.ON_PAPER,
    }
    for step in walk.steps:
        way = ways.get(type(step.after))
        assert way in (None, walk.rules.shape.consent)


@often
@given(walks())
def test_staff_at_the_desk_never_judge_whom_they_cannot_see(walk: Walk) -> None:
    for step in walk.steps:
        if not walk.rules.shape.desk_check:
            assert not isinstance(step.after, s.CheckingAtDesk)
        if not walk.rules.shape.visual_check:
            assert not isinstance(step.after, s.EnteringPasscode | s.CheckingVisually)


@given(
    shapes, st.sampled_from([s.ReadingCard(VISIT), s.ChoosingMethod(VISIT, FACTS), s.Done(VISIT)])
)
def test_the_steps_shown_never_go_beyond_those_that_the_shape_has(
    shape: Shape, state: s.State
) -> None:
    here = replace(state, visit=replace(state.visit, shape=shape))
    assert 1 <= shown_step(here) <= len(shape.steps)


@often
@given(walks())
def test_the_progress_of_an_unhurried_reception_never_falls_behind_the_card(walk: Walk) -> None:
    for step in walk.steps:
        assert 0 <= shown_step(step.after) <= len(walk.rules.shape.steps)
