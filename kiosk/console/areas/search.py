"""さがす: receptions of any day. What is searched for is sent as a form and never in an address."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kiosk.console.context import console_of, field, words_of
from kiosk.console.lines import row
from kiosk.console.pages import render
from kiosk.console.search_terms import terms
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.japan_time import JAPAN
from kiosk.domain.typed_dates import typed_date
from kiosk.ports.desk.today import After, Found

METHODS: Final = (*(one.value for one in VerifiedBy), "paper")
OUTCOMES: Final = (
    "received", "provisional", "paper", "see_staff", "card_refused", "gave_up", "left",
    "timed_out", "broken",
)  # fmt: skip
FIELDS: Final = ("what", "since", "until", "kiosk", "method", "outcome")


def page(request: Request) -> Response:
    """Ask what is looked for."""
    return _page(request, None, {})


def search(request: Request) -> Response:
    """Show what fits."""
    days = {name: typed_date(field(request, name)) for name in ("since", "until")}
    faults = {
        name: "not_a_date" for name, day in days.items() if day is None and field(request, name)
    }
    if faults:
        return _page(request, None, faults)
    wanted = replace(
        terms(field(request, "what")),
        since=_start(days["since"]),
        until=_start(days["until"] and days["until"] + timedelta(days=1)),
        kiosk=field(request, "kiosk"),
        method=field(request, "method"),
        outcome=field(request, "outcome"),
    )
    return _page(request, console_of(request).desk.today.search(wanted, _after(request)), {})


def _page(request: Request, found: Found | None, faults: dict[str, str]) -> Response:
    console, words = console_of(request), words_of(request)
    return render(
        request,
        "reception/search.html",
        400 if faults else 200,
        typed={name: field(request, name) for name in FIELDS},
        faults={name: words(f"reception.search.{fault}") for name, fault in faults.items()},
        rows=[row(line, words) for line in found.lines] if found else [],
        searched=found is not None,
        after=found.after if found else None,
        kiosks=[each.kiosk for each in console.desk.kiosks.kiosks()],
        methods=METHODS,
        outcomes=OUTCOMES,
    )


def _start(day: date | None) -> datetime | None:
    return day and datetime.combine(day, time(), JAPAN)


def _after(request: Request) -> After | None:
    at, number = field(request, "after_at"), field(request, "after_id")
    if not at:
        return None
    try:
        began = datetime.fromisoformat(at)
    except ValueError:
        raise HTTPException(400) from None
    if began.tzinfo is None:
        raise HTTPException(400)
    return After(began, number)


routes: Final[Sequence[BaseRoute]] = (
    Route("/search", page, methods=["GET"]),
    Route("/search", search, methods=["POST"]),
)
