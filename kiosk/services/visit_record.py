"""Follows a visit from transition to transition: pure functions; nothing personal goes in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.aside import beneath
from kiosk.flow.proving import OfCard
from kiosk.flow.reasons import CardLeft
from kiosk.flow.steps import step
from kiosk.ports.board import INTERRUPTED, MACHINE, VisitOutcome, VisitRecord
from kiosk.services.needs import ATTACK, goes_with_the_card, needs, stays

_WELL: Final = frozenset({VisitOutcome.RECEIVED, VisitOutcome.PROVISIONAL})
_INSIDE: Final = re.compile(r"(?<!^)(?=[A-Z])")


@dataclass(frozen=True)
class Followed:
    """A visit under way, and the needs of it that are not of the moment.

    `standing` stays whatever follows; `passing` is over once the patient is a step further on.
    """

    record: VisitRecord
    standing: str | None = None
    passing: str | None = None


def begun(ident: str, state: s.State, at: datetime) -> Followed:
    """Return the visit of a card just placed."""
    visit = state.visit
    record = VisitRecord(
        id=ident,
        session=visit.session,
        began_at=at,
        state=name_of(state),
        step=max(step(state), 1),
        token=visit.token.value,
        language=visit.language.value,
        shape=visit.shape.value,
    )
    return _with_needs(Followed(record), needs(state), at)


def went_on(
    it: Followed, old: s.State, event: e.Event, new: s.State, at: datetime, took: int
) -> Followed:
    """Follow a transition within the visit; the state before it took `took` milliseconds."""
    record, visit = _of_states(it.record, new), new.visit
    in_step = step(new) or record.step
    further = in_step > record.step
    record = replace(
        record,
        state=name_of(new),
        step=in_step,
        outcome=record.outcome or _outcome(old, event, new),
        token=visit.token.value,
        language=visit.language.value,
        pin_failures=record.pin_failures + isinstance(event, e.PinRejected),
        face_failures=max(record.face_failures, visit.face_failures),
        help_asked=record.help_asked + isinstance(event, e.HelpAsked),
        milliseconds=_spent(it.record, old, took),
    )
    need = needs(new)
    standing = _graver(it.standing, need) if need and stays(need) else it.standing
    passing = None if further else it.passing
    if need and not stays(need) and not goes_with_the_card(need):
        passing = need
    return _with_needs(Followed(record, standing, passing), need or standing, at)


def ended(it: Followed, old: s.State, otherwise: VisitOutcome, at: datetime, took: int) -> Followed:
    """End a visit, with `otherwise` where it has come to nothing yet."""
    outcome = it.record.outcome or otherwise
    record = replace(
        it.record, ended_at=at, outcome=outcome, milliseconds=_spent(it.record, old, took)
    )
    standing = it.standing
    if isinstance(old, s.CheckingIn | s.KeepingProvisional):
        standing = _graver(standing, INTERRUPTED)
    need = standing or (None if outcome in _WELL else it.passing)
    return _with_needs(replace(it, record=record, standing=standing), need, at)


def name_of(state: s.State) -> str:
    """Return a state's name for the records."""
    return _INSIDE.sub("_", type(state).__name__).lower()


def _of_states(record: VisitRecord, state: s.State) -> VisitRecord:
    """Take what only some states know; the last one that knew it stands."""
    match state:
        case s.AskingStillThere(back=back) | s.OfferingHelp(back=back):
            told = _of_states(record, back)
            hidden = isinstance(beneath(state), s.CheckingAtDesk)
            return replace(told, portrait_shown=None) if hidden else told
        case s.Qualifying(verified_by=by):
            record = replace(record, verified_by=by.value)
        case s.CheckingVisually(staff=staff, reason=reason):
            record = replace(record, staff=staff, reason=reason.value)
        case s.CheckingAtDesk(staff=staff, reason=reason):
            why = reason and reason.value
            record = replace(record, staff=staff, reason=why, portrait_shown=_portrait(state))
        case s.ChoosingMethod() | s.FaceRefused() | s.PinLocked():
            # Back at the doors: whoever began to look has ended it without an answer.
            record = replace(record, staff=None, reason=None, portrait_shown=None)
        case _:
            pass
    if isinstance(state, OfCard) and state.facts.certificate is not None:
        shown, month = state.facts.certificate.value, state.facts.certificate_month
        record = replace(record, certificate=shown, certificate_month=month)
    return record


def _portrait(look: s.CheckingAtDesk) -> bool | None:
    """Say whether the chip's portrait is shown: no only once it is not coming any more."""
    facts = look.facts
    drawn_soon = look.portrait_sent and look.portrait_shown is None
    if look.staff is None or facts.portrait_asked or facts.front.pending or drawn_soon:
        return None
    return bool(look.portrait_shown)


def _outcome(old: s.State, event: e.Event, new: s.State) -> VisitOutcome | None:
    match new:
        case s.Done() | s.ConsentOnPaper():
            return VisitOutcome.RECEIVED
        case s.ReceivedProvisionally():
            return VisitOutcome.PROVISIONAL
        case s.SeeStaff():
            # A reception whose insurance staff look at is kept all the same.
            kept = isinstance(event, e.CheckInKept) and not isinstance(old, s.SeeStaff)
            return VisitOutcome.RECEIVED if kept else VisitOutcome.SEE_STAFF
        case s.CardNotUsable():
            return VisitOutcome.CARD_REFUSED
        case s.TakeCard(why=CardLeft.GAVE_UP):
            return VisitOutcome.GAVE_UP
        case s.TakeCard(why=CardLeft.TIMED_OUT):
            return VisitOutcome.TIMED_OUT
        case _:
            return None


def _spent(record: VisitRecord, old: s.State, took: int) -> Mapping[str, int]:
    keys = [str(record.step), *([MACHINE] if isinstance(old, s.Busy) else [])]
    return {**record.milliseconds, **{key: record.milliseconds.get(key, 0) + took for key in keys}}


def _graver(standing: str | None, need: str) -> str:
    """Keep an attack above all; of the others the newest."""
    return ATTACK if standing == ATTACK else need


def _with_needs(it: Followed, need: str | None, at: datetime) -> Followed:
    if need == it.record.needs:
        return it
    since = None if need is None else at
    return replace(it, record=replace(it.record, needs=need, needs_since=since))
