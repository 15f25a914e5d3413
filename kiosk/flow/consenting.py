"""Step 4: consent to all, to none, or one by one."""

from dataclasses import replace

from kiosk.domain.check_in import CheckIn
from kiosk.domain.consent import Consents, RecordedConsent, consent_to_all
from kiosk.domain.fault import Device
from kiosk.flow.effects import SendConsents
from kiosk.flow.events import (
    AllAnswered,
    ConsentsRecorded,
    Faulted,
    GaveUp,
    ItemAnswered,
    OneByOneChosen,
    SessionEvent,
    WentBack,
    WentOn,
    WithoutSharingChosen,
)
from kiosk.flow.qualifying import keep
from kiosk.flow.reasons import CardLeft
from kiosk.flow.states import (
    ConsentsNotSent,
    GivingConsent,
    SendingConsents,
)
from kiosk.flow.transition import Transition, to
from kiosk.flow.visit import Questions, Visit
from kiosk.flow.ways import leave


def step(
    state: GivingConsent | SendingConsents | ConsentsNotSent, event: SessionEvent
) -> Transition | None:
    """Lead through step 4."""
    match state:
        case GivingConsent():
            return _giving_consent(state, event)
        case SendingConsents():
            return _sending_consents(state, event)
        case ConsentsNotSent():
            return _consents_not_sent(state, event)


def _giving_consent(state: GivingConsent, event: SessionEvent) -> Transition | None:
    """One question a screen; 「すべて」 is one touch, recorded item by item."""
    visit, questions = state.visit, state.questions
    match event:
        case AllAnswered(yes=yes) if state.asking is None:
            return _send(visit, questions, consent_to_all(questions.items, yes=yes))
        case OneByOneChosen() if state.asking is None:
            return to(replace(state, asking=0, answers=Consents()))
        case ItemAnswered(yes=yes) if state.asking is not None:
            return _answered(state, state.asking, yes=yes)
        case WentBack() if state.asking is not None:
            return to(replace(state, asking=state.asking - 1 if state.asking else None))
        case GaveUp():
            return leave(visit, CardLeft.GAVE_UP)
        case _:
            return None


def _answered(state: GivingConsent, asking: int, *, yes: bool) -> Transition:
    items = state.questions.items
    answers = state.answers.answered(items[asking], yes=yes)
    if asking + 1 < len(items):
        return to(replace(state, answers=answers, asking=asking + 1))
    return _send(state.visit, state.questions, answers)


def _send(visit: Visit, questions: Questions, answers: Consents) -> Transition:
    effect = SendConsents(visit.session, questions.receipt, answers)
    return to(SendingConsents(visit, questions, answers), effect)


def _sending_consents(state: SendingConsents, event: SessionEvent) -> Transition | None:
    """Wait until the service has recorded them."""
    match event:
        case ConsentsRecorded(recorded=recorded):
            return _keep(state, state.answers, recorded)
        case Faulted(device=Device.SERVICE):
            return to(ConsentsNotSent(state.visit, state.questions, state.answers))
        case _:
            return None


def _keep(
    state: SendingConsents | ConsentsNotSent,
    answers: Consents,
    recorded: tuple[RecordedConsent, ...],
) -> Transition:
    """Keep only what both hold: the patient's yes and the service's record.

    No information flag ever leaves that the patient did not consent to (architecture §5).
    """
    questions = state.questions
    allowed = tuple(one for one in recorded if one.information in answers.given)
    agreed = {kind: any(one.information is kind for one in allowed) for kind in answers.answers}
    confirmation = replace(questions.confirmation, consents=allowed)
    check_in = CheckIn(state.visit.session, questions.verified_by, Consents(agreed), confirmation)
    return keep(state.visit, check_in)


def _consents_not_sent(state: ConsentsNotSent, event: SessionEvent) -> Transition | None:
    """Try again, or be received without sharing anything."""
    match event:
        case WentOn():
            return _send(state.visit, state.questions, state.answers)
        case WithoutSharingChosen():
            refused = consent_to_all(state.questions.items, yes=False)
            return _keep(state, refused, ())
        case GaveUp():
            return leave(state.visit, CardLeft.GAVE_UP)
        case _:
            return None
