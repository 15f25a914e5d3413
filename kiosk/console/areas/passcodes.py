"""The console's area "passcodes": what opens the staff's door at a kiosk (目視確認用パスコード)."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kiosk.console.areas.passcode_form import CLINIC, Refused, Wanted, read_form
from kiosk.console.context import Role, console_of, field, row_number, signed_in, words_of
from kiosk.console.pages import for_administrators, render, see
from kiosk.domain.guessable import guessable
from kiosk.domain.japan_time import JAPAN
from kiosk.domain.lockout import pause_left, tries_left
from kiosk.domain.pin import Passcode
from kiosk.ports.desk.passcodes import KioskTries, NewPasscode, SetPasscode, TooManyPasscodes

_DIGITS: Final = 10_000


@dataclass(frozen=True)
class Tried:
    """The wrong passcodes at a kiosk; `paused_until` None: it does not pause, `left` may be."""

    kiosk: str
    failures: int
    left: int
    paused_until: datetime | None


def page(request: Request) -> Response:
    """GET /passcodes: which are in force, never their digits."""
    return _page(request)


def tried(request: Request) -> Response:
    """GET /passcodes/tries: its live part, the wrong ones at each kiosk."""
    return render(request, "passcodes/_tries.html", tries=_tries(request))


@for_administrators
def make(request: Request) -> Response:
    """POST /passcodes: make one for the clinic or a staff member, and show it once."""
    console = console_of(request)
    now = console.clock.now()
    staff = {one.number for one in console.desk.accounts.members() if not one.disabled}
    wanted = read_form(lambda name: field(request, name), now, staff)
    if isinstance(wanted, Refused):
        return _page(request, {wanted.field: wanted.fault}, 400)
    return _make(request, wanted)


def renew(request: Request) -> Response:
    """POST /passcodes/mine: other digits for one's own, as long as the last; shown once."""
    mine = _mine(request)
    if mine is None:
        raise HTTPException(404)
    now = console_of(request).clock.now()
    return _make(request, Wanted(mine.staff, max(now, mine.valid_from), mine.valid_until))


def confirm_removal(request: Request) -> Response:
    """GET /passcodes/{number}/remove: ask before it opens nothing any more."""
    return render(request, "passcodes/remove.html", one=_asked_for(request))


def remove(request: Request) -> Response:
    """POST /passcodes/{number}/remove: it opens nothing from now on."""
    one, console = _asked_for(request), console_of(request)
    if console.desk.passcodes.remove(one.number, console.clock.now()):
        console.note("passcode_removed", signed_in(request).staff, **_whose(one.staff, one.number))
    return see("/passcodes")


@for_administrators
def end_pause(request: Request) -> Response:
    """POST /passcodes/pause: let a kiosk take passcodes again at once."""
    console, kiosk = console_of(request), field(request, "kiosk")
    if console.desk.passcodes.end_pause(kiosk, console.clock.now()):
        console.note("passcode_pause_ended", signed_in(request).staff, kiosk=kiosk)
    return see("/passcodes")


def _make(request: Request, wanted: Wanted) -> Response:
    console, who = console_of(request), signed_in(request)
    new = NewPasscode(wanted.staff, wanted.valid_from, wanted.valid_until, who.staff)
    try:
        passcode, number = _kept(request, wanted.passcode, new)
    except TooManyPasscodes:
        return _page(request, {"many": "many"}, 409)
    if number is None:
        return _page(request, {"digits": "taken"}, 409)
    console.note("passcode_set", who.staff, **_whose(wanted.staff, number))
    one = console.desk.passcodes.find(number, console.clock.now())
    return render(request, "passcodes/shown.html", one=one, digits=passcode.reveal())


def _kept(
    request: Request, chosen: Passcode | None, new: NewPasscode
) -> tuple[Passcode, int | None]:
    """Keep what was chosen, or by lot digits that nobody has; None: somebody has the chosen."""
    console = console_of(request)
    while True:
        passcode = chosen or _by_lot()
        number = console.desk.passcodes.add(passcode, new, console.clock.now())
        if number is not None or chosen is not None:
            return passcode, number


def _by_lot() -> Passcode:
    while True:
        passcode = Passcode(f"{secrets.randbelow(_DIGITS):04}")
        if not guessable(passcode):
            return passcode


def _whose(staff: int | None, number: int) -> Mapping[str, str | int]:
    return {"owner": CLINIC if staff is None else staff, "number": number}


def _asked_for(request: Request) -> SetPasscode:
    """Return the passcode that the address names; others' are the administrators' alone."""
    console, who = console_of(request), signed_in(request)
    number = row_number(request)
    one = console.desk.passcodes.find(number, console.clock.now())
    if one is None or (one.staff != who.staff and who.role is not Role.ADMINISTRATOR):
        raise HTTPException(404)
    return one


def _mine(request: Request) -> SetPasscode | None:
    console, who = console_of(request), signed_in(request)
    listed = console.desk.passcodes.listed(console.clock.now())
    return next((one for one in listed if one.staff == who.staff), None)


def _page(request: Request, faults: Mapping[str, str] | None = None, status: int = 200) -> Response:
    console, who = console_of(request), signed_in(request)
    now = console.clock.now()
    listed = console.desk.passcodes.listed(now)
    names = ("owner", "from", "until")  # what was typed comes back; the digits do not
    values: Mapping[str, Any] = {
        "now": now,
        "today": now.astimezone(JAPAN).date().isoformat(),
        "manages": who.role is Role.ADMINISTRATOR,
        "passcodes": listed,
        "clinics": [one for one in listed if one.staff is None],
        "mine": [one for one in listed if one.staff == who.staff],
        "owners": _owners(request),
        "tries": _tries(request),
        "typed": {name: field(request, name) for name in names},
        "faults": faults or {},
    }
    return render(request, "passcodes/passcodes.html", status, **values)


def _owners(request: Request) -> Sequence[tuple[str, str]]:
    members = console_of(request).desk.accounts.members()
    staff = [(str(one.number), one.name) for one in members if not one.disabled]
    return [(CLINIC, words_of(request)("passcodes.clinic_all")), *staff]


def _tries(request: Request) -> Sequence[Tried]:
    console = console_of(request)
    now = console.clock.now()
    return [_tried(one, now) for one in console.desk.passcodes.tries()]


def _tried(one: KioskTries, now: datetime) -> Tried:
    pause = pause_left(one.tries, now)
    paused_until = now + pause if pause else None
    return Tried(one.kiosk, one.tries.failures, tries_left(one.tries), paused_until)


routes: Final[Sequence[BaseRoute]] = (
    Route("/passcodes", page, methods=["GET"]),
    Route("/passcodes", make, methods=["POST"]),
    Route("/passcodes/tries", tried, methods=["GET"]),
    Route("/passcodes/mine", renew, methods=["POST"]),
    Route("/passcodes/pause", end_pause, methods=["POST"]),
    Route("/passcodes/{number}/remove", confirm_removal, methods=["GET"]),
    Route("/passcodes/{number}/remove", remove, methods=["POST"]),
)
