"""The page of one reception, or of a visit that ended without one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kiosk.console.areas.search import routes as search_routes
from kiosk.console.case import shown_case
from kiosk.console.context import console_of, field, signed_in, words_of
from kiosk.console.form_state import Phase, has_form, phase_of
from kiosk.console.incident import incident
from kiosk.console.pages import render, see
from kiosk.console.texts import LANGUAGES
from kiosk.domain.desk_answer import confirmation_in
from kiosk.ports.desk.orders import What, Wish
from kiosk.ports.desk.today import CaseFile


@dataclass(frozen=True)
class LaterAnswer:
    """An answer that staff took for the reception after it; `shown`: it stands on the page."""

    query: str
    at: datetime
    shown: bool


def page(request: Request) -> Response:
    """Show everything of a case."""
    return _page(request, "reception/case.html")


def live(request: Request) -> Response:
    """Return the part that changes."""
    return _page(request, "reception/live.html")


def coming(request: Request) -> Response:
    """Let the patient read on the kiosk that somebody is on the way."""
    console, who, case = console_of(request), signed_in(request), case_of(request)
    if case.visit is not None:  # of a patient who is gone the kiosk says that it was too late
        wish = Wish(case.visit.kiosk, What.HELP_COMING, who.staff, case.id)
        console.desk.orders.give(wish, console.clock.now())
    return see("/")


def handled(request: Request) -> Response:
    """Note that it is dealt with; whoever comes second sees who was first."""
    console, who, number = console_of(request), signed_in(request), request.path_params["id"]
    case_of(request)
    needs = field(request, "needs")
    if not console.desk.today.handle(number, needs, who.staff, console.clock.now()):
        return _page(request, "reception/case.html", 409)
    console.note("case_handled", who.staff, visit=number, needs=needs)
    return see("/")


def reopen(request: Request) -> Response:
    """Take it back: it was touched by mistake."""
    console, number = console_of(request), request.path_params["id"]
    case_of(request)
    try:
        seen = datetime.fromisoformat(field(request, "handled_at"))
        taken_back = console.desk.today.reopen(number, seen)
    except ValueError:
        raise HTTPException(400) from None
    if not taken_back:
        return _page(request, "reception/case.html", 409)
    console.note("case_reopened", signed_in(request).staff, visit=number)
    return see(f"/receptions/{number}")


def case_of(request: Request) -> CaseFile:
    """Return the case of the address; 404 where there is none."""
    case = console_of(request).desk.today.case(request.path_params["id"])
    if case is None:
        raise HTTPException(404)
    return case


def _page(request: Request, template: str, status: int = 200) -> Response:
    console, words, case = console_of(request), words_of(request), case_of(request)
    now = console.clock.now()
    japanese = console.texts.language(LANGUAGES[0])
    return render(
        request,
        template,
        status,
        case=case,
        shown=shown_case(case, words, japanese, now),
        incident=incident(case, console.institution, now),
        conflict=status == 409,
        later=_later(request, case.id),
        form=_form(request, case),
    )


def _form(request: Request, case: CaseFile) -> Phase | None:
    """Return where the 同意書 stands, where there is one still to be recorded."""
    if not has_form(case.visit) or case.consents:
        return None
    return phase_of(case, console_of(request).desk.orders.of_visit(case.id))


def _later(request: Request, reception: str) -> LaterAnswer | None:
    """Return the query whose answer staff took for this reception, if any."""
    asked = console_of(request).desk.queries.about(reception)
    taken = next((one for one in asked if one.used_at is not None), None)
    if taken is None or taken.answered_at is None:
        return None
    found = confirmation_in(taken.answer) if taken.answer else None
    return LaterAnswer(taken.id, taken.answered_at, found is not None and bool(found.results))


routes: Final[Sequence[BaseRoute]] = (
    *search_routes,
    Route("/receptions/{id}", page, methods=["GET"]),
    Route("/receptions/{id}/live", live, methods=["GET"]),
    Route("/receptions/{id}/coming", coming, methods=["POST"]),
    Route("/receptions/{id}/handled", handled, methods=["POST"]),
    Route("/receptions/{id}/reopen", reopen, methods=["POST"]),
)
