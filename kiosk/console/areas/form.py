"""同意書: printed here, signed by the patient, recorded by staff, sent by the kiosk.

The card must be in the reader to give a consent or to change one (qualification.md §4.2): what is
recorded after it was taken is refused, and the page says so.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kiosk.console.areas.paper.consent_form import Printed, consent_pdf
from kiosk.console.context import console_of, field, signed_in
from kiosk.console.form_state import Phase, has_form, phase_of
from kiosk.console.pages import render, see
from kiosk.domain.consent import ConsentItem, Consents, items_to_ask
from kiosk.domain.doubts_of_record import readable_date
from kiosk.domain.japan_time import JAPAN
from kiosk.ports.desk.orders import What, Wish
from kiosk.ports.desk.today import CaseFile, VisitFacts

_ANSWERS: Final = {"yes": True, "no": False}


def page(request: Request) -> Response:
    """GET /form/VISIT: where the form stands, and what is written on it."""
    return _page(request, "form/form.html")


def live(request: Request) -> Response:
    """GET /form/VISIT/live: the part that changes."""
    return _page(request, "form/live.html")


def printed(request: Request) -> Response:
    """GET /form/VISIT/form.pdf; its name says nothing of anybody."""
    case, visit = _case(request)
    person = case.person
    sheet = Printed(
        name=(person.name or "") if person else "",
        kana=(person.kana or "") if person else "",
        birthdate=readable_date(person.birthdate or "") if person else None,
        items=_items(request),
        day=visit.began_at.astimezone(JAPAN).date(),
    )
    try:
        content = consent_pdf(sheet)
    except FileNotFoundError:
        return render(request, "no_font.html", 503, back=f"/form/{case.id}")
    name = 'inline; filename="doisho.pdf"'
    return Response(content, media_type="application/pdf", headers={"Content-Disposition": name})


def record(request: Request) -> Response:
    """POST /form/VISIT: have the kiosk send what stands on the signed form."""
    console, who = console_of(request), signed_in(request)
    case, visit = _case(request)
    answers = _read(request)
    if answers is None:
        return _page(request, "form/form.html", 422, missing=True)
    if _phase(request, case) not in {Phase.RECORD, Phase.AGAIN}:
        return _page(request, "form/form.html", 409)
    details = {kind.value: str(int(yes)) for kind, yes in answers.answers.items()}
    now = console.clock.now()
    wish = Wish(visit.kiosk, What.RECORD_FORM, who.staff, case.id, details)
    given = console.desk.orders.give(wish, now)
    if given.at == now and given.staff == who.staff:  # else it is an earlier one
        console.note("form_ordered", who.staff, visit=case.id, **details)
    return see(f"/form/{case.id}")


def _read(request: Request) -> Consents | None:
    """Return the answers; None where an item has none."""
    answers = Consents()
    for item in _items(request):
        yes = _ANSWERS.get(field(request, item.value))
        if yes is None:
            return None
        answers = answers.answered(item, yes=yes)
    return answers if answers.answers else None


def _items(request: Request) -> tuple[ConsentItem, ...]:
    return items_to_ask(console_of(request).information)


def _phase(request: Request, case: CaseFile) -> Phase:
    return phase_of(case, console_of(request).desk.orders.of_visit(case.id))


def _page(request: Request, template: str, status: int = 200, *, missing: bool = False) -> Response:
    case, visit = _case(request)
    chosen: Mapping[str, str] = {item.value: field(request, item.value) for item in _items(request)}
    return render(
        request,
        template,
        status,
        case=case,
        visit=visit,
        phase=_phase(request, case),
        items=_items(request),
        chosen=chosen,
        missing=missing,
    )


def _case(request: Request) -> tuple[CaseFile, VisitFacts]:
    """Return the case of the address; 404 where there is none, or its kiosk asks on its screen."""
    case = console_of(request).desk.today.case(request.path_params["visit"])
    if case is None or case.visit is None or not has_form(case.visit):
        raise HTTPException(404)
    return case, case.visit


routes: Final[Sequence[BaseRoute]] = (
    Route("/form/{visit}", page, methods=["GET"]),
    Route("/form/{visit}", record, methods=["POST"]),
    Route("/form/{visit}/live", live, methods=["GET"]),
    Route("/form/{visit}/form.pdf", printed, methods=["GET"]),
)
