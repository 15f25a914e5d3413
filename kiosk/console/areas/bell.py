"""The bell in the header: how many wait for staff, on whichever page staff just work."""

from collections.abc import Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kiosk.console.areas.today import troubles
from kiosk.console.context import console_of, words_of
from kiosk.console.lines import needs_of
from kiosk.console.pages import render


def bell(request: Request) -> Response:
    """Return the part of the header."""
    console, words = console_of(request), words_of(request)
    now = console.clock.now()
    day = console.desk.today.day(now)  # of the day's list nothing, of what is needed everything
    rings = [need.ring for need in needs_of(day, words)]
    rings += [trouble.ring for trouble in troubles(day, words, now)]
    return render(request, "bell.html", rings=rings)


routes: Final[Sequence[BaseRoute]] = (Route("/bell", bell, methods=["GET"]),)
