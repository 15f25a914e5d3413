"""The pages of all queries of today and of one, and what may be done with an answer."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kiosk.console.areas.queries.shown import ShownQuery, shown_query
from kiosk.console.context import console_of, field, signed_in
from kiosk.console.pages import render, see
from kiosk.domain.japan_time import JAPAN
from kiosk.ports.desk.queries import DeskQuery, Used

LIVES: Final = timedelta(seconds=30)  # a kiosk that was not heard of for longer is said to be away


def every(request: Request) -> Response:
    """GET /queries: what was asked today."""
    return render(request, "queries/every.html", queries=_every(request), away=_away(request))


def every_state(request: Request) -> Response:
    """GET /queries/list: its live part."""
    return render(request, "queries/_every.html", queries=_every(request), away=_away(request))


def one(request: Request) -> Response:
    """GET /queries/{query}: one query and its answer."""
    return render(request, "queries/one.html", **_one(request))


def one_state(request: Request) -> Response:
    """GET /queries/{query}/state: its live part."""
    return render(request, "queries/_one.html", **_one(request))


def use(request: Request) -> Response:
    """POST /queries/{query}/use: take the answer, or one record of it, for the reception."""
    console, who, query = console_of(request), signed_in(request), known(request)
    chosen = field(request, "chosen")
    if not chosen.isdecimal() or len(chosen) > 3:
        raise HTTPException(400)
    done = console.desk.queries.use(query.id, int(chosen), who.staff, console.clock.now())
    if done is Used.NOTHING:
        raise HTTPException(409)
    if done is Used.DONE:
        console.note("query_used", who.staff, query=query.id, record=int(chosen))
    return see(f"/queries/{query.id}")


def withdraw(request: Request) -> Response:
    """POST /queries/{query}/withdraw: ask it no more; what has its answer keeps it."""
    console, who, query = console_of(request), signed_in(request), known(request)
    if console.desk.queries.withdraw(query.id, console.clock.now()):
        console.note("query_withdrawn", who.staff, query=query.id)
    return see(f"/queries/{query.id}")


def known(request: Request) -> DeskQuery:
    """Return the query that the address names; 404 for one that there is not."""
    found = console_of(request).desk.queries.find(request.path_params["query"])
    if found is None:
        raise HTTPException(404)
    return found


def _one(request: Request) -> Mapping[str, Any]:
    query = known(request)
    begun = query.reception and console_of(request).desk.paper.find(query.reception)
    new = f"/paper/new?visit={query.reception}" if query.reception else "/paper/new"
    return {
        "asked": shown_query(request, query),
        "away": _away(request),
        "stopped": _away(request, query.kiosk),  # others may run: staff ask over their line
        "begun": bool(begun),  # staff are receiving on paper, and came from there
        "paper": f"/paper/{begun.id}" if begun else new,
    }


def _every(request: Request) -> list[ShownQuery]:
    console = console_of(request)
    midnight = console.clock.now().astimezone(JAPAN).replace(hour=0, minute=0, second=0)
    return [shown_query(request, query) for query in console.desk.queries.since(midnight)]


def _away(request: Request, kiosk: str = "") -> bool:
    """Say whether no kiosk is there to ask, or not the named one: queries wait until it is."""
    console = console_of(request)
    now = console.clock.now()
    kiosks = [one for one in console.desk.kiosks.kiosks() if kiosk in {"", one.kiosk}]
    return not any(one.stopped_at is None and now - one.beat_at < LIVES for one in kiosks)
