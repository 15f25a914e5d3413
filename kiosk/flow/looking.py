"""目視確認: the chip's portrait beside staff's question, where the print lets it be read.

A forged print does not match the chip. The question never waits for the portrait, and no state
holds it: it goes from the chip to the glass, and from there as soon as the look is over. Looking is
no try by face: nothing is charged.
"""

from dataclasses import replace

from kiosk.domain.fault import Device
from kiosk.domain.holder import Portrait
from kiosk.flow.aside import beneath, facts_of, over, with_facts
from kiosk.flow.effects import Effect, HidePortrait, ReadPortrait, ShowPortrait
from kiosk.flow.events import (
    CardFaceForged,
    FaceNotMatched,
    Faulted,
    PortraitRead,
    PortraitShown,
    SessionEvent,
)
from kiosk.flow.proving import CheckingAtDesk, CheckingVisually
from kiosk.flow.reasons import FaceProblem, StaffReason
from kiosk.flow.states import ChoosingMethod, ChoosingReason, EnteringPasscode, State
from kiosk.flow.transition import Transition, to
from kiosk.flow.visit import CardFacts
from kiosk.flow.ways import see_staff

Look = CheckingVisually | CheckingAtDesk

UNREADABLE = frozenset(
    {
        FaceProblem.CHECK_NUMBER_WRONG,
        FaceProblem.CHECK_NUMBER_SPARED,
        FaceProblem.PORTRAIT_UNUSABLE,
    }
)
"""What was told of a card whose portrait is not asked for again: no try of its is risked."""


def look_of(state: State) -> Look | None:
    """Return the look that staff have begun and have before their eyes."""
    match state:
        case CheckingVisually():
            return state
        case CheckingAtDesk(staff=staff) if staff is not None:
            return state
        case _:
            return None


def beside(before: State, transition: Transition) -> Transition:
    """Ask the chip where a look begins or the print is told; take away what a look leaves."""
    was, now = look_of(before), look_of(transition.state)
    state, effects = transition.state, transition.effects
    if was is not None and was.portrait_sent and now is None:
        effects = (HidePortrait(was.visit.session), *effects)
    if now is not None and _may_ask(was, now.facts):
        state, asked = _ask(now)
        effects = (*effects, *asked)
    return Transition(state, effects)


def _may_ask(was: Look | None, facts: CardFacts) -> bool:
    begins = was is None or was.facts.front.check_number is None
    return begins and not facts.portrait_asked and facts.no_face not in UNREADABLE


def _ask(look: Look) -> tuple[State, tuple[Effect, ...]]:
    number = look.facts.front.check_number
    if number is None:
        return look, ()
    asked = replace(look, facts=replace(look.facts, portrait_asked=True))
    return asked, (ReadPortrait(look.visit.session, number),)


def shown(state: State, event: PortraitShown) -> Transition | None:
    """Note that the portrait is there, or that it could not be drawn."""
    look = look_of(state)
    if look is None or not look.portrait_sent or look.portrait_shown is event.shown:
        return None
    return to(replace(look, portrait_shown=event.shown))


def told(state: State, event: SessionEvent) -> Transition | None:
    """Take the chip's answer in, wherever the reception is by now; None where it is another's.

    A forged face ends the reception even where staff have said yes meanwhile: whoever forged it
    may look like the print. The chip answers before it signs, so nobody is received before.
    """
    facts = facts_of(state)
    if facts is None or not facts.portrait_asked:
        return None
    heard = with_facts(state, replace(facts, portrait_asked=False))
    match event:
        case PortraitRead(portrait=portrait):
            return _read(
                with_facts(state, replace(facts, portrait_asked=False, portrait_read=True)),
                portrait,
            )
        case FaceNotMatched(why=why):
            told_why = replace(facts, portrait_asked=False, no_face=facts.no_face or why)
            closed = with_facts(state, told_why)
            return to(without_photo(closed) if why is FaceProblem.NO_PHOTO else closed)
        case CardFaceForged():
            return see_staff(state.visit, StaffReason.CARD_NOT_AUTHENTIC)
        case Faulted(device=Device.CARD):
            return to(heard)  # the look goes on without; a card that is broken shows it at signing
        case _:
            return None


def _read(state: State, portrait: Portrait) -> Transition:
    """Show it where staff still look; else it is dropped here."""
    look = look_of(state)
    if look is None:
        return to(state)
    return to(replace(look, portrait_sent=True), ShowPortrait(look.visit.session, portrait))


def without_photo(state: State) -> State:
    """Lead staff away from a comparison that they cannot make."""
    here = beneath(state)
    match here:
        case EnteringPasscode() | ChoosingReason() | CheckingVisually() | CheckingAtDesk():
            return over(state, ChoosingMethod(here.visit, here.facts))
        case _:
            return state
