"""The draft that a page is about, which step comes next, and writing it down."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kiosk.console.areas.paper.conflict import overtaken
from kiosk.console.areas.paper.rules_file import load_rules
from kiosk.console.context import console_of, field, signed_in
from kiosk.console.pages import see
from kiosk.domain.claim import claim_kind
from kiosk.domain.japan_time import JAPAN
from kiosk.domain.paper_decision import Case, Decision, decide
from kiosk.domain.paper_findings import field_problems
from kiosk.domain.paper_form import PaperForm
from kiosk.domain.paper_rules import PaperRules
from kiosk.domain.secret import Private
from kiosk.ports.desk.paper import DeskReception, Draft, Saved

STEPS: Final = ("what", "visits", "brought", "way", "details", "summary")


@dataclass(frozen=True, repr=False)
class Opened(Private):
    """A reception, its form, and the rules of its day."""

    reception: DeskReception
    form: PaperForm
    rules: PaperRules
    day: date  # of the reception: a change later on is judged by the same day

    @property
    def id(self) -> str:
        """Its id, for paths."""
        return self.reception.id

    @property
    def recorded(self) -> bool:
        """Whether it is no draft any more."""
        return self.reception.recorded_at is not None

    def decision(self, form: PaperForm | None = None) -> Decision | None:
        """Return what the evidence opens; None while something is not answered yet."""
        form = form or self.form
        if form.situation is None or form.visits is None:
            return None
        return decide(Case(form.situation, form.visits, form.evidence, self.day), self.rules)


def opened(request: Request) -> Opened:
    """Return the reception of the path. Raises HTTPException: 404 unknown, 410 erased."""
    console = console_of(request)
    reception = console.desk.paper.find(request.path_params["id"])
    if reception is None:
        raise HTTPException(404)
    if reception.form is None:
        raise HTTPException(410)
    at = reception.recorded_at or console.clock.now()
    return Opened(reception, reception.form, load_rules(), at.astimezone(JAPAN).date())


def next_step(about: Opened, form: PaperForm) -> str:
    """Return the first step that is not done."""
    decision = about.decision(form)
    if form.situation is None:
        return "what"
    if decision is None:
        return "visits"
    if not form.evidence:
        return "brought"
    if form.way not in decision.ways:
        return "way"
    stopped = any(one.stops for one in field_problems(form, about.day))
    return "details" if stopped else "summary"


def keep(request: Request, about: Opened, form: PaperForm, onward: str = "") -> Response:
    """Write the draft and lead on; who was overtaken chooses between both."""
    if about.recorded:
        return see(f"/paper/{about.id}/done")
    if _seen_version(request) != about.reception.version:
        return overtaken(request, about.reception, about.form, form)
    console = console_of(request)
    draft = Draft(about.id, form, about.reception.version, signed_in(request).staff)
    saved = console.desk.paper.save(draft, console.clock.now())
    if saved is Saved.DONE:
        return see(f"/paper/{about.id}/{onward or next_step(about, form)}")
    return _again(request, form)


def record(request: Request, about: Opened, form: PaperForm) -> Response:
    """Record it, or change what is recorded; the way must be open and nothing may be wrong."""
    decision = about.decision(form)
    stopped = any(one.stops for one in field_problems(form, about.day))
    if decision is None or form.way not in decision.ways or form.way is None or stopped:
        return see(f"/paper/{about.id}/{next_step(about, form)}")
    if _seen_version(request) != about.reception.version:
        return overtaken(request, about.reception, about.form, form)
    console, who = console_of(request), signed_in(request)
    draft = Draft(about.id, form, about.reception.version, who.staff)
    claim = claim_kind(form)
    saved = console.desk.paper.record(draft, claim, console.clock.now())
    if saved is not Saved.DONE:
        return _again(request, form)
    what = "paper_changed" if about.recorded else "paper_recorded"
    console.note(what, who.staff, reception=about.id, way=form.way.value, claim=claim.value)
    return see(f"/paper/{about.id}/done")


def _again(request: Request, form: PaperForm) -> Response:
    """Somebody wrote in this very moment: read anew and let choose."""
    about = opened(request)
    return overtaken(request, about.reception, about.form, form)


def _seen_version(request: Request) -> int:
    seen = field(request, "version")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
