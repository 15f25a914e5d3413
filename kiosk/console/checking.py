"""Where a visual check from the console stands: a pure function of what kiosk and orders tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from kiosk.console.needs import PHONES
from kiosk.domain.check_in import VerifiedBy
from kiosk.ports.desk.orders import ANSWERS, Order, Outcome, What
from kiosk.ports.desk.today import CaseFile, VisitFacts

_OTHER: Final = "see_staff.visual_check_refused"
_NO_PHOTO: Final = "face.no_photo"
_BEHIND_THE_PASSCODE: Final = frozenset(
    {"checking_passcode", "choosing_reason", "checking_visually"}
)


class Phase(StrEnum):
    """What the page shows; the words are in check.toml."""

    CHOOSE = "choose"  # the reason
    SENDING = "sending"  # the kiosk has not said yet
    LOOK = "look"  # is it the same person?
    COLLEAGUE = "colleague"  # somebody else looks
    AT_KIOSK = "at_kiosk"  # somebody looks there, behind the passcode
    SAME = "same"
    OTHER = "other"
    PROVEN = "proven"  # by another door
    GONE = "gone"
    PHONE = "phone"  # it has no photo
    NO_PHOTO = "no_photo"  # a card that has none


@dataclass(frozen=True)
class Check:
    """Where it stands. `trouble` says why the last order came to nothing; `by` is a colleague."""

    phase: Phase
    by: str = ""
    trouble: Outcome | None = None


def check_of(case: CaseFile, orders: Sequence[Order], me: int, now: datetime) -> Check:
    """Say where the check of a visit stands for one member of staff."""
    visit = case.visit
    if visit is None:
        return Check(Phase.GONE)
    said = [one for one in orders if one.what in ANSWERS | {What.CHECK_BY_EYE, What.STOP_CHECK}]
    last = said[-1] if said else None
    if ended := _ended(visit, last):
        return ended
    if last is None:
        return _afresh(visit, None)
    if last.open(now):
        return Check(Phase.SENDING, by="" if last.staff == me else last.by)
    if last.outcome is Outcome.DONE:
        return _done(visit, last, me)
    if last.what in ANSWERS and (begun := _standing(said)) is not None:
        return Check(_whose(begun, me), begun.by, last.outcome or Outcome.EXPIRED)
    return _afresh(visit, last)


def _ended(visit: VisitFacts, last: Order | None) -> Check | None:
    by = visit.checked_by or (last.by if last else "")
    if visit.verified_by == VerifiedBy.VISUAL_CHECK:
        return Check(Phase.SAME, by)
    if visit.needs == _OTHER:
        return Check(Phase.OTHER, by)
    if visit.ended_at is not None or visit.outcome is not None:
        return Check(Phase.GONE)
    return Check(Phase.PROVEN) if visit.verified_by else None


def _done(visit: VisitFacts, last: Order, me: int) -> Check:
    match last.what:
        case What.SAME_PERSON:
            return Check(Phase.SAME, last.by)
        case What.OTHER_PERSON:
            return Check(Phase.OTHER, last.by)
        case What.CHECK_BY_EYE if visit.reason is not None:
            return Check(_whose(last, me), last.by)
        case _:
            return _afresh(visit, None)  # stopped, or the patient took another door


def _afresh(visit: VisitFacts, last: Order | None) -> Check:
    if visit.token in PHONES:
        return Check(Phase.PHONE)
    if visit.needs == _NO_PHOTO or (last is not None and last.outcome is Outcome.REFUSED):
        return Check(Phase.NO_PHOTO)
    if visit.state in _BEHIND_THE_PASSCODE:
        return Check(Phase.AT_KIOSK, visit.checked_by or "")
    trouble = None if last is None else last.outcome or Outcome.EXPIRED
    return Check(Phase.CHOOSE, trouble=trouble)


def _standing(said: Sequence[Order]) -> Order | None:
    """Return the check that an answer was for."""
    begun = (one for one in reversed(said) if one.what is What.CHECK_BY_EYE)
    return next((one for one in begun if one.outcome is Outcome.DONE), None)


def _whose(begun: Order, me: int) -> Phase:
    return Phase.LOOK if begun.staff == me else Phase.COLLEAGUE
