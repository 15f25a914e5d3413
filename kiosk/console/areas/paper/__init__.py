"""The console's area "paper": a guided path for whatever the card does not do (§6.3)."""

from collections.abc import Sequence
from typing import Final

from starlette.routing import BaseRoute, Route

from kiosk.console.areas.paper import (
    begin,
    details,
    finish,
    merge,
    pdf_drop,
    questions,
    statement_page,
)

_BOTH: Final = ["GET", "POST"]

routes: Final[Sequence[BaseRoute]] = (
    Route("/paper", begin.overview),
    Route("/paper/new", begin.ask, methods=["GET"]),
    Route("/paper/new", begin.begin, methods=["POST"]),
    Route("/paper/{id}", questions.resume),
    Route("/paper/{id}/what", questions.what, methods=_BOTH),
    Route("/paper/{id}/visits", questions.visits, methods=_BOTH),
    Route("/paper/{id}/brought", questions.brought, methods=_BOTH),
    Route("/paper/{id}/way", questions.way, methods=_BOTH),
    Route("/paper/{id}/details", details.details, methods=_BOTH),
    Route("/paper/{id}/pdf", pdf_drop.dropped, methods=["POST"]),
    Route("/paper/{id}/confirmed", pdf_drop.confirmed, methods=["POST"]),
    Route("/paper/{id}/statement.pdf", statement_page.printed),
    Route("/paper/{id}/summary", finish.summary, methods=_BOTH),
    Route("/paper/{id}/done", finish.done),
    Route("/paper/{id}/merge", merge.merge, methods=["POST"]),
    Route("/paper/{id}/discard", finish.discard, methods=["POST"]),
)
