"""Hands a query of staff to a kiosk's line: how many, by whom, over which line."""

from datetime import timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid4

from starlette.requests import Request

from kiosk.console.context import console_of, field, signed_in
from kiosk.domain.desk_query import Letter, QueryKind
from kiosk.domain.message_tree import Node
from kiosk.ports.desk.queries import NewQuery

WINDOW: Final = timedelta(hours=1)
MOST: Final = 30  # of one kind by one member of staff in an hour: nobody needs more at a desk
_ID_LENGTH: Final = 36


class NotAsked(StrEnum):
    """Why a query was not taken."""

    TOO_MANY = "too_many"
    NO_KIOSK = "no_kiosk"


def letter_for(request: Request, number: str) -> Letter:
    """Return what stands in every message of this clinic."""
    return Letter(console_of(request).institution, number)


def form_number(request: Request) -> str:
    """Return the id that the form was drawn with: sent twice, it is one query."""
    try:
        return str(UUID(field(request, "query")))
    except ValueError:
        return str(uuid4())


def send(
    request: Request, kind: QueryKind, number: str, message: Node, reception: str | None, why: str
) -> NotAsked | None:
    """Keep a query for a kiosk and note who asked, and by which right; None: it is under way."""
    console, who = console_of(request), signed_in(request)
    now = console.clock.now()
    kiosk = console.desk.queries.line(now)
    if kiosk is None:
        return NotAsked.NO_KIOSK
    query = NewQuery(number, kind, kiosk, reception, who.staff, message)
    if not console.desk.queries.ask(query, now, now - WINDOW, MOST):
        return NotAsked.TOO_MANY
    console.note("query_asked", who.staff, kind=kind.value, why=why, query=number)
    return None


def reception_asked(request: Request) -> str | None:
    """Return the reception that the address or the form names, if its id could be one."""
    named = field(request, "reception") or request.query_params.get("reception", "")
    return named if 0 < len(named) <= _ID_LENGTH else None
