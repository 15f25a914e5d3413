"""`kiosk.ports.desk.figures` over SQL."""

import json
from typing import Final

from sqlalchemy import ColumnElement, func, select

from kiosk.ports.desk.figures import PaperReception, PastVisit, Period, Raw
from kiosk.storage.desk.database import DeskDatabase
from kiosk.storage.desk_tables import desk_receptions, visits
from kiosk.storage.tables import audit

COUNTED: Final = (
    "fault",
    "out_of_service",
    "broken",
    "not_kept",
    "service_unavailable",
    "delivery_waits",
    "file_set_aside",
    "passcode_rejected",
    "passcode_paused",
    "visual_check_refused",
    "presentation_attack",
)
"""Words of the audit log that the figures count."""


class SqlFigures:
    """Each call is a transaction of its own; any thread may call."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def mark(self, period: Period) -> tuple[int, ...]:
        queries = (
            select(func.count()).select_from(visits).where(*_ended(period)),
            select(func.count()).select_from(desk_receptions).where(*_recorded(period)),
            select(func.count()).select_from(audit).where(*_noted(period)),
        )
        with self._database.reading() as connection:
            return tuple(connection.execute(query).scalar_one() for query in queries)

    def raw(self, period: Period) -> Raw:
        past = select(
            visits.c.began_at,
            visits.c.step,
            visits.c.outcome,
            visits.c.verified_by,
            visits.c.certificate,
            visits.c.certificate_month,
            visits.c.pin_failures,
            visits.c.face_failures,
            visits.c.help_asked,
            visits.c.steps,
        ).where(*_ended(period))
        paper = select(
            desk_receptions.c.recorded_at, desk_receptions.c.way, desk_receptions.c.claim
        ).where(*_recorded(period))
        device = func.coalesce(
            func.json_extract(audit.c.details, "$.device"),
            func.json_extract(audit.c.details, "$.folder"),
            "",
        )
        code = func.coalesce(func.json_extract(audit.c.details, "$.code"), "")
        troubles = (
            select(audit.c.what, device, code, func.count())
            .where(*_noted(period))
            .group_by(audit.c.what, device, code)
        )
        with self._database.reading() as connection:
            return Raw(
                [
                    PastVisit(*row[:-1], steps=json.loads(row[-1]))
                    for row in connection.execute(past)
                ],
                [PaperReception(*row) for row in connection.execute(paper)],
                {(what, of, why): n for what, of, why, n in connection.execute(troubles)},
            )


def _ended(period: Period) -> tuple[ColumnElement[bool], ...]:
    at = visits.c.began_at
    return at >= period.begin, at < period.end, visits.c.ended_at.is_not(None)


def _recorded(period: Period) -> tuple[ColumnElement[bool], ...]:
    at = desk_receptions.c.recorded_at
    return at >= period.begin, at < period.end


def _noted(period: Period) -> tuple[ColumnElement[bool], ...]:
    return audit.c.at >= period.begin, audit.c.at < period.end, audit.c.what.in_(COUNTED)
