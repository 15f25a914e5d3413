"""Where a read card leads, by the shape of the kiosk: to consent first, or to the proof."""

from kiosk.domain.certificate import CertificateState
from kiosk.domain.consent import items_to_ask
from kiosk.domain.shape import ConsentWay, Shape
from kiosk.flow.doors import doors, may_be_looked_at
from kiosk.flow.pin_road import ask_pin
from kiosk.flow.rules import Rules
from kiosk.flow.states import CheckingAtDesk, ChoosingMethod, ConsentingFirst
from kiosk.flow.transition import Transition, to
from kiosk.flow.visit import CardFacts, Visit


def to_the_proof(visit: Visit, facts: CardFacts, rules: Rules) -> Transition:
    """Lead on from a read card.

    A home visit begins with the consent, where any may be given: in the months of grace after
    expiry a certificate serves for the qualification alone (qualification.md §4.2).
    """
    first = visit.shape.consent is ConsentWay.FIRST and visit.consented is None
    items = items_to_ask(rules.information)
    if first and items and facts.certificate is not CertificateState.IN_GRACE:
        return to(ConsentingFirst(visit, facts, items))
    return proof(visit, facts, rules)


def proof(visit: Visit, facts: CardFacts, rules: Rules) -> Transition:
    """Lead to the doors, in visual mode to staff's eye before them.

    Where the shape has no door but the PIN, nothing is to be chosen.
    """
    if visit.visual_mode and may_be_looked_at(visit, facts):
        return to(CheckingAtDesk(visit, facts))
    if visit.shape is Shape.QUALIFICATION_ONLY and doors(visit, facts, rules).pin:
        return ask_pin(visit, facts)
    return to(ChoosingMethod(visit, facts))
