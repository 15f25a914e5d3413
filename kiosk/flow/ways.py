"""Ways that several steps lead to: the end with the card still in the reader, and the proof."""

from dataclasses import replace

from kiosk.domain.check_in import VerifiedBy
from kiosk.flow.doors import may_be_looked_at
from kiosk.flow.effects import ReleaseCard, RequestChallenge
from kiosk.flow.reasons import CardLeft, CardProblem, StaffReason
from kiosk.flow.states import (
    CardNotUsable,
    CheckingAtDesk,
    ChoosingMethod,
    Qualifying,
    SeeStaff,
    TakeCard,
)
from kiosk.flow.transition import Transition, to
from kiosk.flow.visit import CardFacts, Visit


def not_usable(visit: Visit, why: CardProblem) -> Transition:
    """Say kindly that this card cannot go on; the chip is powered off at once."""
    return to(CardNotUsable(visit, why), ReleaseCard(visit.session))


def leave(visit: Visit, why: CardLeft) -> Transition:
    """End the reception with the card still in the reader: ask for it until it is taken."""
    return to(TakeCard(visit, why), ReleaseCard(visit.session))


def see_staff(visit: Visit, why: StaffReason) -> Transition:
    """End where only staff can go on."""
    return to(SeeStaff(visit, why), ReleaseCard(visit.session))


def asking(visit: Visit) -> Visit:
    """Count a question to the service: from now on a fault of an older one is stale."""
    return replace(visit, question=visit.question + 1)


def to_the_proof(visit: Visit, facts: CardFacts) -> ChoosingMethod | CheckingAtDesk:
    """Return where a read card leads: to the doors, in visual mode to staff's eye before them."""
    if visit.visual_mode and may_be_looked_at(visit, facts):
        return CheckingAtDesk(visit, facts)
    return ChoosingMethod(visit, facts)


def verified(visit: Visit, facts: CardFacts, by: VerifiedBy) -> Transition:
    """HolderVerified: the one road behind all doors begins with a fresh challenge."""
    visit = asking(visit)
    challenge = RequestChallenge(visit.session, question=visit.question)
    return to(Qualifying(visit, facts, by), challenge)
