"""Between verification and consent: challenge, signature, qualification."""

from dataclasses import replace

from kiosk.domain.certificate import CertificateState
from kiosk.domain.check_in import CheckIn, VerifiedBy
from kiosk.domain.consent import Consents, items_to_ask
from kiosk.domain.fault import Device
from kiosk.domain.refusal import QualificationRefusal
from kiosk.flow.effects import (
    ConfirmQualification,
    KeepCheckIn,
    ReleaseCard,
    SignChallenge,
)
from kiosk.flow.events import (
    ChallengeReceived,
    ChallengeSigned,
    Faulted,
    GaveUp,
    QualificationRefused,
    Qualified,
    SessionEvent,
    SigningRefused,
    WentOn,
)
from kiosk.flow.proving import Awaited
from kiosk.flow.reasons import CardLeft, CardProblem, StaffReason
from kiosk.flow.rules import Rules
from kiosk.flow.states import (
    CheckingIn,
    GivingConsent,
    Qualifying,
    ServiceUnavailable,
)
from kiosk.flow.transition import Transition, to
from kiosk.flow.visit import Questions, Visit
from kiosk.flow.ways import leave, not_usable, see_staff, verified

_REASONS = {
    QualificationRefusal.CERTIFICATE_REVOKED: StaffReason.CERTIFICATE_REVOKED,
    QualificationRefusal.CERTIFICATE_EXPIRED: StaffReason.CERTIFICATE_EXPIRED,
    QualificationRefusal.CERTIFICATE_UNKNOWN: StaffReason.CERTIFICATE_UNKNOWN,
    QualificationRefusal.PROOF_INVALID: StaffReason.PROOF_INVALID,
    QualificationRefusal.NOT_REGISTERED: StaffReason.NOT_REGISTERED,
}


def step(
    state: Qualifying | ServiceUnavailable, event: SessionEvent, rules: Rules
) -> Transition | None:
    """Lead from the verified holder to the questions."""
    if isinstance(state, Qualifying):
        return _qualifying(state, event, rules)
    return _service_unavailable(state, event)


def _qualifying(state: Qualifying, event: SessionEvent, rules: Rules) -> Transition | None:
    """Carry the challenge to the chip and the signature to the service."""
    visit, by = state.visit, state.verified_by
    match event:
        case ChallengeReceived(challenge=challenge) if state.awaited is Awaited.CHALLENGE:
            signing = replace(state, awaited=Awaited.SIGNATURE)
            return to(signing, SignChallenge(visit.session, challenge, by))
        case ChallengeSigned(proof=proof) if state.awaited is Awaited.SIGNATURE:
            asking = replace(state, awaited=Awaited.ANSWER)
            return to(asking, ConfirmQualification(visit.session, proof, by))
        case SigningRefused() if state.awaited is Awaited.SIGNATURE:
            return _signing_refused(visit, by)
        case Qualified():
            return _qualified(state, event, rules)
        case QualificationRefused(why=why):
            return see_staff(visit, _REASONS[why])
        case Faulted(device=Device.CARD):
            return not_usable(visit, CardProblem.UNREADABLE)
        case Faulted(device=Device.SERVICE):
            return to(ServiceUnavailable(visit, state.facts, by))
        case _:
            return None


def _signing_refused(visit: Visit, by: VerifiedBy) -> Transition:
    """Say who can do something about it: the holder of a phone, else staff."""
    if by is VerifiedBy.PHONE:
        return not_usable(visit, CardProblem.PHONE_NOT_APPROVED)
    return see_staff(visit, StaffReason.SIGNING_REFUSED)


def _qualified(state: Qualifying, event: Qualified, rules: Rules) -> Transition:
    """Ask for consent, or check in at once where there is nothing to ask.

    In the months of grace after expiry the service gives no medical information (§4.2), and
    without one valid qualification there is nothing to share: staff look at it after check-in.
    """
    visit, confirmation = state.visit, event.confirmation
    in_grace = state.facts.certificate is CertificateState.IN_GRACE
    items = () if in_grace or not confirmation.received else items_to_ask(rules.information)
    if not items:
        unshared = replace(confirmation, consents=())  # nobody was asked at this visit
        check_in = CheckIn(visit.session, state.verified_by, Consents(), unshared)
        return keep(visit, check_in)
    return to(
        GivingConsent(visit, Questions(state.verified_by, event.receipt, confirmation, items))
    )


def keep(visit: Visit, check_in: CheckIn) -> Transition:
    """Step 5 begins: the chip has done its part and is powered off."""
    effects = (KeepCheckIn(visit.session, check_in), ReleaseCard(visit.session))
    return to(CheckingIn(visit, check_in), *effects)


def _service_unavailable(state: ServiceUnavailable, event: SessionEvent) -> Transition | None:
    """Try again with a fresh challenge, or end."""
    match event:
        case WentOn():
            return verified(state.visit, state.facts, state.verified_by)
        case GaveUp():
            return leave(state.visit, CardLeft.GAVE_UP)
        case _:
            return None
