"""Step 1: the card is read, refused or noticed."""

from dataclasses import replace

from kiosk.domain.certificate import CertificateState
from kiosk.domain.fault import Device
from kiosk.flow.effects import LookUpFaceTries
from kiosk.flow.events import (
    CardRead,
    CardRefused,
    Faulted,
    GaveUp,
    SessionEvent,
    WentOn,
)
from kiosk.flow.reasons import CardLeft, CardProblem, FaceProblem
from kiosk.flow.states import CheckingAtDesk, ChoosingMethod, Noticing, ReadingCard
from kiosk.flow.transition import Transition, to
from kiosk.flow.visit import CardFacts, Front, Visit
from kiosk.flow.ways import leave, not_usable, to_the_proof, verified


def step(state: ReadingCard | Noticing, event: SessionEvent) -> Transition | None:
    """Lead through step 1."""
    if isinstance(state, ReadingCard):
        return _reading_card(state, event)
    return _noticing(state, event)


def _reading_card(state: ReadingCard, event: SessionEvent) -> Transition | None:
    """Wait for the chip's answer; refused or faulted, the card cannot go on."""
    match event:
        case CardRead(facts=facts, token=token):
            front = Front() if token.is_phone else state.front  # a phone has nothing printed on it
            return _read(replace(state.visit, token=token), replace(facts, front=front))
        case CardRefused(why=why):
            return not_usable(state.visit, why)
        case Faulted(device=Device.CARD):
            return not_usable(state.visit, CardProblem.UNREADABLE)
        case _:
            return None


def _read(visit: Visit, facts: CardFacts) -> Transition:
    match facts.certificate:
        case None if not visit.token.is_phone:
            return not_usable(visit, CardProblem.UNREADABLE)  # a card shows it to everybody
        case None | CertificateState.VALID:
            return _usable(to_the_proof(visit, facts))
        case CertificateState.EXPIRES_SOON | CertificateState.IN_GRACE:
            return _usable(Noticing(visit, facts))
        case CertificateState.EXPIRED:
            return not_usable(visit, CardProblem.CERTIFICATE_EXPIRED)


def _usable(state: ChoosingMethod | CheckingAtDesk | Noticing) -> Transition:
    """Go on; beside that the records say whether the card may still try by face today."""
    visit, facts = state.visit, state.facts
    if visit.token.is_phone:
        return to(state)
    if facts.card_key is None:
        return to(replace(state, facts=replace(facts, no_face=FaceProblem.UNCOUNTED)))
    return to(state, LookUpFaceTries(visit.session, facts.card_key))


def _noticing(state: Noticing, event: SessionEvent) -> Transition | None:
    """Go on once the notice was read: to the doors, or past them where one was passed already."""
    match event:
        case WentOn() if state.verified_by is not None:
            return verified(state.visit, state.facts, state.verified_by)
        case WentOn():
            return to(to_the_proof(state.visit, state.facts))
        case GaveUp():
            return leave(state.visit, CardLeft.GAVE_UP)
        case _:
            return None
