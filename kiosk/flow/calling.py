"""職員を呼ぶ on every step: it asks how staff can help, or stands beside what goes on by itself."""

from dataclasses import replace

from kiosk.flow.states import AskingStillThere, Interactive, OfferingHelp, State
from kiosk.flow.timing import place_to_return
from kiosk.flow.transition import Transition, to
from kiosk.flow.visit import Call


def asked(state: State) -> Transition | None:
    """Call staff. Where a person is waited for, the screen says how they help; else nothing stops.

    A device at work, a result that is read and a kiosk without a card go on as they were.
    """
    match state:
        case OfferingHelp():
            return None
        case AskingStillThere(visit=visit, back=OfferingHelp() as aside):
            return to(replace(aside, visit=visit))
        case AskingStillThere(visit=visit, back=back) if isinstance(back, Interactive):
            return to(OfferingHelp(visit, back))
        case AskingStillThere(visit=visit, back=back):
            return _beside(replace(back, visit=visit))
        case _ if isinstance(state, Interactive):
            return to(OfferingHelp(state.visit, place_to_return(state)))
        case _:
            return _beside(state)


def _beside(state: State) -> Transition | None:
    if state.visit.call is not Call.NONE:
        return None
    return to(replace(state, visit=replace(state.visit, call=Call.MADE)))


def coming(state: State) -> Transition | None:
    """Say that staff are on their way, as they said on the console."""
    match state:
        case OfferingHelp(coming=False):
            return to(replace(state, coming=True))
        case AskingStillThere(visit=visit, back=OfferingHelp() as aside):
            return to(replace(aside, visit=visit, coming=True))
        case _ if state.visit.call is Call.MADE:
            return to(replace(state, visit=replace(state.visit, call=Call.COMING)))
        case _:
            return None
