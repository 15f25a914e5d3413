"""The end: everything once more, recorded, and what the claim carries."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kiosk.console.areas.paper.details import spelling_hints
from kiosk.console.areas.paper.draft import next_step, opened, record
from kiosk.console.areas.paper.shown import filled_in
from kiosk.console.context import console_of, field, words_of
from kiosk.console.pages import render, see
from kiosk.domain.claim import ClaimKind, claim_note, share_words
from kiosk.domain.paper import Situation, Way
from kiosk.domain.paper_findings import field_problems
from kiosk.domain.paper_form import PaperForm
from kiosk.ports.desk.paper import Saved

UNPROCESSABLE = 422
_INSURANCE_UNKNOWN: Final = frozenset({Situation.ENDED, Situation.NOT_FOUND})


def summary(request: Request) -> Response:
    """GET, POST /paper/ID/summary: look once more, then record."""
    about = opened(request)
    if about.recorded:
        return see(f"/paper/{about.id}/done")
    if (step := next_step(about, about.form)) != "summary":
        return see(f"/paper/{about.id}/{step}")
    unsigned = about.form.way is Way.STATEMENT and field(request, "signed") != "yes"
    if request.method == "POST" and not unsigned:
        return record(request, about, about.form)
    words = words_of(request)
    values = {
        "facts": filled_in(about.form, words),
        "doubtful": [
            (words(f"paper.field.{one.field}.label"), words(f"paper.problem.{one.problem}"))
            for one in field_problems(about.form, about.day)
        ],
        "spelling": spelling_hints(about.form),
        "note": claim_note(about.form, about.rules, about.day),
        "unsigned": unsigned and request.method == "POST",
        "needs_signature": about.form.way is Way.STATEMENT,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "paper/summary.html", status, about=about, progress="summary", **values)


def done(request: Request) -> Response:
    """GET /paper/ID/done: recorded, with the claim note to copy."""
    about = opened(request)
    if not about.recorded:
        return see(f"/paper/{about.id}")
    note = claim_note(about.form, about.rules, about.day)
    console = console_of(request)
    visit = about.reception.visit
    case = console.desk.today.case(visit) if visit else None
    provisional = case.provisional if case else None
    return render(
        request,
        "paper/done.html",
        still_open=provisional if provisional and not provisional.settled_at else None,
        about=about,
        note=note,
        tell=_tell(about.form, note.kind),
        share=share_words(about.form, about.day),
        spelling=spelling_hints(about.form),
    )


def _tell(form: PaperForm, kind: ClaimKind) -> str:
    """Return which words fit the patient: nobody is asked for what they have just shown."""
    if form.way is Way.CERTIFICATE:
        return "paper.done.tell_certificate"
    if form.way is Way.SCHOOL:
        return "paper.done.tell_school"
    if form.situation in _INSURANCE_UNKNOWN and kind is ClaimKind.CURRENT:
        return "paper.done.tell_found"
    return f"paper.situation.{form.situation}.tell"


def discard(request: Request) -> Response:
    """POST /paper/ID/discard: a draft that leads nowhere."""
    about = opened(request)
    seen = field(request, "version")
    version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
    if console_of(request).desk.paper.discard(about.id, version) is Saved.DONE:
        return see("/paper")
    return see(f"/paper/{about.id}")
