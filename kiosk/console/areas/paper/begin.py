"""Where it begins: the drafts that lie open, and a new one, from a visit or without."""

from typing import Final
from uuid import uuid4

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kiosk.console.areas.paper.asked import answered
from kiosk.console.areas.paper.prefill import form_of_visit
from kiosk.console.areas.paper.rules_file import load_rules
from kiosk.console.context import console_of, field, signed_in
from kiosk.console.pages import render, see
from kiosk.domain.japan_time import JAPAN
from kiosk.domain.paper import Situation
from kiosk.ports.desk.paper import Draft
from kiosk.ports.desk.today import CaseFile

GROUPS: Final = {
    "answer": (
        Situation.ENDED,
        Situation.NOT_FOUND,
        Situation.NEW_ONE,
        Situation.SEVERAL,
        Situation.TICKET,
        Situation.BULLET,
        Situation.VALID,
    ),
    "card": (
        Situation.NO_CARD,
        Situation.CERTIFICATE_UNUSABLE,
        Situation.CERTIFICATE_GRACE,
        Situation.PIN_LOCKED,
        Situation.NOT_MATCHED,
        Situation.CARD_DOUBTED,
    ),
    "machine": (Situation.NO_SERVICE,),
}
"""The situations in staff's order: what the terminal says, what the card does, what is broken."""


def overview(request: Request) -> Response:
    """GET /paper: what lies open, and the way in."""
    console, rules = console_of(request), load_rules()
    today = console.clock.now().astimezone(JAPAN).date()
    return render(
        request,
        "paper/overview.html",
        drafts=console.desk.paper.unfinished(),
        help_desk=rules.help_desk,
        rules=[(code, rule, rule.standing(today)) for code, rule in rules.dated.items()],
    )


def ask(request: Request) -> Response:
    """GET /paper/new?visit=ID&situation=S: what happened; what was begun already goes on."""
    visit = request.query_params.get("visit", "")
    case = _case(request, visit)
    if begun := console_of(request).desk.paper.of_visit(visit) if visit else None:
        return see(f"/paper/{begun.id}")
    told = next((one for one in Situation if one == request.query_params.get("situation")), None)
    return _question(request, visit, told or form_of_visit(case).situation)


def begin(request: Request) -> Response:
    """POST /paper/new: the draft begins with what happened."""
    visit = field(request, "visit")
    case = _case(request, visit)
    chosen = next((one for one in Situation if one == field(request, "situation")), None)
    if chosen is None:
        return _question(request, visit, form_of_visit(case).situation, missing=True)
    console = console_of(request)
    asked = bool(visit) and answered(console.desk.queries, visit) is not None
    form = form_of_visit(case, chosen, asked=asked)
    draft = Draft(visit or str(uuid4()), form, 1, signed_in(request).staff)
    if console.desk.paper.begin(draft, visit or None, console.clock.now()):
        return see(f"/paper/{draft.id}/visits")
    begun = console.desk.paper.of_visit(visit)
    return see(f"/paper/{begun.id if begun else draft.id}")


def _question(
    request: Request, visit: str, chosen: Situation | None, *, missing: bool = False
) -> Response:
    values = {"action": "/paper/new", "visit": visit, "groups": GROUPS, "chosen": chosen or ""}
    status = 422 if missing else 200
    return render(
        request, "paper/what.html", status, **values, missing=missing, about=None, progress="what"
    )


def _case(request: Request, visit: str) -> CaseFile | None:
    """Return the visit's case; raises 404 for what is no visit."""
    if not visit:
        return None
    case = console_of(request).desk.today.case(visit)
    if case is None:
        raise HTTPException(404)
    return case
