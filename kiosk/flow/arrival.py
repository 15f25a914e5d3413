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
from kiosk.flow.rules import Rules
from kiosk.flow.states import Noticing, ReadingCard
from kiosk.flow.to_the_proof import to_the_proof
from kiosk.flow.transition import Transition, to
from kiosk.flow.visit import CardFacts, Front, Visit
from kiosk.flow.ways import leave, not_usable, verified


def step(state: ReadingCard | Noticing, event: SessionEvent, rules: Rules) -> Transition | None:
    """Lead through step 1."""
    if isinstance(state, ReadingCard):
        return _reading_card(state, event, rules)
    return _noticing(state, event, rules)


def _reading_card(state: ReadingCard, event: SessionEvent, rules: Rules) -> Transition | None:
    """Wait for the chip's answer; refused or faulted, the card cannot go on."""
    match event:
        case CardRead(facts=facts, token=token):
            front = Front() if token.is_phone else state.front  # a phone has nothing printed on it
            return _read(replace(state.visit, token=token), replace(facts, front=front), rules)
        case CardRefused(why=why):
            return not_usable(state.visit, why)
        case Faulted(device=Device.CARD):
            return not_usable(state.visit, CardProblem.UNREADABLE)
        case _:
            return None


def _read(visit: Visit, facts: CardFacts, rules: Rules) -> Transition:
    facts = _countable(visit, facts)
    match facts.certificate:
        case None if not visit.token.is_phone:
            return not_usable(visit, CardProblem.UNREADABLE)  # a card shows it to everybody
        case None | CertificateState.VALID:
            return _usable(to_the_proof(visit, facts, rules), facts)
        case CertificateState.EXPIRES_SOON | CertificateState.IN_GRACE:
            return _usable(to(Noticing(visit, facts)), facts)
        case CertificateState.EXPIRED:
            return not_usable(visit, CardProblem.CERTIFICATE_EXPIRED)


def _countable(visit: Visit, facts: CardFacts) -> CardFacts:
    """Close the face door of a card whose tries cannot be counted."""
    if visit.token.is_phone or not visit.shape.face or facts.card_key is not None:
        return facts
    return replace(facts, no_face=FaceProblem.UNCOUNTED)


def _usable(led: Transition, facts: CardFacts) -> Transition:
    """Go on; beside that the records say whether the card may still try by face today."""
    visit = led.state.visit
    if visit.token.is_phone or not visit.shape.face or facts.card_key is None:
        return led
    return to(led.state, *led.effects, LookUpFaceTries(visit.session, facts.card_key))


def _noticing(state: Noticing, event: SessionEvent, rules: Rules) -> Transition | None:
    """Go on once the notice was read: to the doors, or past them where one was passed already."""
    match event:
        case WentOn() if state.verified_by is not None:
            return verified(state.visit, state.facts, state.verified_by)
        case WentOn():
            return to_the_proof(state.visit, state.facts, rules)
        case GaveUp():
            return leave(state.visit, CardLeft.GAVE_UP)
        case _:
            return None
