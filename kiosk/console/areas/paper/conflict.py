"""Two members of staff on one patient: both versions stand beside each other, nothing is lost."""

from starlette.requests import Request
from starlette.responses import Response

from kiosk.console.areas.paper.flat import flat
from kiosk.console.areas.paper.shown import answer_words
from kiosk.console.context import words_of
from kiosk.console.pages import render
from kiosk.domain.paper_form import PaperForm
from kiosk.ports.desk.paper import DeskReception

CONFLICT = 409


def overtaken(
    request: Request, reception: DeskReception, theirs: PaperForm, mine: PaperForm
) -> Response:
    """Show where the versions differ and let choose."""
    ours, other, words = flat(mine), flat(theirs), words_of(request)
    differing = [
        {
            "name": name,
            "mine": ours[name],
            "theirs": other[name],
            "mine_words": answer_words(name, ours[name], words),
            "theirs_words": answer_words(name, other[name], words),
        }
        for name in ours
        if ours[name] != other[name]
    ]
    values = {"reception": reception, "differing": differing}
    return render(request, "paper/overtaken.html", CONFLICT, **values)
