"""The staff visual check (目視確認) behind the passcode, and the patient's ways out of it."""

from dataclasses import replace

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.fault import Device
from kiosk.domain.pin import Passcode
from kiosk.flow import pads
from kiosk.flow.effects import CheckPasscode, ShuffleKeypad
from kiosk.flow.events import (
    Faulted,
    GaveUp,
    PasscodeAccepted,
    PasscodeRefused,
    PasscodeRejected,
    PersonConfirmed,
    ReasonChosen,
    SessionEvent,
    WentBack,
    WentOn,
)
from kiosk.flow.reasons import CardLeft, StaffReason
from kiosk.flow.states import (
    CheckingAtDesk,
    CheckingPasscode,
    CheckingVisually,
    ChoosingMethod,
    ChoosingReason,
    EnteringPasscode,
    PasscodePaused,
)
from kiosk.flow.transition import Transition, to
from kiosk.flow.ways import leave, see_staff, verified


def step(
    state: EnteringPasscode | CheckingPasscode | PasscodePaused | ChoosingReason | CheckingVisually,
    event: SessionEvent,
) -> Transition | None:
    """Lead through the visual check."""
    match state:
        case EnteringPasscode():
            return _entering_passcode(state, event)
        case CheckingPasscode():
            return _checking_passcode(state, event)
        case PasscodePaused():
            return _passcode_paused(state, event)
        case ChoosingReason():
            return _choosing_reason(state, event)
        case CheckingVisually():
            return _checking_visually(state, event)


def _entering_passcode(state: EnteringPasscode, event: SessionEvent) -> Transition | None:
    """Hand the four digits on once staff have confirmed them."""
    if pads.complete(state, event):
        check = CheckPasscode(state.visit.session, Passcode(state.typed.reveal()))
        return to(CheckingPasscode(state.visit, state.facts), check)
    return pads.step(state, event)


def _checking_passcode(state: CheckingPasscode, event: SessionEvent) -> Transition | None:
    """Believe the records: they count, and a restart forgives nothing."""
    visit, facts = state.visit, state.facts
    match event:
        case PasscodeAccepted() | PasscodeRejected() if facts.front.has_photo is False:
            return to(ChoosingMethod(visit, facts))  # told meanwhile: nothing to compare with
        case PasscodeAccepted(staff=staff):
            return to(ChoosingReason(visit, facts, staff))
        case PasscodeRejected(tries_left=left):
            again = EnteringPasscode(visit, facts, tries_left=left)
            return to(again, ShuffleKeypad(visit.session, visit.preferences.usual_digits))
        case PasscodeRefused(seconds=seconds):
            return to(PasscodePaused(visit, facts, seconds))
        case Faulted(device=Device.RECORDS):
            return to(ChoosingMethod(replace(visit, staff_door=False), facts))
        case _:
            return None


def _passcode_paused(state: PasscodePaused, event: SessionEvent) -> Transition | None:
    """Lead back to the patient's own doors."""
    match event:
        case WentBack() | WentOn():
            return to(ChoosingMethod(state.visit, state.facts))
        case GaveUp():
            return leave(state.visit, CardLeft.GAVE_UP)
        case _:
            return None


def _choosing_reason(state: ChoosingReason, event: SessionEvent) -> Transition | None:
    """Ask for the reason first: without one of the four, staff may not look."""
    match event:
        case ReasonChosen(reason=reason):
            return to(CheckingVisually(state.visit, state.facts, state.staff, reason))
        case WentBack():
            return to(ChoosingMethod(state.visit, state.facts))
        case _:
            return None


def _checking_visually(state: CheckingVisually, event: SessionEvent) -> Transition | None:
    """Staff say whether the person is the one on the card."""
    visit = state.visit
    match event:
        case PersonConfirmed(same_person=True):
            return verified(visit, state.facts, VerifiedBy.VISUAL_CHECK)
        case PersonConfirmed(same_person=False):
            return see_staff(visit, StaffReason.VISUAL_CHECK_REFUSED)
        case WentBack():
            return to(ChoosingMethod(visit, state.facts))
        case _:
            return None


def waiting(state: CheckingAtDesk, event: SessionEvent) -> Transition | None:
    """Leave the patient the other doors while staff look from the desk; they answer there."""
    match event:
        case WentBack():
            return to(ChoosingMethod(state.visit, state.facts))
        case GaveUp():
            return leave(state.visit, CardLeft.GAVE_UP)
        case _:
            return None
