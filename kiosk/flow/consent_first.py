"""訪問診療, step 2: consent before any proof; kept in the visit until the service has answered.

What is answered here is only ever sent after the qualification, and only where the service's
answer leaves anything to share (`questioning`). A card that is taken takes the answers with it.
"""

from dataclasses import replace

from kiosk.domain.consent import Consents, consent_to_all
from kiosk.flow.events import (
    AllAnswered,
    GaveUp,
    ItemAnswered,
    OneByOneChosen,
    SessionEvent,
    WentBack,
)
from kiosk.flow.reasons import CardLeft
from kiosk.flow.rules import Rules
from kiosk.flow.states import ConsentingFirst
from kiosk.flow.to_the_proof import proof
from kiosk.flow.transition import Transition, to
from kiosk.flow.ways import leave


def step(state: ConsentingFirst, event: SessionEvent, rules: Rules) -> Transition | None:
    """One question a screen; 「すべて」 is one touch, kept item by item."""
    match event:
        case AllAnswered(yes=yes) if state.asking is None:
            return _answered_all(state, consent_to_all(state.items, yes=yes), rules)
        case OneByOneChosen() if state.asking is None:
            return to(replace(state, asking=0, answers=Consents()))
        case ItemAnswered(yes=yes) if state.asking is not None:
            return _answered(state, state.asking, rules, yes=yes)
        case WentBack() if state.asking is not None:
            return to(replace(state, asking=state.asking - 1 if state.asking else None))
        case GaveUp():
            return leave(state.visit, CardLeft.GAVE_UP)
        case _:
            return None


def _answered(state: ConsentingFirst, asking: int, rules: Rules, *, yes: bool) -> Transition:
    answers = state.answers.answered(state.items[asking], yes=yes)
    if asking + 1 < len(state.items):
        return to(replace(state, answers=answers, asking=asking + 1))
    return _answered_all(state, answers, rules)


def _answered_all(state: ConsentingFirst, answers: Consents, rules: Rules) -> Transition:
    return proof(replace(state.visit, consented=answers), state.facts, rules)
