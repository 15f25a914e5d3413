"""The same kiosk in its other shapes: home visit, counter, qualification only."""

from dataclasses import replace

import pytest

from kiosk.domain.certificate import CertificateState
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Consents, Information, consent_to_all, items_to_ask
from kiosk.domain.fault import Device
from kiosk.domain.optional_questions import OptionalQuestion
from kiosk.domain.pin import PinTries
from kiosk.domain.qualification import Validity
from kiosk.domain.shape import Shape
from kiosk.domain.token import TokenKind
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.advance import advance, start
from kiosk.flow.doors import Doors, doors
from kiosk.flow.effects import Effect
from kiosk.flow.reasons import CardLeft
from kiosk.flow.rules import Rules
from kiosk.flow.steps import shown_step
from kiosk.flow.visit import CardFacts
from tests.fakes import people
from tests.flow.saying import (
    CHECKUPS,
    FACTS,
    MEDICATION,
    ONE,
    VISIT,
    Happening,
    digits,
    of,
    removed,
    time_is_over,
)

QUALIFIED = of(e.Qualified, receipt=people.RECEIPT, confirmation=people.confirmation())
PIN = (*digits("2468"), of(e.PinAccepted))
FORM = consent_to_all(items_to_ask(Rules().information))
RECORDED = of(
    e.ConsentsRecorded,
    recorded=people.recorded(MEDICATION, CHECKUPS),
    confirmation=people.confirmation(),
)


def at(
    shape: Shape, *happened: Happening, rules: Rules | None = None, facts: CardFacts = FACTS
) -> tuple[s.State, tuple[Effect, ...]]:
    """Return where a card that was read leads at a kiosk of this shape, and all effects."""
    used = replace(rules or Rules(), shape=shape)
    read: tuple[Happening, ...] = (
        lambda _: e.CardPlaced(ONE),
        of(e.StaffDoorFound, open=True),
        of(e.CardRead, facts=facts),
    )
    state, effects = start(used), list[Effect]()
    for happening in (*read, *happened):
        transition = advance(state, happening(state), used)
        state = transition.state
        effects += transition.effects
    return state, tuple(effects)


def sent(effects: tuple[Effect, ...]) -> list[fx.SendConsents]:
    """Return what was sent to the service of consents."""
    return [effect for effect in effects if isinstance(effect, fx.SendConsents)]


def kept(effects: tuple[Effect, ...]) -> fx.KeepCheckIn:
    """Return the one reception that was kept."""
    (one,) = [effect for effect in effects if isinstance(effect, fx.KeepCheckIn)]
    return one


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (Shape.STANDARD, Doors(face=True, pin=True, staff=True)),
        (Shape.HOME_VISIT, Doors(pin=True, staff=True)),
        (Shape.COUNTER, Doors(pin=True, staff=True)),
        (Shape.QUALIFICATION_ONLY, Doors(pin=True)),
    ],
)
def test_each_shape_has_the_doors_of_its_reader(shape: Shape, expected: Doors) -> None:
    facts = replace(people.facts(), front=people.front())
    assert doors(replace(VISIT, shape=shape), facts, Rules(shape=shape)) == expected


# ------------------------------------------------------------ 訪問診療
def test_a_home_visit_asks_for_consent_before_any_proof() -> None:
    state, effects = at(Shape.HOME_VISIT)
    assert isinstance(state, s.ConsentingFirst)
    assert shown_step(state) == 2
    proofs = fx.VerifyPin | fx.RequestChallenge | fx.CheckPasscode
    assert not any(isinstance(effect, proofs) for effect in effects)


def test_a_home_visit_sends_what_was_consented_to_once_the_service_has_answered() -> None:
    yes = of(e.AllAnswered, yes=True)
    state, effects = at(Shape.HOME_VISIT, yes, of(e.PinChosen), *PIN)
    assert isinstance(state, s.Qualifying)
    assert not sent(effects)
    state, effects = at(
        Shape.HOME_VISIT, yes, of(e.PinChosen), *PIN, QUALIFIED, RECORDED, of(e.CheckInKept)
    )
    assert isinstance(state, s.Done)
    assert [one.consents.given for one in sent(effects)] == [{MEDICATION, CHECKUPS}]
    assert {one.information for one in state.shared} == {MEDICATION, CHECKUPS}


