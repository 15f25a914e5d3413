"""Step 2: the doors to the proof, from the choice and from every screen that offers them again."""

from kiosk.domain.check_in import VerifiedBy
from kiosk.flow.doors import doors
from kiosk.flow.effects import ShuffleKeypad
from kiosk.flow.events import (
    FaceChosen,
    GaveUp,
    PhoneChosen,
    PinChosen,
    SessionEvent,
    StaffChosen,
    WentBack,
    WentOn,
)
from kiosk.flow.front import ask_portrait
from kiosk.flow.pin_road import ask_pin
from kiosk.flow.reasons import CardLeft
from kiosk.flow.rules import Rules
from kiosk.flow.states import ChoosingMethod, EnteringPasscode, FaceRefused, PinLocked
from kiosk.flow.transition import Transition, to
from kiosk.flow.ways import leave, verified


def step(
    state: ChoosingMethod | PinLocked | FaceRefused, event: SessionEvent, rules: Rules
) -> Transition | None:
    """Go through an open door; a closed one does not answer."""
    visit, facts = state.visit, state.facts
    open_doors = doors(visit, facts, rules)
    match event:
        case FaceChosen() if open_doors.face:
            return ask_portrait(visit, facts)
        case PinChosen() if open_doors.pin:
            return ask_pin(visit, facts)
        case PhoneChosen() if open_doors.phone:
            return verified(visit, facts, VerifiedBy.PHONE)
        case StaffChosen() if open_doors.staff:
            return to(
                EnteringPasscode(visit, facts),
                ShuffleKeypad(visit.session, visit.preferences.usual_digits),
            )
        case GaveUp():
            return leave(visit, CardLeft.GAVE_UP)
        case WentOn() | WentBack() if not isinstance(state, ChoosingMethod):
            return to(ChoosingMethod(visit, facts))
        case _:
            return None
