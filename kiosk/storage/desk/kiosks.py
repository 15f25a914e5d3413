"""`kiosk.ports.desk.kiosks` over SQL."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from kiosk.domain.lockout import PasscodeTries
from kiosk.ports.desk.kiosks import GivenOrder, KioskState, Trouble, Undelivered
from kiosk.storage.desk.database import DeskDatabase
from kiosk.storage.desk_tables import kiosks, orders, passcode_tries, staff
from kiosk.storage.tables import audit, folders, outbox

TROUBLES: Final = (
    "fault",
    "out_of_service",
    "in_service",
    "broken",
    "not_kept",
    "delivery_waits",
    "delivery_resumed",
    "file_set_aside",
    "passcode_paused",
)
"""Words of the audit log that a kiosk's page shows."""


class SqlKiosks:
    """Each call is a transaction of its own; any thread may call."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def kiosks(self) -> Sequence[KioskState]:
        with self._database.reading() as connection:
            found = connection.execute(select(*kiosks.c).order_by(kiosks.c.kiosk))
            return [KioskState(**row) for row in found.mappings()]

    def kiosk(self, name: str) -> KioskState | None:
        with self._database.reading() as connection:
            found = connection.execute(select(*kiosks.c).where(kiosks.c.kiosk == name))
            row = found.mappings().first()
            return None if row is None else KioskState(**row)

    def troubles(self, kiosk: str, since: datetime, limit: int) -> Sequence[Trouble]:
        query = (
            select(audit.c.at, audit.c.what, audit.c.details)
            .where(audit.c.kiosk == kiosk, audit.c.at >= since, audit.c.what.in_(TROUBLES))
            .order_by(audit.c.number.desc())
            .limit(limit)
        )
        with self._database.reading() as connection:
            return [
                Trouble(at, what, json.loads(text)) for at, what, text in connection.execute(query)
            ]

    def undelivered(self, kiosk: str) -> Sequence[Undelivered]:
        failing = select(folders.c.folder, folders.c.fault, folders.c.since).where(
            folders.c.kiosk == kiosk, folders.c.fault.is_not(None)
        )
        waits = (outbox.c.kiosk == kiosk) & outbox.c.delivered_at.is_(None)
        waiting = select(outbox.c.folder, func.count()).where(waits).group_by(outbox.c.folder)
        aside = (
            select(outbox.c.folder, outbox.c.last_fault, outbox.c.kept_at)
            .where(waits, outbox.c.set_aside_at.is_not(None))
            .order_by(outbox.c.number)
        )
        with self._database.reading() as connection:
            counts = dict(connection.execute(waiting).all())
            held = [Undelivered(*row, waiting=1) for row in connection.execute(aside)]
            return [
                *(
                    Undelivered(*row, waiting=counts.get(row.folder, 0))
                    for row in connection.execute(failing)
                ),
                *held,
            ]

    def passcode_tries(self, kiosk: str) -> PasscodeTries:
        query = select(passcode_tries.c.failures, passcode_tries.c.last_failure).where(
            passcode_tries.c.kiosk == kiosk
        )
        with self._database.reading() as connection:
            row = connection.execute(query).first()
            return PasscodeTries() if row is None else PasscodeTries(row.failures, row.last_failure)

    def orders(self, kiosk: str, limit: int) -> Sequence[GivenOrder]:
        query = (
            select(
                orders.c.number,
                orders.c.what,
                orders.c.at,
                func.coalesce(staff.c.name, "").label("staff"),
                orders.c.expires_at,
                orders.c.taken_at,
                orders.c.outcome,
            )
            .select_from(orders.outerjoin(staff, staff.c.id == orders.c.staff))
            .where(orders.c.kiosk == kiosk, orders.c.visit.is_(None))
            .order_by(orders.c.number.desc())
            .limit(limit)
        )
        with self._database.reading() as connection:
            return [GivenOrder(**row) for row in connection.execute(query).mappings()]
