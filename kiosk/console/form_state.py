"""Where a 同意書 stands: a pure function of what the kiosk and the orders tell."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from kiosk.domain.shape import ConsentWay, Shape
from kiosk.ports.desk.orders import Order, Outcome, What
from kiosk.ports.desk.today import CaseFile, VisitFacts

_BUSY: Final = frozenset({"sending_form", "keeping_form"})
_WAITING: Final = "consent_on_paper"


class Phase(StrEnum):
    """What the page offers; the words are in form.toml."""

    NOT_YET = "not_yet"  # the patient is not received yet
    RECORD = "record"  # the card is in the reader: what is recorded can be sent
    AGAIN = "again"  # what was recorded did not arrive
    SENDING = "sending"
    KEPT = "kept"
    GONE = "gone"  # the card was taken: it must be placed again (qualification.md §4.2)


def has_form(visit: VisitFacts | None) -> bool:
    """Tell whether the kiosk of a visit asks for consent on paper."""
    try:
        shape = Shape(visit.shape or "") if visit else Shape.STANDARD
    except ValueError:
        return False
    return shape.consent is ConsentWay.ON_PAPER


def phase_of(case: CaseFile, orders: Sequence[Order]) -> Phase:
    """Say where the form of a reception at the counter stands."""
    visit = case.visit
    if case.consents:
        return Phase.KEPT
    if visit is None or visit.ended_at is not None or visit.outcome not in (None, "received"):
        return Phase.GONE
    if visit.state in _BUSY:
        return Phase.SENDING
    if visit.state == _WAITING:
        return _waiting(case, orders)
    return Phase.NOT_YET if visit.outcome is None else Phase.GONE


def _waiting(case: CaseFile, orders: Sequence[Order]) -> Phase:
    told = [one for one in orders if one.what is What.RECORD_FORM]
    if told and told[-1].taken_at is None and told[-1].outcome is None:
        return Phase.SENDING  # the kiosk looks ten times a second
    refused = bool(told) and told[-1].outcome not in (None, Outcome.DONE)
    lost = any(one.what == "form_not_sent" for one in case.happenings)
    return Phase.AGAIN if refused or lost else Phase.RECORD
