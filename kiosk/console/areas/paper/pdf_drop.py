"""The portal's PDF: dropped, read, offered field by field, and forgotten."""

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kiosk.console.areas.paper.draft import keep, next_step, opened
from kiosk.console.areas.paper.shown import value_words
from kiosk.console.context import field, form_of, words_of
from kiosk.console.pages import render, see
from kiosk.console.portal_pdf.labels import values_in
from kiosk.console.portal_pdf.reading import LARGEST, Unreadable, pdf_text
from kiosk.domain.paper_entry import entered
from kiosk.domain.paper_form import asked_fields

UNPROCESSABLE = 422


def dropped(request: Request) -> Response:
    """POST /paper/ID/pdf: show what was read beside what the form has."""
    about = opened(request)
    if about.form.way is None:
        return see(f"/paper/{about.id}/{next_step(about, about.form)}")
    sent = form_of(request).get("pdf")
    content = sent.file.read(LARGEST + 1) if isinstance(sent, UploadFile) else b""
    read = pdf_text(content)
    asked, words = asked_fields(about.form), words_of(request)
    found = {} if isinstance(read, Unreadable) else values_in(read.text)
    offered = [
        {
            "field": one,
            "value": found[one],
            "words": value_words(one, found[one], words),
            "before": value_words(one, about.form.value(one), words),
        }
        for one in asked
        if one in found
    ]
    problem = read if isinstance(read, Unreadable) else ("" if offered else "no_fields")
    status = UNPROCESSABLE if problem else 200
    values = {"about": about, "offered": offered, "problem": problem, "progress": "details"}
    return render(request, "paper/offered.html", status, **values)


def confirmed(request: Request) -> Response:
    """POST /paper/ID/confirmed: only what was ticked gets into the form."""
    about = opened(request)
    ticked = {
        one: entered(one, field(request, f"value.{one}"))
        for one in asked_fields(about.form)
        if field(request, f"right.{one}") == "yes"
    }
    return keep(request, about, about.form.with_fields(ticked), "details")
