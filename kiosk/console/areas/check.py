"""目視確認 from the console: nobody walks, and no mode is left behind (qualification.md §6.1)."""

from collections.abc import Sequence
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kiosk.console.areas.kiosks.condition import Condition, condition
from kiosk.console.checking import Phase, check_of
from kiosk.console.context import console_of, field, signed_in, words_of
from kiosk.console.needs import said
from kiosk.console.pages import render, see
from kiosk.domain.visual_check import VisualReason
from kiosk.ports.desk.orders import What, Wish
from kiosk.ports.desk.today import CaseFile, VisitFacts

_SILENT: Final = frozenset({Condition.SILENT, Condition.STOPPED, Condition.OUT_OF_SERVICE})


def page(request: Request) -> Response:
    """Show where the check stands."""
    return _page(request, "check/check.html")


def live(request: Request) -> Response:
    """Return the part that changes."""
    return _page(request, "check/live.html")


def begin(request: Request) -> Response:
    """Have the kiosk show that staff look, for one of the four reasons."""
    try:
        reason = VisualReason(field(request, "reason"))
    except ValueError:
        raise HTTPException(400) from None
    return _order(request, What.CHECK_BY_EYE, "check_ordered", reason=reason.value)


def answer(request: Request) -> Response:
    """Say whether it is the person on the card."""
    answers = {"yes": What.SAME_PERSON, "no": What.OTHER_PERSON}
    what = answers.get(field(request, "same"))
    if what is None:
        raise HTTPException(400)
    return _order(request, what, "check_answered")


def stop(request: Request) -> Response:
    """Give the patient the other doors back."""
    return _order(request, What.STOP_CHECK, "check_stopped")


def _order(request: Request, what: What, word: str, **details: str) -> Response:
    console, who = console_of(request), signed_in(request)
    case, visit = _case(request)
    if visit.ended_at is None:
        wish = Wish(visit.kiosk, what, who.staff, case.id, details)
        now = console.clock.now()
        given = console.desk.orders.give(wish, now)
        if given.at == now and given.staff == who.staff:  # else it is an earlier one
            console.note(word, who.staff, visit=case.id, order=what.value, **details)
    return see(f"/check/{case.id}")


def _page(request: Request, template: str) -> Response:
    console, words = console_of(request), words_of(request)
    case, visit = _case(request)
    now = console.clock.now()
    orders = console.desk.orders.of_visit(case.id)
    return render(
        request,
        template,
        case=case,
        visit=visit,
        check=check_of(case, orders, signed_in(request).staff, now),
        phases=Phase,
        silent=case.kiosk is not None and condition(case.kiosk, now) in _SILENT,
        need=said(words, visit.needs, "title") if visit.needs else "",
        reasons=[(one.value, words(f"check.reason.{one.value}")) for one in VisualReason],
    )


def _case(request: Request) -> tuple[CaseFile, VisitFacts]:
    case = console_of(request).desk.today.case(request.path_params["visit"])
    if case is None or case.visit is None:
        raise HTTPException(404)
    return case, case.visit


routes: Final[Sequence[BaseRoute]] = (
    Route("/check/{visit}", page, methods=["GET"]),
    Route("/check/{visit}", begin, methods=["POST"]),
    Route("/check/{visit}/live", live, methods=["GET"]),
    Route("/check/{visit}/answer", answer, methods=["POST"]),
    Route("/check/{visit}/stop", stop, methods=["POST"]),
)
