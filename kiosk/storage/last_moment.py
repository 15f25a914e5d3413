"""Visits whose card was taken while their reception was kept: kept or not shows a moment later.

Kiosk and records write through connections of their own, in either order: each asks after its own
writing, in the same transaction, so that whichever comes second puts it right.
"""

from typing import Any, Final

from sqlalchemy import Connection, Exists, case, exists, null, update

from kiosk.ports.board import INTERRUPTED, PROVISIONAL, VisitOutcome
from kiosk.storage.desk_tables import visits
from kiosk.storage.tables import check_ins, provisional_receptions

_WITHOUT: Final = (VisitOutcome.LEFT.value, VisitOutcome.BROKEN.value)


def put_right(connection: Connection, visit: str) -> None:
    """Say of a visit that has ended without a reception that there is one, if there is."""
    received = exists().where(check_ins.c.id == visit)
    numbered = exists().where(provisional_receptions.c.reception == visit)
    _came_to(connection, visit, VisitOutcome.RECEIVED, received, None)
    _came_to(connection, visit, VisitOutcome.PROVISIONAL, numbered, PROVISIONAL)


def _came_to(
    connection: Connection, visit: str, outcome: VisitOutcome, kept: Exists, needs: str | None
) -> None:
    doubted = visits.c.needs == INTERRUPTED
    values: dict[str, Any] = {
        "outcome": outcome.value,
        "needs": case((doubted, needs or null()), else_=visits.c.needs),
    }
    if needs is None:
        values["needs_since"] = case((doubted, null()), else_=visits.c.needs_since)
    ended = (visits.c.id == visit, visits.c.ended_at.is_not(None), visits.c.outcome.in_(_WITHOUT))
    connection.execute(update(visits).where(*ended, kept).values(**values))
