"""The tries by face: what is charged before a match, what is given back, when the door closes.

Charged before it begins and given back only for a reason, a try that ends with a power cut or a
card pulled out stays charged. Whoever leaves a match has used a try up: an asked movement told them
that the likeness was enough, and leaving must not make that free.
"""

from dataclasses import replace

from kiosk.domain.fault import Device
from kiosk.flow.aside import facts_of, with_facts
from kiosk.flow.effects import Effect, GiveBackFaceTry, StopMatching
from kiosk.flow.events import (
    CameraLost,
    Event,
    FaceDoorClosed,
    FaceMatched,
    FaceNotMatched,
    Faulted,
    TimedOut,
)
from kiosk.flow.proving import FaceRefused, MatchingFace, ReadingPortrait
from kiosk.flow.reasons import NO_VERDICT, FaceProblem
from kiosk.flow.states import Qualifying, State
from kiosk.flow.transition import Transition, to


def leaving(before: State, event: Event, transition: Transition) -> Transition:
    """Stop a match that is left, by whatever road, and settle its try: frames and portrait go."""
    match before, transition.state:
        case ReadingPortrait(), ReadingPortrait() | MatchingFace():
            return transition
        case ReadingPortrait(facts=facts, closed=None), _ if not facts.front.pending:
            return _with(transition, GiveBackFaceTry(before.visit.session))
        case MatchingFace(), after if not isinstance(after, MatchingFace):
            return _left(before, event, transition)
        case _:
            return transition


def _left(before: MatchingFace, event: Event, transition: Transition) -> Transition:
    session = before.visit.session
    stop = StopMatching(session)
    rest = tuple(effect for effect in transition.effects if effect != stop)
    failed = not _no_failure(event, asked=before.asked)
    after = _tried(before, transition.state, spent=failed and before.last_today)
    stopped = Transition(after, (stop, *rest))
    return stopped if failed else _with(stopped, GiveBackFaceTry(session))


def _with(transition: Transition, effect: Effect) -> Transition:
    return Transition(transition.state, (*transition.effects, effect))


def _no_failure(event: Event, *, asked: bool) -> bool:
    """Say whether a match ended well, or without anybody having been compared.

    Whoever was asked for a movement was: to step aside then is no way out.
    """
    match event:
        case FaceMatched() | CameraLost() | TimedOut():
            return True
        case FaceNotMatched(why=why):
            return why in NO_VERDICT and not asked
        case Faulted(device=Device.VISION | Device.CAMERA):
            return True
        case _:
            return False


def _tried(before: MatchingFace, after: State, *, spent: bool) -> State:
    """Count the try in the session, whatever it ended in, but for a match."""
    same_session = after.visit.session == before.visit.session
    if isinstance(after, Qualifying) or not same_session:
        return after
    failures = before.visit.face_failures + 1
    counted = replace(after, visit=replace(after.visit, face_failures=failures))
    return _closed(counted, FaceProblem.TRIES_SPENT) if spent else counted


def door_closed(state: State, event: FaceDoorClosed) -> Transition | None:
    """Close the face door of this card; what was asked of the chip is still waited for."""
    match state:
        case ReadingPortrait(visit=visit, facts=facts) if facts.front.pending:
            return to(FaceRefused(visit, replace(facts, no_face=event.why), event.why))
        case ReadingPortrait():
            return to(replace(state, closed=event.why))
        case _:
            closed = _closed(state, event.why)
            return None if closed is state else to(closed)


def _closed(state: State, why: FaceProblem) -> State:
    """Return the state with the face door closed; a reason that was told before stays."""
    facts = facts_of(state)
    if facts is None or facts.no_face is not None:
        return state
    return with_facts(state, replace(facts, no_face=why))
