"""The console's area "staff": who may come in, for administrators."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kiosk.console.context import Role, console_of, field, row_number, signed_in
from kiosk.console.pages import for_administrators, render, see
from kiosk.console.people import login_fault, name_fault
from kiosk.console.tokens import code_digest, new_code
from kiosk.ports.desk.accounts import LastAdministrator, LoginTaken, Member

CODE_LASTS: Final = timedelta(hours=24)


@for_administrators
def page(request: Request) -> Response:
    """Show everybody who works here, and the form to invite somebody."""
    return _page(request, {}, 200)


@for_administrators
def invite(request: Request) -> Response:
    """Add a colleague and show their one-time code."""
    login, name = field(request, "login").casefold(), field(request, "name")
    role = _role(request)
    found = {"login": login_fault(login), "name": name_fault(name)}
    if faults := {key: fault for key, fault in found.items() if fault}:
        return _page(request, faults, 400)
    console = console_of(request)
    try:
        number = console.desk.accounts.add(login, name, role, console.clock.now())
    except LoginTaken:
        return _page(request, {"login": "taken"}, 409)
    return _show_code(request, _found(request, number))


@for_administrators
def new_invitation(request: Request) -> Response:
    """Show another code, for who has forgotten the password; it holds until the code is used."""
    return _show_code(request, _asked_for(request))


@for_administrators
def change_role(request: Request) -> Response:
    """Change what a colleague may do."""
    member, role, accounts = _asked_for(request), _role(request), console_of(request).desk.accounts

    def change() -> None:
        accounts.change_role(member.number, role)

    return _unless_last(request, member, change, "staff_changed", role=role)


@for_administrators
def disable(request: Request) -> Response:
    """Let a colleague in no more."""
    member, console = _asked_for(request), console_of(request)

    def change() -> None:
        console.desk.accounts.disable(member.number, console.clock.now())

    return _unless_last(request, member, change, "staff_disabled")


@for_administrators
def enable(request: Request) -> Response:
    """Let a colleague in again."""
    member, console = _asked_for(request), console_of(request)
    console.desk.accounts.enable(member.number)
    console.note("staff_enabled", signed_in(request).staff, member=member.number)
    return see("/staff")


def _unless_last(
    request: Request, member: Member, change: Callable[[], None], word: str, **details: str
) -> Response:
    try:
        change()
    except LastAdministrator:
        return _page(request, {"last": member.name}, 409)
    by = signed_in(request).staff
    console_of(request).note(word, by, member=member.number, **details)
    return see("/staff")


def _show_code(request: Request, member: Member) -> Response:
    console, code = console_of(request), new_code()
    until = console.clock.now() + CODE_LASTS
    console.desk.accounts.invite(code_digest(code), member.number, member.role, until)
    console.note("staff_invited", signed_in(request).staff, member=member.number)
    return render(request, "staff/code.html", member=member, code=code, until=until)


def _page(request: Request, faults: dict[str, str], status: int) -> Response:
    members = console_of(request).desk.accounts.members()
    typed = {name: field(request, name) for name in ("login", "name", "role")}
    values = {"members": members, "faults": faults, "typed": typed}
    return render(request, "staff/staff.html", status, **values)


def _role(request: Request) -> Role:
    try:
        return Role(field(request, "role"))
    except ValueError:
        raise HTTPException(400) from None


def _asked_for(request: Request) -> Member:
    return _found(request, row_number(request))


def _found(request: Request, number: int) -> Member:
    member = console_of(request).desk.accounts.member(number)
    if member is None:
        raise HTTPException(404)
    return member


routes: Final[Sequence[BaseRoute]] = (
    Route("/staff", page, methods=["GET"]),
    Route("/staff/invite", invite, methods=["POST"]),
    Route("/staff/{number}/code", new_invitation, methods=["POST"]),
    Route("/staff/{number}/role", change_role, methods=["POST"]),
    Route("/staff/{number}/disable", disable, methods=["POST"]),
    Route("/staff/{number}/enable", enable, methods=["POST"]),
)
