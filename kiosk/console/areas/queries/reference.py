"""照会番号: the clinic's own patient number, registered after a reception (qualification.md §2.7).

The message is built from the answer that the reception brought; nobody waits for it.
"""

from uuid import uuid4

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kiosk.console.areas.queries.asking import UNPROCESSABLE
from kiosk.console.areas.queries.sending import form_number, letter_for, reception_asked, send
from kiosk.console.context import console_of, field
from kiosk.console.pages import render, see
from kiosk.domain.desk_answer import confirmation_in, insured_of
from kiosk.domain.desk_query import Insured, QueryKind, registration
from kiosk.domain.desk_query_form import read_reference
from kiosk.ports.desk.today import CaseFile


def page(request: Request) -> Response:
    """GET /queries/reference: the form, or why there is no number to register."""
    return _page(request, _case(request), "", "", str(uuid4()))


def ask(request: Request) -> Response:
    """POST /queries/reference: send it; the reception goes on meanwhile."""
    case, number = _case(request), form_number(request)
    typed, wrong = read_reference(field(request, "reference"))
    insured = _insured(case)
    if insured is None or wrong is not None:
        return _page(request, case, typed, wrong.value if wrong else "", number)
    message = registration(insured, typed, letter_for(request, number))
    refused = send(request, QueryKind.REFERENCE, number, message, case.id, "received")
    if refused is not None:
        return _page(request, case, typed, refused.value, number)
    return see(f"/queries/{number}")


def _page(request: Request, case: CaseFile, typed: str, wrong: str, number: str) -> Response:
    return render(
        request,
        "queries/reference.html",
        UNPROCESSABLE if wrong else 200,
        reception=case.id,
        person=case.person,
        possible=_insured(case) is not None,
        typed=typed,
        wrong=wrong,
        number=number,
    )


def _case(request: Request) -> CaseFile:
    named = reception_asked(request)
    case = console_of(request).desk.today.case(named) if named else None
    if case is None:
        raise HTTPException(404)
    return case


def _insured(case: CaseFile) -> Insured | None:
    """Return whose number it would be: of one insurance that was confirmed, with its 枝番."""
    message = case.person.message if case.person else None
    confirmation = confirmation_in(message) if message else None
    if confirmation is None or len(confirmation.results) != 1:
        return None
    insured = insured_of(confirmation.results[0])
    complete = insured.insurer and insured.number and insured.registrable
    return insured if complete else None
