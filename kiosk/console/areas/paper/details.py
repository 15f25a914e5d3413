"""The form of the chosen way, with what is wrong beside each field; nothing typed is lost."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kiosk.console.areas.paper.asked import answered, with_answer
from kiosk.console.areas.paper.draft import Opened, keep, next_step, opened, record
from kiosk.console.areas.paper.shown import typed_words
from kiosk.console.context import console_of, field, form_of, words_of
from kiosk.console.pages import render, see
from kiosk.domain.claim import ANSWERED
from kiosk.domain.codes import LIMIT_CLASSES
from kiosk.domain.names import common_forms, refused_by_claims
from kiosk.domain.paper import Way
from kiosk.domain.paper_entry import entered
from kiosk.domain.paper_findings import FieldProblem, field_problems
from kiosk.domain.paper_form import (
    CHOICES,
    Field,
    PaperForm,
    asked_fields,
    required_fields,
)

UNPROCESSABLE: Final = 422
_NUMBERS: Final = frozenset({Field.INSURER_NUMBER, Field.SYMBOL, Field.NUMBER, Field.BRANCH})
_STATED: Final = frozenset(
    {Field.INSURANCE_KIND, Field.INSURER_NAME, Field.WORKPLACE, Field.SHARE, Field.REASON}
)
_OLD: Final = frozenset(
    {Field.OLD_INSURER_NUMBER, Field.OLD_SYMBOL, Field.OLD_NUMBER, Field.OLD_BRANCH}
)
_PRINTED_PERHAPS: Final = frozenset(
    {
        Field.VALID_FROM,
        Field.ISSUED,
        Field.INSURER_NAME,
        Field.LIMIT_CLASS,
        Field.LONG_TERM_DATE,
        Field.SPECIFIC_DISEASE,
    }
)
_PERSON: Final = frozenset(
    {
        Field.NAME,
        Field.SPELLED,
        Field.KANA,
        Field.BIRTHDATE,
        Field.SEX,
        Field.ADDRESS,
        Field.TELEPHONE,
    }
)
CLOSED: Final = frozenset({"answered", "found", "optional", "old"})
"""Groups that lie folded until something stands in them."""


def groups_of(form: PaperForm) -> dict[str, list[Field]]:
    """Return which fields stand together, each once, in the order of asking."""
    if form.way is Way.STATEMENT:
        named = {"stated": _STATED, "found": _NUMBERS, "old": _OLD}
    elif form.way in ANSWERED:
        named = {"answered": _NUMBERS | {Field.SHARE}}
    elif form.way is Way.ORAL and _OLD & required_fields(form):
        named = {"ended": _OLD, "insurance": frozenset(Field) - _PERSON - _OLD}
    else:
        named = {"insurance": frozenset(Field) - _PERSON - _PRINTED_PERHAPS}
        named["optional"] = _PRINTED_PERHAPS
    asked = asked_fields(form)
    found = {
        name: [one for one in asked if one in members]
        for name, members in {"person": _PERSON, **named}.items()
    }
    return {name: fields for name, fields in found.items() if fields}


def details(request: Request) -> Response:
    """GET, POST /paper/ID/details."""
    about = opened(request)
    if about.form.way is None:
        return see(f"/paper/{about.id}/{next_step(about, about.form)}")
    if request.method != "POST":
        return page(request, about, _filled_in(request, about))
    form = with_typed(request, about.form)
    problems = field_problems(form, about.day)
    stopped = any(one.stops for one in problems)
    if about.recorded:
        return page(request, about, form, problems) if stopped else record(request, about, form)
    return keep(request, about, form, "details?look=yes" if stopped else "summary")


def _filled_in(request: Request, about: Opened) -> PaperForm:
    """Return the form with the answer to a query; what is recorded stands as it is."""
    if about.recorded:
        return about.form
    return with_answer(about.form, answered(console_of(request).desk.queries, about.id))


def with_typed(request: Request, form: PaperForm) -> PaperForm:
    """Return the form with what was typed over it."""
    sent = form_of(request)
    typed = {
        one: entered(one, field(request, one.value))
        for one in asked_fields(form)
        if one.value in sent
    }
    return form.with_fields(typed)


def page(
    request: Request,
    about: Opened,
    form: PaperForm,
    problems: tuple[FieldProblem, ...] = (),
) -> Response:
    """Draw the form; `look` in the address: it came back because something is wrong."""
    if "look" in request.query_params:
        problems = field_problems(form, about.day)
    words = words_of(request)
    beside: dict[str, str] = {}
    for one in problems:
        beside.setdefault(one.field, words(f"paper.problem.{one.problem}"))
    values = {
        "groups": groups_of(form),
        "closed": CLOSED,
        "shown": {one: typed_words(one, form.value(one)) for one in asked_fields(form)},
        "required": required_fields(form),
        "choices": CHOICES,
        "limits": LIMIT_CLASSES,
        "problems": beside,
        "pdf": form.way is Way.PORTAL_PDF_AND_CARD or Way.SCHOOL is form.way,
    }
    status = UNPROCESSABLE if problems and request.method == "POST" else 200
    return render(
        request, "paper/details.html", status, about=about, form=form, progress="details", **values
    )


def spelling_hints(form: PaperForm) -> list[tuple[str, tuple[str, ...]]]:
    """Return the characters that a claim refuses, with what is commonly written instead."""
    text = form.value(Field.SPELLED) or form.value(Field.NAME)
    refused = dict.fromkeys(char for char in text if refused_by_claims(char))
    return [(char, common_forms(char)) for char in refused]
