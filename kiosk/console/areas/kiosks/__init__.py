"""The console's area "kiosks": their state, their faults, and what staff can have them do."""

from collections.abc import Sequence
from typing import Final

from starlette.routing import BaseRoute, Route

from kiosk.console.areas.kiosks import door, orders, pages

routes: Final[Sequence[BaseRoute]] = (
    Route("/kiosks", pages.every),
    Route("/kiosks/state", pages.every_state),
    Route("/kiosks/door", door.choose),
    Route("/kiosks/door/{why}.pdf", door.paper),
    Route("/kiosks/{kiosk}", pages.one),
    Route("/kiosks/{kiosk}/state", pages.one_state),
    Route("/kiosks/{kiosk}/visual", orders.visual, methods=["POST"]),
    Route("/kiosks/{kiosk}/normal", orders.normal, methods=["POST"]),
    Route("/kiosks/{kiosk}/restart", orders.ask_restart),
    Route("/kiosks/{kiosk}/restart", orders.restart, methods=["POST"]),
)
