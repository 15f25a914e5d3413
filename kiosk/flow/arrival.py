"""Step 1: the card is read, refused or noticed."""

from dataclasses import replace

from kiosk.domain.certificate import CertificateState
from kiosk.domain.fault import Device
from kiosk.flow.effects import ReleaseCard
from kiosk.flow.events import (
    CardRead,
    CardRefused,
    Faulted,
    GaveUp,
    SessionEvent,
    WentOn,
)
from kiosk.flow.states import (
    CardFacts,
    CardLeft,
    CardNotUsable,
    CardProblem,
    ChoosingMethod,
    Noticing,
    ReadingCard,
    TakeCard,
    Visit,
)
from kiosk.flow.transition import Transition, to


def step(state: ReadingCard | Noticing, event: SessionEvent) -> Transition | None:
    """Lead through step 1."""
    if isinstance(state, ReadingCard):
        return _reading_card(state, event)
    return _noticing(state, event)


def _reading_card(state: ReadingCard, event: SessionEvent) -> Transition | None:
    """Wait for the chip's answer; refused or faulted, the card cannot go on."""
    match event:
        case CardRead(facts=facts, token=token):
            return _read(replace(state.visit, token=token), facts)
        case CardRefused(why=why):
            return not_usable(state.visit, why)
        case Faulted(device=Device.CARD):
            return not_usable(state.visit, CardProblem.UNREADABLE)
        case _:
            return None


def _read(visit: Visit, facts: CardFacts) -> Transition:
    match facts.certificate:
        case None | CertificateState.VALID:
            return to(ChoosingMethod(visit, facts))
        case CertificateState.EXPIRES_SOON | CertificateState.IN_GRACE:
            return to(Noticing(visit, facts))
        case CertificateState.EXPIRED:
            return not_usable(visit, CardProblem.CERTIFICATE_EXPIRED)


def not_usable(visit: Visit, why: CardProblem) -> Transition:
    """Say kindly that this card cannot go on; the chip is powered off at once."""
    return to(CardNotUsable(visit, why), ReleaseCard(visit.session))


def _noticing(state: Noticing, event: SessionEvent) -> Transition | None:
    """Go on once the notice was read."""
    match event:
        case WentOn():
            return to(ChoosingMethod(state.visit, state.facts))
        case GaveUp():
            return leave(state.visit, CardLeft.GAVE_UP)
        case _:
            return None


def leave(visit: Visit, why: CardLeft) -> Transition:
    """End the reception with the card still in the reader: ask for it until it is taken."""
    return to(TakeCard(visit, why), ReleaseCard(visit.session))
