"""The number pad of PIN and passcode: digits, correction, and the ways out."""

from dataclasses import replace

from kiosk.domain.pin import PIN_LENGTH
from kiosk.flow.effects import ShuffleKeypad
from kiosk.flow.events import (
    DigitCorrected,
    DigitPressed,
    DigitsConfirmed,
    GaveUp,
    KeypadShuffled,
    SessionEvent,
    WentBack,
)
from kiosk.flow.reasons import CardLeft
from kiosk.flow.states import (
    ChoosingMethod,
    EnteringPasscode,
    EnteringPin,
    Interactive,
    Message,
    OfferingHelp,
)
from kiosk.flow.transition import Transition, to
from kiosk.flow.visit import Visit
from kiosk.flow.ways import leave

Pad = EnteringPin | EnteringPasscode


def complete(state: Pad, event: SessionEvent) -> bool:
    """Say whether all four digits are there and confirmed: nothing is sent before."""
    return isinstance(event, DigitsConfirmed) and state.typed.count == PIN_LENGTH


def step(state: Pad, event: SessionEvent) -> Transition | None:
    """Take the digits in, or lead away from the pad."""
    typed = state.typed
    match event:
        case KeypadShuffled(keypad=keypad):
            return to(replace(state, keypad=keypad))
        case DigitPressed(digit=digit) if typed.count < PIN_LENGTH:
            return to(replace(state, typed=typed.typed(digit)))
        case DigitCorrected() if typed.count > 0:
            return to(replace(state, typed=typed.corrected()))
        case WentBack():
            return to(ChoosingMethod(state.visit, state.facts))
        case GaveUp():
            return leave(state.visit, CardLeft.GAVE_UP)
        case _:
            return None


def come_back(back: Interactive | OfferingHelp | Message, visit: Visit) -> Transition:
    """Return to what lay beneath an aside; a pad without its digits is given them.

    They came while something lay over it, or another order was asked for there.
    """
    here = replace(back, visit=visit)
    if isinstance(here, Pad) and not here.keypad:
        return to(here, ShuffleKeypad(visit.session, visit.preferences.usual_digits))
    return to(here)
