"""What staff order from the console for the patient at the kiosk (qualification.md §6.1, way 2).

Nobody walks, and no mode is left behind: an order is bound to one session, and where it does not
apply it changes nothing.
"""

from kiosk.domain.check_in import VerifiedBy
from kiosk.flow import calling, form
from kiosk.flow.aside import beneath, over
from kiosk.flow.desk_events import (
    DeskAnswered,
    DeskCheckBegun,
    DeskCheckStopped,
    DeskEvent,
    FormRecorded,
    HelpComing,
)
from kiosk.flow.doors import may_be_looked_at
from kiosk.flow.reasons import StaffReason
from kiosk.flow.states import (
    CheckingAtDesk,
    ChoosingMethod,
    EnteringPasscode,
    EnteringPin,
    FaceRefused,
    LastPinTry,
    Noticing,
    PasscodePaused,
    PinLocked,
    State,
)
from kiosk.flow.transition import Transition, to
from kiosk.flow.ways import see_staff, verified

Unproven = (
    Noticing
    | ChoosingMethod
    | LastPinTry
    | EnteringPin
    | PinLocked
    | FaceRefused
    | EnteringPasscode
    | PasscodePaused
    | CheckingAtDesk
)
"""Where staff may begin to look: the card was read, nobody is proven, no device is at work.

A notice about the certificate is one of them: staff tell it, and see it on their own page. Where a
colleague has typed the passcode at the kiosk the look is theirs already.
"""


def step(state: State, event: DeskEvent) -> Transition | None:
    """Carry out an order, also beneath help and 'still there?'."""
    match event:
        case HelpComing():
            return calling.coming(state)
        case FormRecorded():
            return form.recorded(state, event)
        case DeskCheckBegun():
            return _begun(state, event)
        case DeskAnswered():
            return _answered(state, event)
        case DeskCheckStopped():
            here = beneath(state)
            return _doors(state, here) if isinstance(here, CheckingAtDesk) else None


def mode_ended(state: State) -> Transition | None:
    """Give the doors back to whoever waits for staff only because of the mode."""
    here = beneath(state)
    if isinstance(here, CheckingAtDesk) and here.staff is None:
        return _doors(state, here)
    return None


def _doors(state: State, here: CheckingAtDesk) -> Transition:
    return to(over(state, ChoosingMethod(state.visit, here.facts)))


def _begun(state: State, event: DeskCheckBegun) -> Transition | None:
    here = beneath(state)
    if not isinstance(here, Unproven) or not may_be_looked_at(state.visit, here.facts):
        return None
    if isinstance(here, CheckingAtDesk) and here.staff is not None:
        return None  # somebody looks already
    if isinstance(here, Noticing) and here.verified_by is not None:
        return None  # the PIN was right before the notice came
    return to(CheckingAtDesk(state.visit, here.facts, event.staff, event.reason))


def _answered(state: State, event: DeskAnswered) -> Transition | None:
    """Believe whoever began to look, and nobody else: two at two browsers may see two people."""
    here = beneath(state)
    if not isinstance(here, CheckingAtDesk) or here.staff != event.staff:
        return None
    if event.same_person:
        return verified(state.visit, here.facts, VerifiedBy.VISUAL_CHECK)
    return see_staff(state.visit, StaffReason.VISUAL_CHECK_REFUSED)
