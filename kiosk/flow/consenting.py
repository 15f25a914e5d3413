"""Step 4: consent to all, to none, one by one, or as last time."""

from dataclasses import replace

from kiosk.domain.consent import Consents, consent_to_all
from kiosk.domain.optional_questions import NOTHING_ASKED
from kiosk.flow.carry_over import last_answers
from kiosk.flow.events import (
    AllAnswered,
    GaveUp,
    ItemAnswered,
    LastAnswersChosen,
    OneByOneChosen,
    SessionEvent,
    WentBack,
)
from kiosk.flow.reasons import CardLeft
from kiosk.flow.states import AnsweringOption, GivingConsent
from kiosk.flow.transition import Transition, to
from kiosk.flow.ways import leave, send


def step(state: GivingConsent, event: SessionEvent) -> Transition | None:
    """One question a screen; 「すべて」 and 「前回と同じ」 are one touch, recorded item by item."""
    items = state.questions.items
    match event:
        case AllAnswered(yes=yes) if state.asking is None:
            return _answered_all(state, consent_to_all(items, yes=yes))
        case LastAnswersChosen() if state.asking is None:
            answers = last_answers(state.questions)
            return None if answers is None else _answered_all(state, answers)
        case OneByOneChosen() if state.asking is None:
            return to(replace(state, asking=0, answers=Consents()))
        case ItemAnswered(yes=yes) if state.asking is not None:
            return _answered(state, state.asking, yes=yes)
        case WentBack() if state.asking is not None:
            return to(replace(state, asking=state.asking - 1 if state.asking else None))
        case GaveUp():
            return leave(state.visit, CardLeft.GAVE_UP)
        case _:
            return None


def _answered(state: GivingConsent, asking: int, *, yes: bool) -> Transition:
    items = state.questions.items
    answers = state.answers.answered(items[asking], yes=yes)
    if asking + 1 < len(items):
        return to(replace(state, answers=answers, asking=asking + 1))
    return _answered_all(state, answers)


def _answered_all(state: GivingConsent, answers: Consents) -> Transition:
    """Go on to the optional questions, or send where there are none."""
    if state.questions.options:
        return to(AnsweringOption(state.visit, state.questions, answers))
    return send(state.visit, state.questions, answers, NOTHING_ASKED)
