"""What a page says when it cannot do what was asked, and the log when a page is broken."""

import logging
import traceback
from collections.abc import Mapping
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from kiosk.console.context import words_of
from kiosk.console.pages import render
from kiosk.ports.faults import DeviceFault

_log = logging.getLogger(__name__)

STALE: Final = (403, 409)
"""The page that sent the form was old: opened once more, it has what holds now."""


def problem(request: Request, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """Return a page that says in simple words what happened and what to do."""
    words = words_of(request)
    known = words.find(f"problem.{status}.title") != ""
    code, back = str(status if known else 400), _back(request) if status in STALE else ""
    page = render(request, "problem.html", status, code=code, back=back)
    page.headers.update(headers or {})
    return page


def _back(request: Request) -> str:
    """Return the page that a form belongs to: the nearest one above its address that there is."""
    path = request.scope["path"] if request.method == "POST" else ""
    while path.strip("/"):
        scope = {"type": "http", "method": "GET", "path": path}
        if any(route.matches(scope)[0] is Match.FULL for route in request.app.routes):
            return path
        path = path.rpartition("/")[0]
    return ""


async def of_http(request: Request, error: Exception) -> Response:
    """Answer a page that was refused."""
    if not isinstance(error, HTTPException):
        raise error
    return problem(request, error.status_code, error.headers)


async def of_records(request: Request, error: Exception) -> Response:
    """Answer while the records cannot be read or written; `error` is their fault."""
    _log.warning("no page: %s", error)
    full = isinstance(error, DeviceFault) and error.fault.code == "disk_full"
    return problem(request, 507 if full else 503, {"Retry-After": "5"})


def broken(request: Request, error: Exception) -> Response:
    """Answer a page that has a bug; the log gets its type and place, never what it worked on."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames[-4:]))
    _log.error("a page is broken: %s at %s", type(error).__name__, places)
    return problem(request, 500)
