"""Step 4, after the consents: what a clinic has switched on to be asked (qualification.md §4.1)."""

from dataclasses import replace

from kiosk.domain.optional_questions import (
    OptionalAnswers,
    OptionalQuestion,
    PrescriptionIssue,
)
from kiosk.flow.events import GaveUp, OptionAnswered, SessionEvent, WentBack
from kiosk.flow.reasons import CardLeft
from kiosk.flow.states import AnsweringOption, GivingConsent
from kiosk.flow.transition import Transition, to
from kiosk.flow.ways import leave, send


def step(state: AnsweringOption, event: SessionEvent) -> Transition | None:
    """One question a screen; nothing is sent before the last one is answered."""
    match event:
        case OptionAnswered(first=first):
            return _answered(state, first=first)
        case WentBack():
            return _back(state)
        case GaveUp():
            return leave(state.visit, CardLeft.GAVE_UP)
        case _:
            return None


def _answered(state: AnsweringOption, *, first: bool) -> Transition:
    asked = state.questions.options
    options = answered(state.options, asked[state.asking], first=first)
    if state.asking + 1 < len(asked):
        return to(replace(state, options=options, asking=state.asking + 1))
    return send(state.visit, state.questions, state.answers, options)


def answered(
    options: OptionalAnswers, question: OptionalQuestion, *, first: bool
) -> OptionalAnswers:
    """Return the answers with one more: `first` is 使う, or 電子 for the prescription."""
    match question:
        case OptionalQuestion.SPECIFIC_DISEASES:
            return replace(options, specific_diseases=first)
        case OptionalQuestion.PUBLIC_EXPENSE:
            return replace(options, public_expense=first)
        case OptionalQuestion.PRESCRIPTION:
            issue = PrescriptionIssue.ELECTRONIC if first else PrescriptionIssue.PAPER
            return replace(options, prescription=issue)


def _back(state: AnsweringOption) -> Transition | None:
    """Go to the question before; from the first one to the consents, which are asked anew.

    Those that were given before the proof are not.
    """
    if state.asking:
        return to(replace(state, asking=state.asking - 1))
    if state.questions.items and state.visit.consented is None:
        return to(GivingConsent(state.visit, state.questions))
    return None
