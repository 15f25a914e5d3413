"""Rows of lists: a visit, or what staff recorded, with all that hangs on it in one statement.

`reception_details.message` is never read here: it is long, and a list shows nothing of it.
"""

from typing import Any, Final

from sqlalchemy import Row, Select, select

from kiosk.ports.desk.today import Line
from kiosk.storage.desk_tables import (
    OPEN_NEEDS,
    desk_receptions,
    reception_details,
    staff,
    visits,
)
from kiosk.storage.tables import check_ins, provisional_receptions

_PERSON: Final = (
    reception_details.c.name,
    reception_details.c.kana,
    reception_details.c.birthdate,
)
_PAPER: Final = (
    desk_receptions.c.id.label("paper"),
    desk_receptions.c.recorded_at,
    desk_receptions.c.way,
)

VISITS: Final[Select[*tuple[Any, ...]]] = (
    select(
        visits.c.id,
        visits.c.kiosk,
        visits.c.began_at,
        visits.c.ended_at,
        visits.c.state,
        visits.c.step,
        visits.c.needs,
        visits.c.needs_since,
        OPEN_NEEDS.label("open"),
        visits.c.outcome,
        visits.c.verified_by,
        visits.c.token,
        visits.c.language,
        visits.c.shape,
        check_ins.c.validity,
        provisional_receptions.c.number,
        provisional_receptions.c.settled_at,
        provisional_receptions.c.validity.label("settled"),
        staff.c.name.label("handled_by"),
        *_PERSON,
        *_PAPER,
    )
    .join_from(
        visits, reception_details, reception_details.c.reception == visits.c.id, isouter=True
    )
    .join(check_ins, check_ins.c.id == visits.c.id, isouter=True)
    .join(provisional_receptions, provisional_receptions.c.reception == visits.c.id, isouter=True)
    .join(staff, staff.c.id == visits.c.handled_by, isouter=True)
    .join(desk_receptions, desk_receptions.c.visit == visits.c.id, isouter=True)
)
"""Visits; one that staff recorded on paper twice stands twice, the caller keeps the last."""

PAPER: Final[Select[*tuple[Any, ...]]] = (
    select(
        desk_receptions.c.id,
        desk_receptions.c.began_at,
        staff.c.name.label("handled_by"),
        *_PERSON,
        *_PAPER,
    )
    .join_from(
        desk_receptions,
        reception_details,
        reception_details.c.reception == desk_receptions.c.id,
        isouter=True,
    )
    .join(staff, staff.c.id == desk_receptions.c.staff, isouter=True)
)
"""What staff recorded."""


def line_of_visit(row: Row[*tuple[Any, ...]]) -> Line:
    """Return the line of a row of `VISITS`."""
    return Line(
        id=row.id,
        kiosk=row.kiosk,
        began_at=row.began_at,
        ended_at=row.ended_at,
        state=row.state,
        step=row.step,
        needs=row.needs if row.open else None,
        needs_since=row.needs_since,
        outcome=row.outcome,
        verified_by=row.verified_by,
        token=row.token,
        language=row.language,
        shape=row.shape,
        name=row.name,
        kana=row.kana,
        birthdate=row.birthdate,
        validity=row.validity or row.settled,
        number=row.number,
        settled_at=row.settled_at,
        handled_by=row.handled_by,
        way=row.way if row.recorded_at else None,
        paper=row.paper,
    )


def line_of_paper(row: Row[*tuple[Any, ...]]) -> Line:
    """Return the line of a row of `PAPER`."""
    return Line(
        id=row.id,
        kiosk=None,
        began_at=row.began_at,
        ended_at=row.recorded_at,
        outcome="paper" if row.recorded_at else None,
        verified_by="paper",
        name=row.name,
        kana=row.kana,
        birthdate=row.birthdate,
        handled_by=row.handled_by,
        way=row.way if row.recorded_at else None,
        paper=row.paper,
    )
