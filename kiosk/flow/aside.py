"""Help and 'still there?' lie over another state: what is beneath, and what is told of it."""

from dataclasses import replace

from kiosk.flow.proving import OfCard
from kiosk.flow.states import AskingStillThere, Interactive, OfferingHelp, State
from kiosk.flow.visit import CardFacts


def beneath(state: State) -> State:
    """Return what a person comes back to from an aside; any other state is returned itself."""
    match state:
        case OfferingHelp(back=back) | AskingStillThere(back=OfferingHelp(back=back)):
            return back
        case AskingStillThere(back=back):
            return back
        case _:
            return state


def over(state: State, other: State) -> State:
    """Return the state with another one beneath, or that one itself where nothing lies over it."""
    match state:
        case OfferingHelp() if isinstance(other, Interactive):
            return replace(state, back=other)
        case AskingStillThere(back=OfferingHelp() as aside) if isinstance(other, Interactive):
            return replace(state, back=replace(aside, back=other))
        case AskingStillThere() if isinstance(other, Interactive):
            return replace(state, back=other)
        case _:
            return other


def facts_of(state: State) -> CardFacts | None:
    """Return what a state, or the one that help comes back to, knows of its card."""
    here = beneath(state)
    return here.facts if isinstance(here, OfCard) else None


def with_facts(state: State, facts: CardFacts) -> State:
    """Return the state with other facts."""
    here = beneath(state)
    return over(state, replace(here, facts=facts)) if isinstance(here, OfCard) else state
