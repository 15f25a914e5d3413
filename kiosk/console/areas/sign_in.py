"""The console's door: sign-in, sign-out, first use, the language of whoever looks."""

from collections.abc import Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from kiosk.console.areas.joining import routes as joining
from kiosk.console.context import SignedIn, console_of, field, form_of, signed_in
from kiosk.console.entrance import Refusal, Refused, entrance_of
from kiosk.console.pages import render, see
from kiosk.console.texts import LANGUAGES
from kiosk.console.tokens import COOKIE, MOST, digest

_STATUS: Final = {
    Refusal.WRONG: 403, Refusal.PAUSED: 429, Refusal.ADDRESS: 429, Refusal.BUSY: 503
}  # fmt: skip
_YEAR: Final = 365 * 24 * 3600


def sign_in_page(request: Request) -> Response:
    """Show the form; whoever is signed in has nothing to do here."""
    if getattr(request.state, "signed_in", None):
        return see("/")
    ready = console_of(request).desk.accounts.administrators() > 0
    ended = "ended" in request.query_params
    return render(request, "sign_in/sign_in.html", refused=None, ended=ended, ready=ready)


def sign_in(request: Request) -> Response:
    """Let somebody in, or say that name or password is wrong, never which."""
    address = request.client.host if request.client else ""
    password = form_of(request).get("password", "")
    entrance, login = entrance_of(request), field(request, "login").casefold()
    checked = entrance.sign_in(login, password if isinstance(password, str) else "", address)
    if isinstance(checked, Refused):
        return _refused(request, checked)
    begun = entrance.begin(checked)
    if isinstance(begun, Refused):
        return _refused(request, begun)
    console_of(request).note("signed_in", checked.member.number)
    if token := request.cookies.get(COOKIE):
        console_of(request).desk.accounts.sign_out(digest(token))
    return with_session(see("/"), begun)


def _refused(request: Request, refused: Refused) -> Response:
    status = _STATUS[refused.why]
    values = {"refused": refused, "ended": False, "ready": True}
    return render(request, "sign_in/sign_in.html", status, **values)


def with_session(response: Response, token: str) -> Response:
    """Hand the browser its session."""
    response.set_cookie(
        COOKIE, token, int(MOST.total_seconds()), secure=True, httponly=True, samesite="strict"
    )
    return response


def sign_out(request: Request) -> Response:
    """End the session."""
    console_of(request).desk.accounts.sign_out(digest(request.cookies.get(COOKIE, "")))
    console_of(request).note("signed_out", signed_in(request).staff)
    response = see("/sign-in")
    response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="strict")
    return response


def choose_language(request: Request) -> Response:
    """Remember the language, for this browser and for whoever is signed in."""
    language, back = field(request, "language"), field(request, "back")
    response = see(back if back.startswith("/") and back[1:2] not in {"/", "\\"} else "/")
    if language not in LANGUAGES:
        return response
    who: SignedIn | None = getattr(request.state, "signed_in", None)
    if who:
        console_of(request).desk.accounts.describe(who.staff, who.name, language)
    response.set_cookie("language", language, _YEAR, secure=True, httponly=True, samesite="strict")
    return response


def health(_request: Request) -> Response:
    """Answer that the console runs; nothing else."""
    return PlainTextResponse("ok")


routes: Final[Sequence[BaseRoute]] = (
    Route("/sign-in", sign_in_page, methods=["GET"]),
    Route("/sign-in", sign_in, methods=["POST"]),
    Route("/sign-out", sign_out, methods=["POST"]),
    Route("/language", choose_language, methods=["POST"]),
    Route("/health", health, methods=["GET"]),
    *joining,
)
