"""One's own page: name, language, password."""

from collections.abc import Sequence
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kiosk.console.areas.joining import password_faults, typed
from kiosk.console.areas.sign_in import with_session
from kiosk.console.context import console_of, field, signed_in
from kiosk.console.entrance import Refused, entrance_of
from kiosk.console.pages import render, see
from kiosk.console.people import name_fault
from kiosk.console.texts import LANGUAGES
from kiosk.ports.desk.accounts import Attempt, Member


def page(request: Request) -> Response:
    """Show what may be changed."""
    return _page(request, {}, 200)


def describe(request: Request) -> Response:
    """Take name and language."""
    name, language = field(request, "name"), field(request, "language")
    if fault := name_fault(name):
        return _page(request, {"name": fault}, 400)
    if language not in LANGUAGES:
        raise HTTPException(400)
    console_of(request).desk.accounts.describe(signed_in(request).staff, name, language)
    return see("/me?saved=1")


def change_password(request: Request) -> Response:
    """Set another password: all other browsers are signed out."""
    member, entrance = _member(request), entrance_of(request)
    faults = {k: fault for k, fault in password_faults(request, member.login).items() if fault}
    if faults:  # looked at first: a weak one is no wrong try
        return _page(request, faults, 400)
    checked = entrance.check(member.login, typed(request, "current"))
    if isinstance(checked, Refused):
        return _page(request, {"current": checked.why.value}, 403)
    encoded = entrance.passwords.hash(typed(request, "password"))
    console_of(request).desk.accounts.change_password(member.number, encoded)
    console_of(request).note("password_changed", member.number)
    begun = entrance.begin(Attempt(member, encoded))
    if isinstance(begun, Refused):  # disabled, or another password, in this very moment
        return see("/sign-in")
    return with_session(see("/me?saved=1"), begun)


def _page(request: Request, faults: dict[str, str], status: int) -> Response:
    saved = "saved" in request.query_params and not faults
    values = {"member": _member(request), "faults": faults, "saved": saved}
    return render(request, "own/own.html", status, **values)


def _member(request: Request) -> Member:
    member = console_of(request).desk.accounts.member(signed_in(request).staff)
    if member is None:
        raise HTTPException(404)
    return member


routes: Final[Sequence[BaseRoute]] = (
    Route("/me", page, methods=["GET"]),
    Route("/me", describe, methods=["POST"]),
    Route("/me/password", change_password, methods=["POST"]),
)
