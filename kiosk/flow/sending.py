"""Step 4 ends: the answers go to the service, and what both hold is kept."""

from dataclasses import replace

from kiosk.domain.check_in import CheckIn, VerifiedBy
from kiosk.domain.consent import Consents, consent_to_all
from kiosk.domain.fault import Device
from kiosk.domain.optional_questions import NOTHING_ASKED, OptionalAnswers
from kiosk.domain.qualification import QualificationConfirmation
from kiosk.flow.events import (
    ConsentsRecorded,
    Faulted,
    GaveUp,
    SessionEvent,
    WentOn,
    WithoutSharingChosen,
)
from kiosk.flow.reasons import CardLeft
from kiosk.flow.shared import shared
from kiosk.flow.states import ConsentsNotSent, SendingConsents
from kiosk.flow.transition import Transition, to
from kiosk.flow.visit import Visit
from kiosk.flow.ways import keep, leave, send


def step(state: SendingConsents | ConsentsNotSent, event: SessionEvent) -> Transition | None:
    """Lead from the answers to the check-in."""
    if isinstance(state, SendingConsents):
        return _sending(state, event)
    return _not_sent(state, event)


def _sending(state: SendingConsents, event: SessionEvent) -> Transition | None:
    """Wait until the service has recorded them."""
    match event:
        case ConsentsRecorded():
            return _keep(state, state.answers, state.options, event)
        case Faulted(device=Device.SERVICE):
            return to(ConsentsNotSent(state.visit, state.questions, state.answers, state.options))
        case _:
            return None


def _not_sent(state: ConsentsNotSent, event: SessionEvent) -> Transition | None:
    """Try again, or be received without sharing anything."""
    match event:
        case WentOn():
            return send(state.visit, state.questions, state.answers, state.options)
        case WithoutSharingChosen():
            refused = consent_to_all(state.questions.items, yes=False)
            nothing_told = ConsentsRecorded(state.visit.session, ())
            return _keep(state, refused, _unshared(state.options), nothing_told)
        case GaveUp():
            return leave(state.visit, CardLeft.GAVE_UP)
        case _:
            return None


def _unshared(options: OptionalAnswers) -> OptionalAnswers:
    """Take back what needs the service; how a prescription is wished shares nothing."""
    return replace(
        options,
        specific_diseases=None if options.specific_diseases is None else False,
        public_expense=None if options.public_expense is None else False,
    )


def _keep(
    state: SendingConsents | ConsentsNotSent,
    answers: Consents,
    options: OptionalAnswers,
    told: ConsentsRecorded,
) -> Transition:
    questions, visit = state.questions, state.visit
    before = told.confirmation or questions.confirmation
    check_in = replace(
        consented(visit, questions.verified_by, before, answers, told, options),
        # The service may have recorded what it did not live to answer, and nobody can ask it.
        taken_back=_agrees(state.answers, state.options) and not _agrees(answers, options),
    )
    return keep(visit, check_in)


def consented(
    visit: Visit,
    by: VerifiedBy,
    confirmation: QualificationConfirmation,
    answers: Consents,
    told: ConsentsRecorded,
    options: OptionalAnswers = NOTHING_ASKED,
) -> CheckIn:
    """Return what both hold: the patient's yes and the service's record.

    No information flag ever leaves that the patient did not consent to (architecture §5).
    """
    allowed = tuple(one for one in told.recorded if one.information in answers.given)
    agreed = {kind: any(one.information is kind for one in allowed) for kind in answers.answers}
    left = shared(
        _with_prescription(confirmation, options),
        allowed,
        specific_diseases=options.specific_diseases is True,
    )
    return CheckIn(
        visit.session,
        by,
        Consents(agreed),
        left,
        options,
        told.public_expenses if options.public_expense is True else (),
        face_failures=visit.face_failures,
    )


def _agrees(answers: Consents, options: OptionalAnswers) -> bool:
    return bool(answers.given) or True in (options.specific_diseases, options.public_expense)


def _with_prescription(
    confirmation: QualificationConfirmation, options: OptionalAnswers
) -> QualificationConfirmation:
    """Return the answer with the patient's wish, where the service has not told it anew."""
    if options.prescription is None:
        return confirmation
    return replace(confirmation, prescription_issue_select=options.prescription.value)
