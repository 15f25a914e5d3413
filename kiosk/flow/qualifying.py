"""Between verification and consent: challenge, signature, qualification, and first registration."""

from dataclasses import replace

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.fault import Device
from kiosk.domain.refusal import QualificationRefusal
from kiosk.flow.effects import ConfirmQualification, Register, SignChallenge
from kiosk.flow.events import (
    ChallengeReceived,
    ChallengeSigned,
    Faulted,
    GaveUp,
    QualificationRefused,
    Qualified,
    RegistrationChosen,
    RegistrationOffered,
    SessionEvent,
    SigningRefused,
    WentBack,
)
from kiosk.flow.proving import Awaited
from kiosk.flow.questioning import qualified
from kiosk.flow.reasons import CardLeft, CardProblem, ServiceProblem, StaffReason
from kiosk.flow.rules import Rules
from kiosk.flow.states import (
    OfferingRegistration,
    Qualifying,
    Registering,
    ServiceUnavailable,
)
from kiosk.flow.transition import Transition, to
from kiosk.flow.visit import Visit
from kiosk.flow.ways import asking, leave, not_usable, see_staff

_REASONS = {
    QualificationRefusal.CERTIFICATE_REVOKED: StaffReason.CERTIFICATE_REVOKED,
    QualificationRefusal.CERTIFICATE_SUSPENDED: StaffReason.CERTIFICATE_SUSPENDED,
    QualificationRefusal.CERTIFICATE_EXPIRED: StaffReason.CERTIFICATE_EXPIRED,
    QualificationRefusal.CERTIFICATE_UNKNOWN: StaffReason.CERTIFICATE_UNKNOWN,
    QualificationRefusal.PROOF_INVALID: StaffReason.PROOF_INVALID,
    QualificationRefusal.NOT_REGISTERED: StaffReason.NOT_REGISTERED,
}


def step(
    state: Qualifying | OfferingRegistration | Registering, event: SessionEvent, rules: Rules
) -> Transition | None:
    """Lead from the verified holder to the questions."""
    match state:
        case Qualifying():
            return _qualifying(state, event, rules)
        case OfferingRegistration():
            return _offering_registration(state, event)
        case Registering():
            return _answered(state, event, rules)


def _qualifying(state: Qualifying, event: SessionEvent, rules: Rules) -> Transition | None:
    """Carry the challenge to the chip and the signature to the service."""
    visit, by = state.visit, state.verified_by
    match event:
        case ChallengeReceived(challenge=challenge) if state.awaited is Awaited.CHALLENGE:
            signing = replace(state, awaited=Awaited.SIGNATURE)
            return to(signing, SignChallenge(visit.session, challenge, by))
        case ChallengeSigned(proof=proof) if state.awaited is Awaited.SIGNATURE:
            visit = asking(visit)
            sent = replace(state, visit=visit, awaited=Awaited.ANSWER)
            ask = ConfirmQualification(visit.session, proof, by, question=visit.question)
            return to(sent, ask)
        case SigningRefused() if state.awaited is Awaited.SIGNATURE:
            return _signing_refused(visit, by)
        case RegistrationOffered(registration=registration):
            return to(OfferingRegistration(visit, state.facts, by, registration))
        case QualificationRefused() if state.awaited is not Awaited.ANSWER:
            return None  # late, of an earlier try: this one has its own answer to come
        case Faulted(device=Device.CARD):
            return not_usable(visit, CardProblem.UNREADABLE)
        case _:
            return _answered(state, event, rules)


def _answered(
    state: Qualifying | Registering, event: SessionEvent, rules: Rules
) -> Transition | None:
    """Take the service's answer, whether the certificate was known there or has just become so."""
    match event:
        case Qualified():
            return qualified(state, event, rules)
        case QualificationRefused(why=why):
            return see_staff(state.visit, _REASONS[why])
        case Faulted(device=Device.SERVICE, code=code):
            works_on = code == ServiceProblem.STILL_PROCESSING
            why = ServiceProblem.STILL_PROCESSING if works_on else ServiceProblem.NO_ANSWER
            return to(ServiceUnavailable(state.visit, state.facts, state.verified_by, why))
        case _:
            return None


def _signing_refused(visit: Visit, by: VerifiedBy) -> Transition:
    """Say who can do something about it: the holder of a phone, else staff."""
    if by is VerifiedBy.PHONE:
        return not_usable(visit, CardProblem.PHONE_NOT_APPROVED)
    return see_staff(visit, StaffReason.SIGNING_REFUSED)


def _offering_registration(state: OfferingRegistration, event: SessionEvent) -> Transition | None:
    """Apply now, or not today: then staff go on with whatever the patient brought."""
    match event:
        case RegistrationChosen():
            visit = asking(state.visit)
            apply = Register(visit.session, state.registration, question=visit.question)
            return to(Registering(visit, state.facts, state.verified_by), apply)
        case WentBack():
            return see_staff(state.visit, StaffReason.NOT_REGISTERED)
        case GaveUp():
            return leave(state.visit, CardLeft.GAVE_UP)
        case _:
            return None
