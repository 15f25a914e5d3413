"""What an order means to the flow: pure functions of the order and the state."""

from datetime import datetime

from kiosk.domain.consent import Consents, Information
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import states as s
from kiosk.flow.aside import beneath
from kiosk.flow.desk_events import (
    DeskAnswered,
    DeskCheckBegun,
    DeskCheckStopped,
    DeskEvent,
    FormRecorded,
    HelpComing,
)
from kiosk.flow.doors import may_be_looked_at
from kiosk.flow.proving import OfCard
from kiosk.ports.desk.orders import LONGEST_VISUAL_MODE, Outcome, What
from kiosk.ports.orders import TakenOrder


def event_of(order: TakenOrder, state: s.State) -> DeskEvent | None:
    """Return the event of an order for one patient; None for what is no such order."""
    session = state.visit.session
    match order.what:
        case What.HELP_COMING:
            return HelpComing(session)
        case What.CHECK_BY_EYE:
            reason = _reason(order)
            return DeskCheckBegun(session, order.staff, reason) if reason else None
        case What.SAME_PERSON:
            return DeskAnswered(session, order.staff, same_person=True)
        case What.OTHER_PERSON:
            return DeskAnswered(session, order.staff, same_person=False)
        case What.STOP_CHECK:
            return DeskCheckStopped(session)
        case What.RECORD_FORM:
            answers = _answers(order)
            return FormRecorded(session, order.staff, answers) if answers else None
        case _:
            return None


def outcome_of(order: TakenOrder, state: s.State, *, led_on: bool) -> Outcome:
    """Say what became of an order that `state` was offered."""
    if led_on:
        return Outcome.DONE
    refused = order.what == What.CHECK_BY_EYE and _has_no_photo(state)
    return Outcome.REFUSED if refused else Outcome.TOO_LATE


def visual_until(order: TakenOrder, now: datetime) -> datetime | None:
    """Return until when the visual mode that is ordered lasts; None where that is no time to come.

    Never longer than `LONGEST_VISUAL_MODE`.
    """
    try:
        until = datetime.fromisoformat(str(order.details.get("until")))
    except ValueError:
        return None
    if until.tzinfo is None or until <= now:
        return None
    return min(until, now + LONGEST_VISUAL_MODE)


def at_once(order: TakenOrder) -> bool:
    """Tell whether a restart is not to wait for the reception under way."""
    return str(order.details.get("now", "")).lower() == "true"


def _reason(order: TakenOrder) -> VisualReason | None:
    try:
        return VisualReason(str(order.details.get("reason")))
    except ValueError:
        return None


def _answers(order: TakenOrder) -> Consents | None:
    """Read the answers of a form; None where anything else stands there."""
    told = {str(kind): str(yes) for kind, yes in order.details.items()}
    if not told or not set(told) <= {kind.value for kind in Information}:
        return None
    if not set(told.values()) <= {"0", "1"}:
        return None
    return Consents({Information(kind): yes == "1" for kind, yes in told.items()})


def _has_no_photo(state: s.State) -> bool:
    here = beneath(state)
    return isinstance(here, OfCard) and not may_be_looked_at(here.visit, here.facts)
