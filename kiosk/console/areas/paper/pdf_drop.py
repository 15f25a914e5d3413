"""The portal's PDF: dropped, read, offered field by field, and forgotten."""

from collections.abc import Mapping

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kiosk.console.areas.paper.draft import Opened, keep, next_step, opened
from kiosk.console.areas.paper.shown import value_words
from kiosk.console.context import field, form_of, words_of
from kiosk.console.pages import render, see
from kiosk.console.portal_pdf.labels import values_in
from kiosk.console.portal_pdf.reading import LARGEST, Unreadable, pdf_text
from kiosk.domain.paper_entry import entered
from kiosk.domain.paper_form import Field, asked_fields

UNPROCESSABLE = 422


def dropped(request: Request) -> Response:
    """POST /paper/ID/pdf: show what was read beside what the form has."""
    about = opened(request)
    if about.form.way is None:
        return see(f"/paper/{about.id}/{next_step(about, about.form)}")
    sent = form_of(request).get("pdf")
    content = sent.file.read(LARGEST + 1) if isinstance(sent, UploadFile) else b""
    read = pdf_text(content)
    if isinstance(read, Unreadable):
        return _page(request, about, {}, read)
    found = values_in(read.text)
    known = any(one in found for one in asked_fields(about.form))
    return _page(request, about, found, "" if known else "no_fields")


def confirmed(request: Request) -> Response:
    """POST /paper/ID/confirmed: what staff say is right gets into the form, all or what is ticked.

    With nothing ticked the page stays: the file is forgotten, and what it said would be lost.
    """
    about = opened(request)
    read = {
        one: entered(one, value)
        for one in asked_fields(about.form)
        if (value := field(request, f"value.{one}"))
    }
    whole = field(request, "take") == "all"
    right = {
        one: value
        for one, value in read.items()
        if whole or field(request, f"right.{one}") == "yes"
    }
    if read and not right:
        return _page(request, about, read, "", missing=True)
    return keep(request, about, about.form.with_fields(right), "details")


def _page(
    request: Request,
    about: Opened,
    found: Mapping[Field, str],
    problem: str,
    *,
    missing: bool = False,
) -> Response:
    """Show what was read beside what the form has, to be looked at."""
    words = words_of(request)
    offered = [
        {
            "field": one,
            "value": found[one],
            "words": value_words(one, found[one], words),
            "before": value_words(one, about.form.value(one), words),
        }
        for one in asked_fields(about.form)
        if one in found
    ]
    values = {"about": about, "offered": offered, "problem": problem, "missing": missing}
    status = UNPROCESSABLE if problem or missing else 200
    return render(request, "paper/offered.html", status, progress="details", **values)
