"""Time is an event: how long each state may last, and what then."""

from dataclasses import replace
from typing import Final, assert_never

from kiosk.flow import states as s
from kiosk.flow.aside import facts_of, with_facts
from kiosk.flow.effects import CancelTimer, StartTimer, StopMatching
from kiosk.flow.form import not_arrived
from kiosk.flow.front import front_of, with_front
from kiosk.flow.looking import look_of
from kiosk.flow.pads import come_back
from kiosk.flow.proving import Awaited
from kiosk.flow.reasons import CardLeft, CardProblem, FaceProblem, StaffReason
from kiosk.flow.rules import Limits
from kiosk.flow.transition import Transition, to
from kiosk.flow.visit import Call, Visit
from kiosk.flow.ways import leave, not_usable

DONE_REMINDERS: Final = 2
"""How often the end asks for the card, with what was shared beside it; then for the card alone."""


def limit(state: s.State, limits: Limits) -> float | None:
    """Return the seconds a state may last; None for those that wait for the world."""
    match state:
        case s.WaitingForCard(visit=visit):
            return _waiting_limit(visit, limits)
        case s.OutOfService():
            return None
        case s.Interrupted():
            return limits.interrupted
        case s.NumberInSight():
            return limits.number
        case _ if isinstance(state, s.Busy):
            return _device_limit(state, limits)
        case s.EnteringPin() | s.EnteringPasscode():
            return limits.typing
        case s.AskingStillThere():
            return limits.still_there
        case s.CheckingAtDesk():
            return limits.at_desk
        case _ if isinstance(state, s.Ending):
            return _ending_limit(state, limits)
        case _:
            return limits.choosing


def _ending_limit(state: s.Ending, limits: Limits) -> float:
    match state:
        case s.CardNotUsable() | s.SeeStaff() | s.ReceivedProvisionally():
            return limits.message
        case s.ConsentOnPaper():
            return limits.on_paper
        case s.Done():
            return limits.done
        case s.TakeCard():
            return limits.reminder


def _device_limit(state: s.Busy, limits: Limits) -> float:
    match state:
        case s.ReadingPortrait(facts=facts) if facts.front.pending:
            return limits.front
        case s.ReadingCard() | s.CheckingPin() | s.ReadingPortrait() | s.CheckingPasscode():
            return limits.reading
        case s.MatchingFace():
            return limits.matching
        case s.Qualifying(awaited=Awaited.SIGNATURE):
            return limits.reading
        case s.Qualifying() | s.Registering() | s.SendingConsents() | s.SendingForm():
            return limits.service
        case s.CheckingIn() | s.KeepingForm() | s.KeepingProvisional():
            return limits.keeping


def _waiting_limit(visit: Visit, limits: Limits) -> float | None:
    """Return when the next one finds the kiosk as it was; a call stays until staff can be there."""
    if visit == visit.nobody:
        return None
    return limits.choosing if visit.call is Call.NONE else limits.at_desk


def timed(before: s.State, transition: Transition, limits: Limits) -> Transition:
    """Give a changed state its timer. Guidance while matching leaves the timer running.

    So does a portrait that comes beside a look, and what only devices tell, unless something
    begins with it: neither a loose camera nor a late reading of the front must keep a deserted
    screen open.
    """
    state = transition.state
    matching = isinstance(before, s.MatchingFace) and isinstance(state, s.MatchingFace)
    beside = isinstance(before, s.Busy) and not transition.effects
    beside = beside and replace(before, visit=state.visit) == state
    looking = look_of(before) is not None and look_of(state) is not None
    told = not transition.effects and _only_devices_spoke(before, state)
    if state == before or matching or beside or looking or told:
        return transition
    seconds = limit(state, limits.of(state.visit.preferences))
    if seconds is None:
        cancel = CancelTimer(before.visit.session)
        return Transition(state, (*transition.effects, cancel))
    serial = before.visit.timer + 1
    state = replace(state, visit=replace(state.visit, timer=serial))
    start = StartTimer(state.visit.session, serial, seconds)
    return Transition(state, (*transition.effects, start))


def _only_devices_spoke(before: s.State, after: s.State) -> bool:
    """Tell whether only camera, doors, mode or front differ: no step, touch, other card."""
    told = replace(
        before.visit,
        camera_works=after.visit.camera_works,
        staff_door=after.visit.staff_door,
        visual_mode=after.visit.visual_mode,
    )
    front, facts = front_of(after), facts_of(after)
    same = replace(before, visit=told)
    same = same if front is None else with_front(same, front)
    known = facts_of(same)
    if known is not None and facts is not None:
        same = with_facts(
            same,
            replace(
                known,
                no_face=facts.no_face,
                portrait_asked=facts.portrait_asked,
                portrait_read=facts.portrait_read,
            ),
        )
    return same == after


