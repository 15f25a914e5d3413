"""Step 3, the face: the portrait from the chip, then the match with live frames."""

from dataclasses import replace

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.fault import Device
from kiosk.flow.effects import MatchFace
from kiosk.flow.events import (
    CardFaceForged,
    FaceGuided,
    FaceMatched,
    FaceNotMatched,
    Faulted,
    PortraitRead,
    SessionEvent,
    WentBack,
)
from kiosk.flow.reasons import CardProblem, FaceProblem, StaffReason
from kiosk.flow.rules import Rules
from kiosk.flow.states import ChoosingMethod, FaceRefused, MatchingFace, ReadingPortrait
from kiosk.flow.transition import Transition, to
from kiosk.flow.ways import not_usable, see_staff, verified


def step(
    state: ReadingPortrait | MatchingFace, event: SessionEvent, rules: Rules
) -> Transition | None:
    """Lead through the match."""
    if isinstance(state, MatchingFace):
        return _matching_face(state, event)
    if state.facts.front.pending:
        return None  # nothing was asked of the chip yet
    return _reading_portrait(state, event, rules)


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
        case CardFaceForged():
            # No other door: whoever forged the face of a card may know its PIN as well.
            return see_staff(visit, StaffReason.CARD_NOT_AUTHENTIC)
        case Faulted(device=Device.CARD):
            return not_usable(visit, CardProblem.UNREADABLE)
        case _:
            return None


def _no_portrait(state: ReadingPortrait | MatchingFace, why: FaceProblem) -> Transition:
    facts = replace(state.facts, no_face=why)
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
