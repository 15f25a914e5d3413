"""Step 3, the face: the portrait from the chip, then the match with live frames."""

from dataclasses import replace

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.face import ASKED_MOVEMENTS
from kiosk.domain.fault import Device
from kiosk.domain.holder import Portrait
from kiosk.flow.effects import MatchFace, WaitForCharge
from kiosk.flow.events import (
    CardFaceForged,
    FaceGuided,
    FaceMatched,
    FaceNotMatched,
    FaceTryCharged,
    Faulted,
    PortraitRead,
    SessionEvent,
    WentBack,
)
from kiosk.flow.reasons import PORTRAIT_PROBLEMS, CardProblem, FaceProblem, StaffReason
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
            return _portrait_read(state, portrait, rules)
        case FaceTryCharged(left=left):
            return to(replace(state, left=left))
        case FaceNotMatched(why=why):
            return _no_portrait(state, why)
        case CardFaceForged():
            # No other door: whoever forged the face of a card may know its PIN as well.
            return see_staff(visit, StaffReason.CARD_NOT_AUTHENTIC)
        case Faulted(device=Device.CARD):
            return not_usable(visit, CardProblem.UNREADABLE)
        case _:
            return None


def _portrait_read(state: ReadingPortrait, portrait: Portrait, rules: Rules) -> Transition:
    """Begin the match once its try is charged; never without."""
    visit, facts = state.visit, state.facts
    if state.closed is not None:
        return _no_portrait(state, state.closed)
    if state.left is None:
        return to(state, WaitForCharge(visit.session, portrait))
    effect = MatchFace(visit.session, portrait, rules.face_seconds, facts.front.band)
    return to(MatchingFace(visit, facts, last_today=state.left == 0), effect)


def _no_portrait(state: ReadingPortrait | MatchingFace, why: FaceProblem) -> Transition:
    facts = replace(state.facts, no_face=why)
    return to(FaceRefused(state.visit, facts, why))


def _matching_face(state: MatchingFace, event: SessionEvent) -> Transition | None:
    """Wait for the verdict; only a match opens the way."""
    visit, facts = state.visit, state.facts
    match event:
        case FaceGuided(guidance=guidance) if guidance is not state.guidance:
            asked = state.asked or guidance in ASKED_MOVEMENTS
            return to(replace(state, guidance=guidance, asked=asked))
        case FaceMatched():
            return verified(visit, facts, VerifiedBy.FACE)
        case FaceNotMatched(why=why) if why in PORTRAIT_PROBLEMS:
            return _no_portrait(state, why)
        case FaceNotMatched(why=why):
            return to(FaceRefused(visit, facts, why))
        case Faulted(device=Device.VISION | Device.CAMERA):
            return to(FaceRefused(visit, facts, FaceProblem.CAMERA))
        case WentBack():
            return to(ChoosingMethod(visit, facts))
        case _:
            return None
