"""What must never happen to what the service tells: shared unasked, ended by what is late."""

from dataclasses import replace

from hypothesis import given, settings

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.fault import Device
from kiosk.domain.optional_questions import OptionalQuestion
from kiosk.domain.session import SessionId
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.advance import advance
from kiosk.flow.options import answered
from tests.flow.walks import Walk, walks

often = settings(max_examples=100)
_FIELDS = {
    OptionalQuestion.SPECIFIC_DISEASES: "specific_diseases",
    OptionalQuestion.PUBLIC_EXPENSE: "public_expense",
    OptionalQuestion.PRESCRIPTION: "prescription",
}


@often
@given(walks())
def test_a_certificate_of_a_specific_disease_never_leaves_without_consent(walk: Walk) -> None:
    agreed: dict[SessionId, bool] = {}
    for step in walk.steps:
        agreed |= _agreed(step.before, step.event)
        for effect in step.effects:
            if not isinstance(effect, fx.KeepCheckIn):
                continue
            kept = effect.check_in
            yes = kept.options.specific_diseases is True
            assert not yes or agreed[effect.session]
            for result in kept.confirmation.results:
                assert yes or not result.specific_diseases_certificates
                assert yes or result.specific_diseases_cons_flg in (None, "0", "2")
                assert yes or result.specific_diseases_cons_time is None


def _agreed(before: s.State, event: e.Event) -> dict[SessionId, bool]:
    if not isinstance(before, s.AnsweringOption) or not isinstance(event, e.OptionAnswered):
        return {}
    asked = before.questions.options[before.asking]
    mine = event.session == before.visit.session
    if not mine or asked is not OptionalQuestion.SPECIFIC_DISEASES:
        return {}
    return {event.session: event.first}


@often
@given(walks())
def test_a_public_expense_is_kept_only_where_the_patient_wants_to_use_it(walk: Walk) -> None:
    for step in walk.steps:
        for effect in step.effects:
            if isinstance(effect, fx.KeepCheckIn) and effect.check_in.public_expenses:
                assert effect.check_in.options.public_expense is True


@often
@given(walks())
def test_what_is_answered_is_what_the_clinic_asks_and_has_a_point(walk: Walk) -> None:
    for step in walk.steps:
        if isinstance(step.after, s.AnsweringOption):
            assert set(step.after.questions.options) <= walk.rules.options
        for effect in step.effects:
            if isinstance(effect, fx.SendConsents):
                after = step.after
                assert isinstance(after, s.SendingConsents | s.SendingForm)
                asked = () if isinstance(after, s.SendingForm) else after.questions.options
                for one, name in _FIELDS.items():
                    assert (getattr(effect.options, name) is not None) is (one in asked)


@often
@given(walks())
def test_a_late_fault_of_the_service_never_ends_a_newer_question(walk: Walk) -> None:
    for step in walk.steps:
        now = step.after.visit
        for older in range(now.question):
            for code in ("unreachable", "still_processing"):
                late = e.Faulted(now.session, Device.SERVICE, code, older)
                assert advance(step.after, late, walk.rules).state is step.after


@often
@given(walks())
def test_each_question_to_the_service_has_a_serial_of_its_own(walk: Walk) -> None:
    asked: set[tuple[SessionId, int]] = set()
    for step in walk.steps:
        for effect in step.effects:
            if isinstance(effect, fx.ServiceEffect):
                key = effect.session, effect.question
                assert key not in asked
                asked.add(key)
                assert step.after.visit.question == effect.question


@often
@given(walks())
def test_nobody_is_asked_or_kept_whose_print_is_of_another_day_of_birth(walk: Walk) -> None:
    for step in walk.steps:
        if not isinstance(step.event, e.Qualified) or step.after is step.before:
            continue
        if not isinstance(step.before, s.Qualifying | s.Registering):
            continue
        by_face = step.before.verified_by is VerifiedBy.FACE
        births = {result.birthdate for result in step.event.confirmation.results}
        if by_face and "19910405" in births:
            assert isinstance(step.after, s.SeeStaff)
            assert not [one for one in step.effects if isinstance(one, fx.KeepCheckIn)]


@often
@given(walks())
def test_a_provisional_reception_is_never_shown_as_done(walk: Walk) -> None:
    provisional: set[SessionId] = set()
    for step in walk.steps:
        provisional |= {
            effect.session for effect in step.effects if isinstance(effect, fx.KeepProvisional)
        }
        if step.after.visit.session in provisional:
            assert not isinstance(step.after, s.Done | s.CheckingIn)


@often
@given(walks())
def test_a_second_answer_to_an_option_replaces_the_first(walk: Walk) -> None:
    for step in walk.steps:
        if isinstance(step.after, s.AnsweringOption):
            question = step.after.questions.options[step.after.asking]
            yes, no = (answered(step.after.options, question, first=one) for one in (True, False))
            assert replace(yes, **{_FIELDS[question]: None}) == replace(
                no, **{_FIELDS[question]: None}
            )
            assert yes != no
