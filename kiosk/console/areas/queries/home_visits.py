"""訪問診療 再照会: those who consented to home visits on certain days (qualification.md §4.2)."""

from datetime import date, timedelta
from typing import Final
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from kiosk.console.areas.queries.asking import UNPROCESSABLE
from kiosk.console.areas.queries.sending import NotAsked, form_number, letter_for, send
from kiosk.console.context import console_of, field
from kiosk.console.pages import render, see
from kiosk.domain import desk_query
from kiosk.domain.desk_query import QueryKind
from kiosk.domain.japan_time import JAPAN
from kiosk.domain.typed_dates import typed_date

LONGEST: Final = timedelta(days=366)  # of days of consent in one query


def page(request: Request) -> Response:
    """GET /queries/home-visits: the form, for this month."""
    today = _today(request)
    values = {"first": _written(today.replace(day=1)), "last": _written(today)}
    return _page(request, values, {}, None, str(uuid4()))


def ask(request: Request) -> Response:
    """POST /queries/home-visits: send it, or say what is wrong."""
    values = {name: field(request, name) for name in ("first", "last")}
    first, last = typed_date(values["first"]), typed_date(values["last"])
    wrong = _wrong(first, last, _today(request))
    if not field(request, "caring"):
        wrong["caring"] = "missing"
    number = form_number(request)
    if wrong or first is None or last is None:
        return _page(request, values, wrong, None, number)
    message = desk_query.home_visits(first, last, letter_for(request, number))
    refused = send(request, QueryKind.HOME_VISIT, number, message, None, "caring")
    if refused is not None:
        return _page(request, values, {}, refused, number)
    return see(f"/queries/{number}")


def _wrong(first: date | None, last: date | None, today: date) -> dict[str, str]:
    wrong = {name: "form" for name, day in (("first", first), ("last", last)) if day is None}
    if first is None or last is None:
        return wrong
    if last > today:
        wrong["last"] = "future"
    if first > last:
        wrong["first"] = "order"
    elif last - first > LONGEST:
        wrong["first"] = "too_long_time"
    return wrong


def _page(
    request: Request,
    values: dict[str, str],
    wrong: dict[str, str],
    refused: NotAsked | None,
    number: str,
) -> Response:
    status = UNPROCESSABLE if wrong or refused else 200
    return render(
        request,
        "queries/home_visits.html",
        status,
        values=values,
        wrong=wrong,
        refused=refused,
        number=number,
    )


def _today(request: Request) -> date:
    return console_of(request).clock.now().astimezone(JAPAN).date()


def _written(day: date) -> str:
    return f"{day.year}/{day.month}/{day.day}"
