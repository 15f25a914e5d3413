"""Step 3, the PIN: sent once, judged by the chip; the last try only by the patient's word."""

from dataclasses import replace

from kiosk.domain.certificate import CertificateState
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.fault import Device
from kiosk.domain.pin import Pin
from kiosk.flow import pads
from kiosk.flow.effects import ShuffleKeypad, VerifyPin
from kiosk.flow.events import (
    CardRefused,
    Faulted,
    GaveUp,
    PinAccepted,
    PinRejected,
    SessionEvent,
    WentBack,
    WentOn,
)
from kiosk.flow.reasons import CardLeft, CardProblem
from kiosk.flow.states import (
    CheckingPin,
    ChoosingMethod,
    EnteringPin,
    LastPinTry,
    Noticing,
    PinLocked,
)
from kiosk.flow.transition import Transition, to
from kiosk.flow.visit import CardFacts, Visit
from kiosk.flow.ways import leave, not_usable, verified

PinState = LastPinTry | EnteringPin | CheckingPin


def step(state: PinState, event: SessionEvent) -> Transition | None:
    """Lead through the PIN."""
    match state:
        case LastPinTry():
            return _last_try(state, event)
        case EnteringPin():
            return _entering_pin(state, event)
        case CheckingPin():
            return _checking_pin(state, event)


def ask_pin(visit: Visit, facts: CardFacts, *, was_wrong: bool = False) -> Transition:
    """Show the pad; before the last try the patient says that it may be risked."""
    if facts.pin_tries.last:
        return to(LastPinTry(visit, facts, was_wrong))
    return _pad(visit, facts, was_wrong=was_wrong)


def _pad(visit: Visit, facts: CardFacts, *, was_wrong: bool = False) -> Transition:
    return to(
        EnteringPin(visit, facts, was_wrong=was_wrong),
        ShuffleKeypad(visit.session, visit.preferences.usual_digits),
    )


def _last_try(state: LastPinTry, event: SessionEvent) -> Transition | None:
    match event:
        case WentOn():
            return _pad(state.visit, state.facts)
        case WentBack():
            return to(ChoosingMethod(state.visit, state.facts))
        case GaveUp():
            return leave(state.visit, CardLeft.GAVE_UP)
        case _:
            return None


def _entering_pin(state: EnteringPin, event: SessionEvent) -> Transition | None:
    """Send the four digits once the patient has confirmed them."""
    if pads.complete(state, event):
        pin = VerifyPin(state.visit.session, Pin(state.typed.reveal()))
        return to(CheckingPin(state.visit, state.facts), pin)
    return pads.step(state, event)


def _checking_pin(state: CheckingPin, event: SessionEvent) -> Transition | None:
    """Believe the chip: it compares, it counts, it locks."""
    visit = state.visit
    match event:
        case PinAccepted():
            return _accepted(visit, state.facts, event)
        case PinRejected(tries=tries):
            facts = replace(state.facts, pin_tries=tries)
            if tries.locked:
                return to(PinLocked(visit, facts))
            return ask_pin(visit, facts, was_wrong=True)
        case CardRefused(why=why):
            return not_usable(visit, why)
        case Faulted(device=Device.CARD):
            return not_usable(visit, CardProblem.UNREADABLE)
        case _:
            return None


def _accepted(visit: Visit, facts: CardFacts, shown: PinAccepted) -> Transition:
    """Go on, after a look at a certificate that showed itself only now."""
    if facts.certificate is not None:
        return verified(visit, facts, VerifiedBy.PIN)
    facts = replace(facts, certificate=shown.certificate, certificate_month=shown.month)
    match shown.certificate:
        case CertificateState.VALID:
            return verified(visit, facts, VerifiedBy.PIN)
        case CertificateState.EXPIRES_SOON | CertificateState.IN_GRACE:
            return to(Noticing(visit, facts, VerifiedBy.PIN))
        case CertificateState.EXPIRED:
            return not_usable(visit, CardProblem.CERTIFICATE_EXPIRED)
        case None:
            return not_usable(visit, CardProblem.UNREADABLE)
