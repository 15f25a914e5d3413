"""Step 5: kept, done, take the card."""

from collections.abc import Mapping

from kiosk.domain.fault import Device
from kiosk.domain.qualification import QualificationConfirmation, Validity
from kiosk.flow.effects import KeepCheckIn
from kiosk.flow.events import CheckInKept, Faulted, GaveUp, SessionEvent, WentOn
from kiosk.flow.reasons import CardLeft, StaffReason
from kiosk.flow.states import (
    CheckingIn,
    CheckInNotKept,
    ConsentOnPaper,
    Done,
    SeeStaff,
)
from kiosk.flow.transition import Transition, to
from kiosk.flow.ways import leave


def step(state: CheckingIn | CheckInNotKept, event: SessionEvent) -> Transition | None:
    """Lead through step 5 until the database has committed."""
    if isinstance(state, CheckingIn):
        return _checking_in(state, event)
    return _check_in_not_kept(state, event)


def _checking_in(state: CheckingIn, event: SessionEvent) -> Transition | None:
    """Say done only when the database has committed."""
    match event:
        case CheckInKept():
            return _kept(state)
        case Faulted(device=Device.RECORDS | Device.RECEIPT_COMPUTER):
            return to(CheckInNotKept(state.visit, state.check_in, state.form))
        case _:
            return None


def _kept(state: CheckingIn | CheckInNotKept) -> Transition:
    confirmation = state.check_in.confirmation
    if state.form is not None:
        return to(ConsentOnPaper(state.visit, state.form))
    if confirmation.received:
        return to(Done(state.visit, confirmation.consents))
    return to(SeeStaff(state.visit, _why_staff(confirmation)))


def _why_staff(confirmation: QualificationConfirmation) -> StaffReason:
    """Say what staff look at: the reception stands, the insurance needs a look."""
    validity = confirmation.validity
    if validity is Validity.VALID and not confirmation.results:
        return StaffReason.INSURANCE_UNCLEAR
    return _REASONS.get(validity, StaffReason.INSURANCE_UNCLEAR)


_REASONS: Mapping[Validity | None, StaffReason] = {
    Validity.VALID: StaffReason.INSURANCE_TO_CHOOSE,
    Validity.INVALID: StaffReason.INSURANCE_ENDED,
    Validity.INVALID_NEW_ONE_EXISTS: StaffReason.INSURANCE_CHANGED,
    Validity.NONE: StaffReason.INSURANCE_NOT_FOUND,
    Validity.SEVERAL: StaffReason.INSURANCE_SEVERAL,
    Validity.VALID_TICKET_NOT_REGISTERED: StaffReason.INSURANCE_TICKET,
}


def _check_in_not_kept(state: CheckInNotKept, event: SessionEvent) -> Transition | None:
    """Try again; the same check-in, so nothing is asked twice.

    The fault may have been of an earlier question to the records: then it is kept all the same.
    """
    match event:
        case CheckInKept():
            return _kept(state)
        case WentOn():
            effect = KeepCheckIn(state.visit.session, state.check_in)
            return to(CheckingIn(state.visit, state.check_in, state.form), effect)
        case GaveUp():
            return leave(state.visit, CardLeft.GAVE_UP)
        case _:
            return None
