"""First use of the console: a one-time code, then a password of one's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as made
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kiosk.console.context import console_of, field, form_of
from kiosk.console.entrance import entrance_of
from kiosk.console.pages import render, see
from kiosk.console.passwords import weakness
from kiosk.console.people import login_fault, name_fault
from kiosk.console.tokens import code_digest
from kiosk.ports.desk.accounts import Invitation, LoginTaken

CODE: Final = "sign_in/code.html"
CHOOSING: Final = "sign_in/password.html"


@dataclass
class Form:
    """What was typed, without the password, and what is wrong with it: field → key of words."""

    login: str = ""
    name: str = ""
    faults: dict[str, str] = made(default_factory=dict[str, str])


def code_page(request: Request) -> Response:
    """Ask for the code."""
    return render(request, CODE, refused="")


def take_code(request: Request) -> Response:
    """Look the code up and ask for a password."""
    invitation, refused = _invitation(request)
    if invitation is None:
        return render(request, CODE, 429 if refused == "address" else 403, refused=refused)
    return _ask(request, invitation, Form(), 200)


def take_password(request: Request) -> Response:
    """Set the password; the code is used up by it."""
    invitation, refused = _invitation(request)
    if invitation is None:
        return render(request, CODE, 429 if refused == "address" else 403, refused=refused)
    form = _checked(request, invitation)
    if form.faults:
        return _ask(request, invitation, form, 400)
    try:
        number = _accept(request, invitation, form)
    except LoginTaken:
        form.faults["login"] = "taken"
        return _ask(request, invitation, form, 409)
    if number is None:
        return render(request, CODE, 403, refused="code")
    first = invitation.member is None
    console_of(request).note("first_administrator" if first else "staff_joined", number)
    return see("/sign-in")


def _invitation(request: Request) -> tuple[Invitation | None, str]:
    failures, console = entrance_of(request).failures, console_of(request)
    address = request.client.host if request.client else ""
    if not failures.charge(address):
        return None, "address"
    code = code_digest(field(request, "code"))
    found = console.desk.accounts.invitation(code, console.clock.now())
    if found is None:
        return None, "code"
    failures.give_back(address)
    return found, ""


def _checked(request: Request, invitation: Invitation) -> Form:
    member = invitation.member
    login = member.login if member else field(request, "login").casefold()
    form = Form(login, member.name if member else field(request, "name"))
    faults = {"login": login_fault(login), "name": name_fault(form.name)} if not member else {}
    faults |= password_faults(request, login)
    form.faults = {key: fault for key, fault in faults.items() if fault}
    return form


def password_faults(request: Request, login: str) -> dict[str, str | None]:
    """Say what is wrong with a new password, typed twice."""
    password, again = typed(request, "password"), typed(request, "again")
    same = None if password == again else "again"
    return {"password": weakness(password, login), "again": same}


def typed(request: Request, name: str) -> str:
    """Return a password as it was typed: spaces belong to it."""
    value = form_of(request).get(name, "")
    return value if isinstance(value, str) else ""


def _accept(request: Request, invitation: Invitation, form: Form) -> int | None:
    accounts, at = console_of(request).desk.accounts, console_of(request).clock.now()
    code = code_digest(field(request, "code"))
    encoded = entrance_of(request).passwords.hash(typed(request, "password"))
    if invitation.member is None:
        return accounts.accept_first(code, form.login, form.name, encoded, at)
    return accounts.accept(code, encoded, at)


def _ask(request: Request, invitation: Invitation, form: Form, status: int) -> Response:
    values = {"invitation": invitation, "form": form, "code": field(request, "code")}
    return render(request, CHOOSING, status, **values)


routes: Final[Sequence[BaseRoute]] = (
    Route("/first-use", code_page, methods=["GET"]),
    Route("/first-use", take_code, methods=["POST"]),
    Route("/first-use/password", take_password, methods=["POST"]),
)
