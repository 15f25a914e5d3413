"""The number pad of PIN and passcode: digits, correction, and the ways out."""

from dataclasses import replace

from kiosk.domain.pin import PIN_LENGTH
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
from kiosk.flow.states import ChoosingMethod, EnteringPasscode, EnteringPin
from kiosk.flow.transition import Transition, to
from kiosk.flow.ways import leave


def complete(state: EnteringPin | EnteringPasscode, event: SessionEvent) -> bool:
    """Say whether all four digits are there and confirmed: nothing is sent before."""
    return isinstance(event, DigitsConfirmed) and state.typed.count == PIN_LENGTH


def step(state: EnteringPin | EnteringPasscode, event: SessionEvent) -> Transition | None:
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