def timed_out(state: s.State) -> Transition | None:
    """Say where a state leads when its time is over."""
    if isinstance(state, s.Interactive):
        return to(s.AskingStillThere(state.visit, place_to_return(state)))
    match state:
        case s.OutOfService():
            return None
        case s.WaitingForCard() | s.Interrupted() | s.NumberInSight():
            # What was chosen or called before a card came is forgotten when none comes.
            return to(s.WaitingForCard(state.visit.nobody))
        case s.OfferingHelp():
            return to(s.AskingStillThere(state.visit, state))
        case s.AskingStillThere(visit=visit, back=back):
            if isinstance(back, s.Message):
                return read_to_the_end(replace(back, visit=visit))
            return leave(visit, CardLeft.TIMED_OUT)
        case s.CardNotUsable() | s.SeeStaff() | s.ReceivedProvisionally():
            return to(s.AskingStillThere(state.visit, state))
        case s.Done(reminders=reminders) if reminders < DONE_REMINDERS:
            return to(replace(state, reminders=reminders + 1))
        case s.Done():
            return to(s.TakeCard(state.visit, CardLeft.FINISHED))
        case s.ConsentOnPaper():
            return to(s.TakeCard(state.visit, CardLeft.FINISHED))
        case s.TakeCard():
            return to(replace(state, reminders=state.reminders + 1))
        case _:
            return _device_too_slow(state)


def read_to_the_end(state: s.Message) -> Transition:
    """Put the card in the message's place: whoever comes next must not find it."""
    if isinstance(state, s.ReceivedProvisionally):
        return to(s.TakeCard(state.visit, CardLeft.PROVISIONAL, number=state.number))
    return to(s.TakeCard(state.visit, CardLeft.GAVE_UP))


def more_time(state: s.State) -> Transition | None:
    """Go on from 'still there?' with three times as much time (WCAG 2.2, 2.2.1)."""
    if not isinstance(state, s.AskingStillThere):
        return None
    slower = replace(state.visit.preferences, more_time=True)
    return come_back(state.back, replace(state.visit, preferences=slower))


def place_to_return(state: s.Interactive) -> s.Interactive:
    """Say where a person comes back to: half-typed digits are forgotten.

    So is the question to staff: whoever touches the screen next may be the patient.
    """
    match state:
        case s.EnteringPin() | s.EnteringPasscode():
            return replace(state, typed=type(state.typed)())
        case s.ChoosingReason(visit=visit, facts=facts):
            return s.ChoosingMethod(visit, facts)
        case s.CheckingVisually(visit=visit, facts=facts):
            return s.ChoosingMethod(visit, facts)
        case s.CheckingAtDesk():
            return replace(state, portrait_sent=False, portrait_shown=None)
        case _:
            return state


def _device_too_slow(state: s.Busy) -> Transition:
    visit = state.visit
    match state:
        case s.ReadingPortrait(facts=facts) if facts.front.pending:
            unread = replace(facts, front=replace(facts.front, pending=False))
            return to(s.FaceRefused(visit, unread, FaceProblem.FRONT))
        case s.ReadingCard() | s.CheckingPin() | s.ReadingPortrait():
            return not_usable(visit, CardProblem.UNREADABLE)
        case s.Qualifying(awaited=Awaited.SIGNATURE):
            return not_usable(visit, CardProblem.UNREADABLE)
        case s.MatchingFace(facts=facts):
            stop = StopMatching(visit.session)
            return to(s.FaceRefused(visit, facts, FaceProblem.CAMERA), stop)
        case s.CheckingPasscode(facts=facts):
            # Closed for this visit: the answer still to come must not judge another passcode.
            return to(s.ChoosingMethod(replace(visit, staff_door=False), facts))
        case s.Qualifying(facts=facts, verified_by=by) | s.Registering(facts=facts, verified_by=by):
            return to(s.ServiceUnavailable(visit, facts, by))
        case s.SendingConsents(questions=questions, answers=answers, options=options):
            return to(s.ConsentsNotSent(visit, questions, answers, options))
        case s.SendingForm() | s.KeepingForm():
            return not_arrived(state)
        case s.CheckingIn() | s.KeepingProvisional():
            return to(s.SeeStaff(visit, StaffReason.PERHAPS_KEPT))
        case _:
            assert_never(state)
