"""Puts the console together: the pages of all areas behind the guard."""

from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from kiosk.console import live, static_files
from kiosk.console.areas import (
    bell,
    check,
    figures,
    form,
    kiosks,
    own,
    paper,
    passcodes,
    queries,
    reception,
    sign_in,
    staff,
    today,
)
from kiosk.console.context import Console
from kiosk.console.entrance import Entrance
from kiosk.console.errors import of_http, of_records
from kiosk.console.guard import Guard
from kiosk.ports.faults import DeviceFault

AREAS: Final = (
    sign_in, own, bell, today, reception, check, form, paper, queries, kiosks, figures, passcodes,
    staff,
)  # fmt: skip


def make_app(console: Console, entrance: Entrance | None = None) -> Starlette:
    """Return the console as an ASGI application; `entrance` lets a test in without long hashes."""
    entrance = entrance or Entrance(console)
    changes = live.Changes(console.desk.version)
    app = Starlette(
        routes=[
            static_files.route,
            *live.routes,
            *(each for area in AREAS for each in area.routes),
        ],
        middleware=[Middleware(Guard, entrance=entrance)],
        exception_handlers={HTTPException: of_http, DeviceFault: of_records},
        lifespan=changes.lifespan,
    )
    app.state.console = console
    app.state.entrance = entrance
    app.state.changes = changes
    return app
