"""A query by 記号・番号: the form, what is wrong or doubtful in it, and its sending."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from typing import Final
from uuid import uuid4

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kiosk.console.areas.queries.pages import known
from kiosk.console.areas.queries.sending import (
    NotAsked,
    form_number,
    letter_for,
    reception_asked,
    send,
)
from kiosk.console.context import console_of, field
from kiosk.console.pages import render, see
from kiosk.domain.desk_answer import confirmation_in, insured_of
from kiosk.domain.desk_query import Insured, NumberQuery, QueryKind, number_query
from kiosk.domain.desk_query_form import Wrong, read_birthdate, read_insured
from kiosk.domain.japan_time import JAPAN, NotATime, parse_date
from kiosk.domain.message_tree import Node
from kiosk.domain.paper_form import Field
from kiosk.domain.secret import Private
from kiosk.domain.typed_dates import typed_date
from kiosk.ports.desk.queries import DeskQuery
from kiosk.ports.desk.today import CaseFile

FIELDS: Final = ("insurer", "symbol", "number", "branch", "birthdate")
RIGHTS: Final = ("certificate", "notice", "portal", "returning")
"""What gives the right to ask: something that the patient shows now, or a patient who is here."""
_ON_PAPER: Final = (Field.INSURER_NUMBER, Field.SYMBOL, Field.NUMBER, Field.BRANCH)
PROVISIONAL: Final = "provisional"
UNPROCESSABLE: Final = 422


@dataclass(frozen=True, repr=False)
class Form(Private):
    """What stands in the form."""

    values: Mapping[str, str] = dataclass_field(default_factory=dict[str, str])
    wrong: Mapping[str, str] = dataclass_field(default_factory=dict[str, str])
    doubtful: Mapping[str, str] = dataclass_field(default_factory=dict[str, str])
    refused: NotAsked | None = None

    @property
    def seen(self) -> str:
        """What staff were warned of, so that the same warning stops them once."""
        return " ".join(sorted(f"{name}:{what}" for name, what in self.doubtful.items()))


def page(request: Request) -> Response:
    """GET /queries/new: the form, with what the reception it is about knows already."""
    case = _case(request)
    return _page(request, case, Form(_known(request, case)), str(uuid4()))


def ask(request: Request) -> Response:
    """POST /queries/new: send it, or say what to look at."""
    case, number = _case(request), form_number(request)
    kind = QueryKind.PROVISIONAL if _is_provisional(case) else QueryKind.NUMBER
    form, query = _read(request, case, kind)
    if query is None:
        return _page(request, case, form, number)
    message = number_query(query, letter_for(request, number))
    why = PROVISIONAL if kind is QueryKind.PROVISIONAL else field(request, "right")
    refused = send(request, kind, number, message, query.reception or None, why)
    if refused is not None:
        return _page(request, case, Form(form.values, refused=refused), number)
    return see(f"/queries/{number}")


def again(request: Request) -> Response:
    """POST /queries/{query}/again: the form with what was typed; nothing is sent yet."""
    query = known(request)
    if query.kind not in {QueryKind.NUMBER, QueryKind.PROVISIONAL} or query.request is None:
        raise HTTPException(409)
    console = console_of(request)
    case = console.desk.today.case(query.reception) if query.reception else None
    return _page(request, case, Form(_typed(query)), str(uuid4()))


def _read(
    request: Request, case: CaseFile | None, kind: QueryKind
) -> tuple[Form, NumberQuery | None]:
    """Read the form; None where staff must look at it first."""
    values = {name: field(request, name) for name in FIELDS}
    values |= {"limit": field(request, "limit"), "right": field(request, "right")}
    today = _today(request)
    born = typed_date(values["birthdate"])
    read = read_insured(values["insurer"], values["symbol"], values["number"], values["branch"])
    wrong: dict[str, str] = {name: why.value for name, why in read.wrong.items()}
    if late := read_birthdate(born, today):
        wrong["birthdate"] = Wrong.FORM if values["birthdate"] and not born else late.value
    if kind is QueryKind.NUMBER and values["right"] not in RIGHTS:
        wrong["right"] = Wrong.MISSING
    doubtful = {name: what.value for name, what in read.doubtful.items()}
    form = Form(values, wrong, doubtful)
    if wrong or read.insured is None or born is None or form.seen != field(request, "seen"):
        return form, None
    reception = case.id if case else ""
    return form, NumberQuery(
        read.insured, born, _day(case, today), bool(values["limit"]), reception
    )


def _page(request: Request, case: CaseFile | None, form: Form, number: str) -> Response:
    status = UNPROCESSABLE if form.wrong or form.doubtful or form.refused else 200
    return render(
        request,
        "queries/new.html",
        status,
        form=form,
        number=number,
        reception=case.id if case else "",
        provisional=_is_provisional(case),
        name=(case.person.name or "") if case and case.person else "",
        rights=RIGHTS,
    )


def _case(request: Request) -> CaseFile | None:
    """Return the reception that it is about; 404 where it names one that there is not."""
    named = reception_asked(request)
    if named is None:
        return None
    case = console_of(request).desk.today.case(named)
    if case is None:
        raise HTTPException(404)
    return case


def _is_provisional(case: CaseFile | None) -> bool:
    return bool(case and case.provisional and case.provisional.settled_at is None)


def _known(request: Request, case: CaseFile | None) -> dict[str, str]:
    """Return what is known of the person already, so that nobody types it again."""
    person = case.person if case else None
    confirmation = confirmation_in(person.message) if person and person.message else None
    if confirmation and len(confirmation.results) == 1:
        record = confirmation.results[0]
        return _written(insured_of(record), record.birthdate)
    paper = console_of(request).desk.paper.find(case.paper.id) if case and case.paper else None
    if paper and paper.form:
        numbers = (paper.form.value(name) for name in _ON_PAPER)
        return _written(Insured(*numbers), paper.form.value(Field.BIRTHDATE))
    return {"birthdate": _dotted(person.birthdate)} if person else {}


def _typed(query: DeskQuery) -> dict[str, str]:
    body = query.request.child("MessageBody") if query.request else None
    info = body.children[0] if body and body.children else Node("")
    insured = Insured(
        (info.value("InsurerNumber") or "").strip(),
        info.value("InsuredCardSymbol") or "",
        info.value("InsuredIdentificationNumber") or "",
        info.value("InsuredBranchNumber") or "",
    )
    limit = info.value("LimitApplicationCertificateRelatedConsFlg") == "1"
    return _written(insured, info.value("Birthdate")) | {"limit": "yes" if limit else ""}


def _written(insured: Insured, birthdate: str | None) -> dict[str, str]:
    return {
        "insurer": insured.insurer,
        "symbol": insured.symbol,
        "number": insured.number,
        "branch": insured.branch,
        "birthdate": _dotted(birthdate),
    }


def _dotted(digits: str | None) -> str:
    """Return 1980/2/17 of YYYYMMDD: what the field takes back, and a person reads."""
    try:
        day = parse_date(digits or "")
    except NotATime:
        return ""
    return f"{day.year}/{day.month}/{day.day}"


def _today(request: Request) -> date:
    return console_of(request).clock.now().astimezone(JAPAN).date()


def _day(case: CaseFile | None, today: date) -> date:
    """Return the day that is asked for: the reception's, for that is the one to be claimed."""
    if case is None or case.provisional is None:
        return today
    return min(case.provisional.at.astimezone(JAPAN).date(), today)
