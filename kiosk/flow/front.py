"""The printed front is read beside the chip: when its answer comes, and who still waits for it."""

from dataclasses import replace

from kiosk.domain.session import SessionId
from kiosk.flow.aside import facts_of, with_facts
from kiosk.flow.effects import ChargeFaceTry, ReadFront, ReadPortrait, StopReadingFront
from kiosk.flow.events import Event, FrontRead
from kiosk.flow.looking import without_photo
from kiosk.flow.proving import FaceRefused, ReadingPortrait
from kiosk.flow.reasons import FaceProblem
from kiosk.flow.states import ReadingCard, State
from kiosk.flow.transition import Transition, to
from kiosk.flow.visit import CardFacts, Front, Visit


def first_reading(session: SessionId) -> tuple[Front, ReadFront]:
    """Begin with the card: by the time that a way is chosen, the answer is there."""
    return _reading(Front(), session)


def ask_portrait(visit: Visit, facts: CardFacts) -> Transition:
    """Begin the face road with what is printed; read it again where it could not be read."""
    front, session = facts.front, visit.session
    if facts.card_key is None:  # without a key nothing can be counted
        closed = replace(facts, no_face=FaceProblem.UNCOUNTED)
        return to(FaceRefused(visit, closed, FaceProblem.UNCOUNTED))
    if front.check_number is not None:
        charge = ChargeFaceTry(session, facts.card_key)
        if facts.portrait_asked:  # for staff, a moment ago: the one answer serves the match
            return to(ReadingPortrait(visit, replace(facts, portrait_asked=False)), charge)
        return to(ReadingPortrait(visit, facts), charge, ReadPortrait(session, front.check_number))
    if front.pending:
        return to(ReadingPortrait(visit, facts))
    again, effect = _reading(front, session)
    return to(ReadingPortrait(visit, replace(facts, front=again)), effect)


def _reading(front: Front, session: SessionId) -> tuple[Front, ReadFront]:
    number = front.reading + 1
    return Front(number, pending=True), ReadFront(session, number)


def front_read(state: State, event: FrontRead) -> Transition | None:
    """Tell the state what is printed, if it still waits for this very reading."""
    now = front_of(state)
    if now is None or not now.pending or now.reading != event.front.reading:
        return None
    told = with_front(state, event.front)
    if isinstance(told, ReadingPortrait):
        return _asked_meanwhile(told.visit, told.facts)
    return to(without_photo(told) if event.front.has_photo is False else told)


def _asked_meanwhile(visit: Visit, facts: CardFacts) -> Transition:
    """Go on where the patient has chosen the face already and waits."""
    if facts.front.has_photo is False:
        return to(FaceRefused(visit, facts, FaceProblem.NO_PHOTO))
    if facts.front.check_number is None:
        return to(FaceRefused(visit, facts, FaceProblem.FRONT))
    return ask_portrait(visit, facts)


def front_of(state: State) -> Front | None:
    """Return what a state knows of the printed front; None where it is of no use."""
    if isinstance(state, ReadingCard):
        return state.front
    facts = facts_of(state)
    return facts.front if facts else None


def with_front(state: State, front: Front) -> State:
    """Return the state with another front."""
    if isinstance(state, ReadingCard):
        return replace(state, front=front)
    facts = facts_of(state)
    return with_facts(state, replace(facts, front=front)) if facts else state


def stopping(before: State, event: Event, transition: Transition) -> Transition:
    """Whoever leaves a reading under way, by whatever road, stops it: nobody waits for it."""
    front = front_of(before)
    if front is None or not front.pending or isinstance(event, FrontRead):
        return transition
    after, session = front_of(transition.state), before.visit.session
    same = transition.state.visit.session == session
    if same and after is not None and after.pending:
        return transition
    stop = StopReadingFront(session, front.reading)
    return Transition(transition.state, (stop, *transition.effects))