def test_a_home_visit_takes_the_consents_one_by_one() -> None:
    one_by_one = (of(e.OneByOneChosen), of(e.ItemAnswered, yes=True), of(e.ItemAnswered, yes=False))
    _, effects = at(Shape.HOME_VISIT, *one_by_one, of(e.PinChosen), *PIN, QUALIFIED)
    assert sent(effects)[0].consents == Consents({MEDICATION: True, CHECKUPS: False})


def test_what_was_consented_to_before_is_not_sent_where_nothing_may_be_shared() -> None:
    invalid = people.confirmation(validity=Validity.INVALID)
    ended = of(e.Qualified, receipt=people.RECEIPT, confirmation=invalid)
    yes = of(e.AllAnswered, yes=True)
    _, effects = at(Shape.HOME_VISIT, yes, of(e.PinChosen), *PIN, ended)
    assert not sent(effects)
    assert not kept(effects).check_in.consents.answers


def test_a_phone_whose_certificate_shows_its_grace_after_the_pin_shares_nothing() -> None:
    unknown = CardFacts(PinTries(3), None)
    read = of(e.CardRead, facts=unknown, token=TokenKind.ANDROID)
    late = of(e.PinAccepted, certificate=CertificateState.IN_GRACE)
    rules = Rules(shape=Shape.HOME_VISIT)
    state: s.State = start(rules)
    effects: list[Effect] = []
    for happening in (
        *(lambda _: e.CardPlaced(ONE), read, of(e.AllAnswered, yes=True), of(e.PinChosen)),
        *(*digits("2468"), late, of(e.WentOn), QUALIFIED),
    ):
        transition = advance(state, happening(state), rules)
        state = transition.state
        effects += transition.effects
    assert not sent(tuple(effects))
    assert kept(tuple(effects)).check_in.confirmation.consents == ()


def test_within_the_months_of_grace_a_home_visit_asks_for_no_consent() -> None:
    grace = people.facts(certificate=CertificateState.IN_GRACE)
    state, _ = at(Shape.HOME_VISIT, of(e.WentOn), facts=grace)
    assert isinstance(state, s.ChoosingMethod)


def test_a_card_that_is_taken_takes_the_consents_with_it() -> None:
    state, _ = at(Shape.HOME_VISIT, of(e.AllAnswered, yes=True))
    assert state.visit.consented == FORM
    again, _ = at(Shape.HOME_VISIT, of(e.AllAnswered, yes=True), removed)
    assert again.visit.consented is None


def test_a_home_visit_asks_the_optional_questions_last_and_never_goes_back_to_consent() -> None:
    rules = Rules(options=frozenset({OptionalQuestion.PRESCRIPTION}))
    road = (of(e.AllAnswered, yes=True), of(e.PinChosen), *PIN, QUALIFIED)
    state, effects = at(Shape.HOME_VISIT, *road, rules=rules)
    assert isinstance(state, s.AnsweringOption)
    assert not sent(effects)
    back, _ = at(Shape.HOME_VISIT, *road, of(e.WentBack), rules=rules)
    assert isinstance(back, s.AnsweringOption)
    _, effects = at(Shape.HOME_VISIT, *road, of(e.OptionAnswered, first=True), rules=rules)
    assert sent(effects)[0].consents == FORM


def test_a_home_visit_lets_the_visiting_staff_look_but_nobody_at_the_desk() -> None:
    yes = of(e.AllAnswered, yes=True)
    state, _ = at(Shape.HOME_VISIT, yes, of(e.StaffChosen))
    assert isinstance(state, s.EnteringPasscode)
    begun = of(e.DeskCheckBegun, staff=5, reason=VisualReason.CANNOT_OPERATE)
    state, _ = at(Shape.HOME_VISIT, yes, begun)
    assert isinstance(state, s.ChoosingMethod)


# ------------------------------------------------------------ 汎用カードリーダー
TO_THE_FORM = (of(e.PinChosen), *PIN, QUALIFIED, of(e.CheckInKept))
BY_STAFF = of(e.FormRecorded, staff=5, answers=FORM)


def test_the_counter_receives_without_sharing_and_waits_for_the_form() -> None:
    state, effects = at(Shape.COUNTER, *TO_THE_FORM)
    assert isinstance(state, s.ConsentOnPaper)
    assert not sent(effects)
    assert kept(effects).check_in.confirmation.consents == ()
    assert kept(effects).check_in.verified_by is VerifiedBy.PIN


