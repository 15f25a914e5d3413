"""One question a page: what happened, first visit or not, what is at hand, by which way."""

from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kiosk.console.areas.paper.asked import answered
from kiosk.console.areas.paper.begin import GROUPS
from kiosk.console.areas.paper.draft import Opened, keep, next_step, opened
from kiosk.console.context import console_of, field
from kiosk.console.pages import render, see
from kiosk.domain.paper import Evidence, Situation, Visits, Way
from kiosk.domain.paper_decision import Case, asked
from kiosk.domain.paper_rules import RuleCode
from kiosk.domain.qualification import Qualification

UNPROCESSABLE = 422
GONE = 410


def resume(request: Request) -> Response:
    """GET /paper/ID: go on where it stopped; what is erased says what is left of it."""
    reception = console_of(request).desk.paper.find(request.path_params["id"])
    if reception is not None and reception.form is None:
        return render(request, "paper/erased.html", GONE, reception=reception)
    about = opened(request)
    step = "done" if about.recorded else next_step(about, about.form)
    if step in {"way", "details", "summary"} and _unseen_answer(request, about):
        step = "brought"  # where it is ticked: staff see it and say so
    return see(f"/paper/{about.id}/{step}")


def what(request: Request) -> Response:
    """GET, POST /paper/ID/what."""
    about = opened(request)
    chosen = next((one for one in Situation if one == field(request, "situation")), None)
    if request.method == "POST" and chosen is not None:
        return keep(request, about, replace(about.form, situation=chosen), "visits")
    values = {
        "action": f"/paper/{about.id}/what",
        "visit": "",
        "groups": GROUPS,
        "chosen": about.form.situation or "",
        "missing": request.method == "POST",
    }
    return _page(request, "what", about, **values)


def visits(request: Request) -> Response:
    """GET, POST /paper/ID/visits: 初診 or 再診."""
    about = opened(request)
    chosen = next((one for one in Visits if one == field(request, "visits")), None)
    if request.method == "POST" and chosen is not None:
        return keep(request, about, replace(about.form, visits=chosen), "brought")
    return _page(request, "visits", about)


def brought(request: Request) -> Response:
    """GET, POST /paper/ID/brought: what is at hand; several may be."""
    about = opened(request)
    one = _case(about)
    told = _answer(request, about) is not None
    if request.method == "POST":
        chosen = frozenset(each for each in Evidence if field(request, f"has.{each}") == "yes")
        if chosen:
            return _decided(request, about, chosen)
    values = {
        "asked": asked(one, about.rules),
        "has": about.form.evidence | ({Evidence.QUERY} if told else set()),
        "told": told,
        "missing": request.method == "POST",
        "latter_stage": about.rules.allow(RuleCode.CERTIFICATE_FOR_ALL_LATTER_STAGE, about.day),
        "help_desk": about.rules.help_desk,
    }
    return _page(request, "brought", about, **values)


def way(request: Request) -> Response:
    """GET, POST /paper/ID/way: enough or not, why, what else would do."""
    about = opened(request)
    decision = about.decision()
    if decision is None:
        return see(f"/paper/{about.id}")
    chosen = next((one for one in Way if one == field(request, "way")), None)
    if request.method == "POST" and chosen in decision.ways:
        return keep(request, about, replace(about.form, way=chosen), "details")
    preferred = about.form.way if about.form.way in decision.ways else None
    return _page(
        request,
        "way",
        about,
        decision=decision,
        chosen=preferred or next(iter(decision.ways), ""),
        dated=about.rules.dated,
    )


def _decided(request: Request, about: Opened, chosen: frozenset[Evidence]) -> Response:
    """Lead to the decision; straight past it where there is only one and nothing to explain."""
    form = replace(about.form, evidence=chosen)
    decision = about.decision(form)
    if decision is not None and len(decision.ways) == 1 and not decision.refused:
        return keep(request, about, replace(form, way=decision.ways[0]), "details")
    kept = form.way if decision is not None and form.way in decision.ways else None
    return keep(request, about, replace(form, way=kept), "way")


def _answer(request: Request, about: Opened) -> Qualification | None:
    return answered(console_of(request).desk.queries, about.id)


def _unseen_answer(request: Request, about: Opened) -> bool:
    """Tell whether a query was answered that the evidence does not count yet."""
    return Evidence.QUERY not in about.form.evidence and _answer(request, about) is not None


def _case(about: Opened) -> Case:
    form = about.form
    if form.situation is None or form.visits is None:
        raise HTTPException(404)
    return Case(form.situation, form.visits, form.evidence, about.day)


def _page(request: Request, step: str, about: Opened, **values: object) -> Response:
    """Draw a question; one that was sent without an answer says so."""
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, f"paper/{step}.html", status, about=about, progress=step, **values)
