"""仮受付: received although the service could not be asked. Never shown as confirmed."""

from kiosk.domain.check_in import ProvisionalCheckIn, VerifiedBy
from kiosk.domain.fault import Device
from kiosk.flow.effects import KeepProvisional, ReleaseCard
from kiosk.flow.events import (
    Faulted,
    GaveUp,
    ProvisionalChosen,
    ProvisionalKept,
    SessionEvent,
    WentOn,
)
from kiosk.flow.reasons import CardLeft
from kiosk.flow.states import (
    KeepingProvisional,
    ProvisionalNotKept,
    ReceivedProvisionally,
    ServiceUnavailable,
)
from kiosk.flow.transition import Transition, to
from kiosk.flow.ways import leave, verified


def step(
    state: ServiceUnavailable | KeepingProvisional | ProvisionalNotKept, event: SessionEvent
) -> Transition | None:
    """Lead on where the line is down."""
    match state:
        case ServiceUnavailable():
            return _service_unavailable(state, event)
        case KeepingProvisional():
            return _keeping(state, event)
        case ProvisionalNotKept():
            return _not_kept(state, event)


def may_be_received(by: VerifiedBy) -> bool:
    """Say whether a holder is verified without the service.

    An iPhone vouches for its holder only by signing what the service asks: without it nothing is
    proven yet.
    """
    return by is not VerifiedBy.PHONE


def _service_unavailable(state: ServiceUnavailable, event: SessionEvent) -> Transition | None:
    """Try again with a fresh challenge, be received provisionally, or end."""
    visit = state.visit
    match event:
        case WentOn():
            return verified(visit, state.facts, state.verified_by)
        case ProvisionalChosen() if may_be_received(state.verified_by):
            check_in = ProvisionalCheckIn(visit.session, state.verified_by, visit.face_failures)
            keeping = KeepingProvisional(visit, check_in)
            effects = KeepProvisional(visit.session, check_in), ReleaseCard(visit.session)
            return to(keeping, *effects)
        case GaveUp():
            return leave(visit, CardLeft.GAVE_UP)
        case _:
            return None


def _keeping(state: KeepingProvisional, event: SessionEvent) -> Transition | None:
    """Show the number only when the database has committed."""
    match event:
        case ProvisionalKept(number=number):
            return to(ReceivedProvisionally(state.visit, number))
        case Faulted(device=Device.RECORDS | Device.RECEIPT_COMPUTER):
            return to(ProvisionalNotKept(state.visit, state.check_in))
        case _:
            return None


def _not_kept(state: ProvisionalNotKept, event: SessionEvent) -> Transition | None:
    """Try again; the same reception, so it gets one number at most."""
    match event:
        case ProvisionalKept(number=number):
            return to(ReceivedProvisionally(state.visit, number))
        case WentOn():
            effect = KeepProvisional(state.visit.session, state.check_in)
            return to(KeepingProvisional(state.visit, state.check_in), effect)
        case GaveUp():
            return leave(state.visit, CardLeft.GAVE_UP)
        case _:
            return None