def test_what_staff_record_of_the_form_is_sent_and_kept() -> None:
    state, effects = at(Shape.COUNTER, *TO_THE_FORM, BY_STAFF, RECORDED)
    assert isinstance(state, s.KeepingForm)
    (keep,) = [one for one in effects if isinstance(one, fx.KeepForm)]
    assert keep.staff == 5
    assert keep.check_in.consents == FORM
    done, _ = at(Shape.COUNTER, *TO_THE_FORM, BY_STAFF, RECORDED, of(e.FormKept))
    assert isinstance(done, s.Done)
    assert len(done.shared) == 2


def test_a_form_that_the_records_kept_after_all_is_not_asked_for_again() -> None:
    slow = (*TO_THE_FORM, BY_STAFF, RECORDED, time_is_over)
    assert isinstance(at(Shape.COUNTER, *slow)[0], s.ConsentOnPaper)
    late, _ = at(Shape.COUNTER, *slow, of(e.FormKept))
    assert isinstance(late, s.TakeCard)
    assert late.why is CardLeft.FINISHED


@pytest.mark.parametrize(
    "answers",
    [
        Consents(),
        Consents({MEDICATION: True}),
        Consents({**FORM.answers, Information.OPERATION: True}),
    ],
)
def test_a_form_that_answers_anything_but_what_it_asks_is_refused(answers: Consents) -> None:
    wrong = of(e.FormRecorded, staff=5, answers=answers)
    state, effects = at(Shape.COUNTER, *TO_THE_FORM, wrong)
    assert isinstance(state, s.ConsentOnPaper)
    assert not sent(effects)


def test_a_form_recorded_after_the_card_was_taken_is_refused() -> None:
    state, effects = at(Shape.COUNTER, *TO_THE_FORM, removed, BY_STAFF)
    assert isinstance(state, s.WaitingForCard)
    late = e.FormRecorded(ONE, 5, FORM)
    assert advance(state, late, Rules(shape=Shape.COUNTER)).effects == ()
    assert not sent(effects)


@pytest.mark.parametrize(
    "trouble",
    [
        (lambda state: e.Faulted(ONE, Device.SERVICE, "unreachable", state.visit.question),),
        (time_is_over,),
        (of(e.ConsentsRecorded, recorded=()),),
        (RECORDED, of(e.Faulted, device=Device.RECORDS, code="disk_full")),
        (RECORDED, time_is_over),
    ],
)
def test_a_form_that_did_not_arrive_may_be_recorded_again(trouble: tuple[Happening, ...]) -> None:
    state, _ = at(Shape.COUNTER, *TO_THE_FORM, BY_STAFF, *trouble)
    assert isinstance(state, s.ConsentOnPaper)
    assert state.failed
    again, _ = at(Shape.COUNTER, *TO_THE_FORM, BY_STAFF, *trouble, BY_STAFF)
    assert isinstance(again, s.SendingForm)


def test_a_form_that_nobody_records_ends_with_the_card() -> None:
    state, _ = at(Shape.COUNTER, *TO_THE_FORM, time_is_over)
    assert isinstance(state, s.TakeCard)
    assert state.why is CardLeft.FINISHED


def test_where_the_clinic_asks_for_nothing_there_is_no_form() -> None:
    state, _ = at(Shape.COUNTER, *TO_THE_FORM, rules=Rules(information=frozenset()))
    assert isinstance(state, s.Done)


# ------------------------------------------------------------ 資格確認限定型
def test_qualification_only_comes_from_the_card_to_the_pin_to_done() -> None:
    state, effects = at(Shape.QUALIFICATION_ONLY)
    assert isinstance(state, s.EnteringPin)
    state, effects = at(Shape.QUALIFICATION_ONLY, *PIN, QUALIFIED, of(e.CheckInKept))
    assert isinstance(state, s.Done)
    assert kept(effects).check_in.confirmation.consents == ()


def test_qualification_only_with_a_locked_pin_leads_to_the_desk() -> None:
    locked = replace(people.facts(), pin_tries=PinTries(0))
    state, _ = at(Shape.QUALIFICATION_ONLY, facts=locked)
    assert isinstance(state, s.ChoosingMethod)
    assert doors(state.visit, state.facts, Rules(shape=Shape.QUALIFICATION_ONLY)) == Doors()
