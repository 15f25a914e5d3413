"""Draws pages: Jinja2 templates with everything escaped, the words of the reader's language."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, Final, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kiosk.console import dates
from kiosk.console.context import Role, console_of, signed_in, words_of
from kiosk.console.navigation import PLACES
from kiosk.console.static_files import asset

TEMPLATES: Final = Path(__file__).parent / "templates"
SEE_OTHER: Final = 303

Endpoint = Callable[[Request], Response]
"""A page: a plain function, run on a thread of its own, so that the records may be waited for."""

environment: Final = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,  # a name is text whatever it is made of
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@pass_context
def _both(page: Context, day: date) -> str:
    return dates.both(day, page["t"].language)


@pass_context
def _short(page: Context, day: date) -> str:
    return dates.short(day, page["t"].language)


_filters = cast("dict[str, object]", environment.filters)
_filters.update(both=_both, short=_short, time=dates.clock_time)
_everywhere = cast("dict[str, object]", environment.globals)
_everywhere.update(asset=asset, places=PLACES)
_everywhere["parts"] = environment.get_template("parts.html").module


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401 - whatever a template shows
    """Draw a template.

    It always has `t` (words), `who` (SignedIn or None), `request`, `simulated`, `parts` (macros),
    `asset(name)` and the filters `both`, `short`, `time` of `kiosk.console.dates`,
    which speak the reader's language.
    """
    always = {
        "t": words_of(request),
        "who": getattr(request.state, "signed_in", None),
        "request": request,
        "simulated": console_of(request).simulated,
    }
    text = environment.get_template(template).render(**always, **values)
    return HTMLResponse(text, status)


def see(path: str) -> RedirectResponse:
    """Lead to another page after a form was taken: a reload sends nothing twice."""
    return RedirectResponse(path, SEE_OTHER)


def for_administrators(endpoint: Endpoint) -> Endpoint:
    """Close a page to everybody else."""

    @wraps(endpoint)
    def guarded(request: Request) -> Response:
        if signed_in(request).role is not Role.ADMINISTRATOR:
            raise HTTPException(403)
        return endpoint(request)

    return guarded
