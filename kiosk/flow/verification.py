"""Steps 2 and 3: face or PIN, retries, the chip's lock."""

from dataclasses import replace

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.fault import Device
from kiosk.domain.pin import PIN_LENGTH, Digits, Pin
from kiosk.flow.arrival import leave, not_usable
from kiosk.flow.doors import doors
from kiosk.flow.effects import MatchFace, ReadPortrait, RequestChallenge, ShuffleKeypad, VerifyPin
from kiosk.flow.events import (
    DigitCorrected,
    DigitPressed,
    DigitsConfirmed,
    FaceChosen,
    FaceGuided,
    FaceMatched,
    FaceNotMatched,
    Faulted,
    GaveUp,
    KeypadShuffled,
    PinAccepted,
    PinChosen,
    PinRejected,
    PortraitRead,
    SessionEvent,
    StaffChosen,
    WentBack,
    WentOn,
)
from kiosk.flow.rules import Rules
from kiosk.flow.states import (
    CardFacts,
    CardLeft,
    CardProblem,
    CheckingPin,
    ChoosingMethod,
    EnteringPasscode,
    EnteringPin,
    FaceProblem,
    FaceRefused,
    MatchingFace,
    PinLocked,
    Qualifying,
    ReadingPortrait,
    Visit,
)
from kiosk.flow.transition import Transition, to

VerificationState = (
    ChoosingMethod
    | PinLocked
    | FaceRefused
    | EnteringPin
    | CheckingPin
    | ReadingPortrait
    | MatchingFace
)


def step(
    state: VerificationState,
    event: SessionEvent,
    rules: Rules,
) -> Transition | None:
    """Lead through steps 2 and 3."""
    match state:
        case ChoosingMethod() | PinLocked() | FaceRefused():
            return _choosing(state, event, rules)
        case EnteringPin():
            return _entering_pin(state, event)
        case CheckingPin():
            return _checking_pin(state, event)
        case ReadingPortrait():
            return _reading_portrait(state, event, rules)
        case MatchingFace():
            return _matching_face(state, event)


def _choosing(
    state: ChoosingMethod | PinLocked | FaceRefused, event: SessionEvent, rules: Rules
) -> Transition | None:
    """Go through an open door; a closed one does not answer."""
    visit, facts = state.visit, state.facts
    open_doors = doors(visit, facts, rules)
    match event:
        case FaceChosen() if open_doors.face and facts.check_number is not None:
            return to(
                ReadingPortrait(visit, facts), ReadPortrait(visit.session, facts.check_number)
            )
        case PinChosen() if open_doors.pin:
            return _ask_pin(visit, facts, was_wrong=False)
        case StaffChosen() if open_doors.staff:
            return to(EnteringPasscode(visit, facts), ShuffleKeypad(visit.session))
        case GaveUp():
            return leave(visit, CardLeft.GAVE_UP)
        case WentOn() | WentBack() if not isinstance(state, ChoosingMethod):
            return to(ChoosingMethod(visit, facts))
        case _:
            return None


def _ask_pin(visit: Visit, facts: CardFacts, *, was_wrong: bool) -> Transition:
    return to(EnteringPin(visit, facts, was_wrong=was_wrong), ShuffleKeypad(visit.session))


def _entering_pin(state: EnteringPin, event: SessionEvent) -> Transition | None:
    """Take digits; nothing is sent before the patient confirms all four."""
    visit, facts, typed = state.visit, state.facts, state.typed
    match event:
        case KeypadShuffled(keypad=keypad):
            return to(replace(state, keypad=keypad))
        case DigitsConfirmed() if typed.count == PIN_LENGTH:
            return to(CheckingPin(visit, facts), VerifyPin(visit.session, Pin(typed.reveal())))
        case WentBack():
            return to(ChoosingMethod(visit, facts))
        case GaveUp():
            return leave(visit, CardLeft.GAVE_UP)
        case _:
            changed = typed_digits(typed, event)
            return to(replace(state, typed=changed)) if changed else None


def typed_digits(typed: Digits, event: SessionEvent) -> Digits | None:
    """Return the digits after a key of the pad, or None when it changes nothing."""
    match event:
        case DigitPressed(digit=digit) if typed.count < PIN_LENGTH:
            return typed.typed(digit)
        case DigitCorrected() if typed.count > 0:
            return typed.corrected()
        case _:
            return None


def _checking_pin(state: CheckingPin, event: SessionEvent) -> Transition | None:
    """Believe the chip: it compares, it counts, it locks."""
    match event:
        case PinAccepted():
            return verified(state.visit, state.facts, VerifiedBy.PIN)
        case PinRejected(tries=tries):
            facts = replace(state.facts, pin_tries=tries)
            if tries.locked:
                return to(PinLocked(state.visit, facts))
            return _ask_pin(state.visit, facts, was_wrong=True)
        case Faulted(device=Device.CARD):
            return not_usable(state.visit, CardProblem.UNREADABLE)
        case _:
            return None


def _reading_portrait(
    state: ReadingPortrait, event: SessionEvent, rules: Rules
) -> Transition | None:
    """Hand the portrait on to the match; the state never holds it."""
    visit = state.visit
    match event:
        case PortraitRead() if not visit.camera_works:
            return to(FaceRefused(visit, state.facts, FaceProblem.CAMERA))
        case PortraitRead(portrait=portrait):
            effect = MatchFace(visit.session, portrait, rules.face_seconds)
            return to(MatchingFace(visit, state.facts), effect)
        case FaceNotMatched(why=why):
            return _no_portrait(state, why)
        case Faulted(device=Device.CARD):
            return not_usable(visit, CardProblem.UNREADABLE)
        case _:
            return None


def _no_portrait(state: ReadingPortrait | MatchingFace, why: FaceProblem) -> Transition:
    facts = replace(state.facts, face_usable=False)
    return to(FaceRefused(state.visit, facts, why))


def _matching_face(state: MatchingFace, event: SessionEvent) -> Transition | None:
    """Wait for the verdict; only a match opens the way."""
    visit, facts = state.visit, state.facts
    match event:
        case FaceGuided(guidance=guidance) if guidance is not state.guidance:
            return to(replace(state, guidance=guidance))
        case FaceMatched():
            return verified(visit, facts, VerifiedBy.FACE)
        case FaceNotMatched(why=FaceProblem.PORTRAIT):
            return _no_portrait(state, FaceProblem.PORTRAIT)
        case FaceNotMatched(why=why):
            return to(FaceRefused(visit, facts, why))
        case Faulted(device=Device.VISION | Device.CAMERA):
            return to(FaceRefused(visit, facts, FaceProblem.CAMERA))
        case WentBack():
            return to(ChoosingMethod(visit, facts))
        case _:
            return None


def verified(visit: Visit, facts: CardFacts, by: VerifiedBy) -> Transition:
    """HolderVerified: the one road behind all three doors begins with a fresh challenge."""
    return to(Qualifying(visit, facts, by), RequestChallenge(visit.session))
