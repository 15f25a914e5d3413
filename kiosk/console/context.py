"""What every page of the console has at hand."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as secret
from enum import StrEnum
from typing import Final

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from kiosk.console.texts import ConsoleTexts, Words
from kiosk.domain.consent import Information
from kiosk.ports.clock import Clock
from kiosk.ports.desk.desk import Desk

NO_FORM: Final = FormData()


class Role(StrEnum):
    """What a member of staff may do; an administrator may do all that a receptionist may."""

    RECEPTIONIST = "receptionist"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class SignedIn:
    """Who is at the browser. `csrf` is this session's token; every form carries it."""

    staff: int
    name: str
    role: Role
    language: str
    csrf: str = secret(repr=False)


@dataclass(frozen=True)
class Console:
    """Everything the pages work with. `note` appends to the audit log, with the staff member."""

    desk: Desk
    clock: Clock
    texts: ConsoleTexts
    institution: str  # the clinic's MedicalInstitutionCode
    note: Callable[..., None]  # note(what: str, staff: int, **details: str | int)
    information: frozenset[Information] = frozenset()  # what the clinic asks consent for
    simulated: bool = False  # no patient is received here: every page says so


def console_of(request: Request) -> Console:
    """Return what the pages work with."""
    console: Console = request.app.state.console
    return console


def signed_in(request: Request) -> SignedIn:
    """Return who is signed in. The guard lets nobody else come this far."""
    who: SignedIn = request.state.signed_in
    return who


def words_of(request: Request) -> Words:
    """Return the words of the language of whoever looks."""
    who: SignedIn | None = getattr(request.state, "signed_in", None)
    chosen = who.language if who else request.cookies.get("language", "ja")
    return console_of(request).texts.language(chosen)


def form_of(request: Request) -> FormData:
    """Return the form that was sent; the guard has read it and checked its token."""
    form: FormData = getattr(request.state, "form", NO_FORM)
    return form


def field(request: Request, name: str) -> str:
    """Return a text field of the form, trimmed; empty where it is absent or is a file."""
    value = form_of(request).get(name, "")
    return value.strip() if isinstance(value, str) else ""


def row_number(request: Request) -> int:
    """Return the number in the address. Raises HTTPException 404 for what no row can have."""
    text: str = request.path_params["number"]
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise HTTPException(404)
    return int(text)
