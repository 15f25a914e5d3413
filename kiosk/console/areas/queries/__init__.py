"""The console's area "queries": what staff ask the service without the card (§6.3, §2.7)."""

from collections.abc import Sequence
from typing import Final

from starlette.routing import BaseRoute, Route

from kiosk.console.areas.queries import asking, home_visits, pages, reference

routes: Final[Sequence[BaseRoute]] = (
    Route("/queries", pages.every),
    Route("/queries/list", pages.every_state),
    Route("/queries/new", asking.page),
    Route("/queries/new", asking.ask, methods=["POST"]),
    Route("/queries/home-visits", home_visits.page),
    Route("/queries/home-visits", home_visits.ask, methods=["POST"]),
    Route("/queries/reference", reference.page),
    Route("/queries/reference", reference.ask, methods=["POST"]),
    Route("/queries/{query}", pages.one),
    Route("/queries/{query}/state", pages.one_state),
    Route("/queries/{query}/use", pages.use, methods=["POST"]),
    Route("/queries/{query}/withdraw", pages.withdraw, methods=["POST"]),
    Route("/queries/{query}/again", asking.again, methods=["POST"]),
)
