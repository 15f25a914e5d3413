"""`kiosk.ports.board.Board` over SQL: the live rows of `kiosks` and `visits` (decision 0021)."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, case, event, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.domain.fault import Device
from kiosk.ports.board import KioskRecord, VisitOutcome, VisitRecord
from kiosk.ports.faults import DeviceFault
from kiosk.storage.database import open_database, reading, writing
from kiosk.storage.desk_tables import kiosks, visits
from kiosk.storage.last_moment import put_right
from kiosk.storage.tables import check_ins, provisional_receptions


def open_board(path: Path, kiosk: str) -> "SqlBoard":
    """Open connections of its own to the records, which do not wait for the disk.

    A power cut may take the last seconds of what is told here, never the database's order: what a
    patient was told is done is kept by `SqlRecords`, which waits.
    """
    engine = open_database(path)
    event.listen(engine, "connect", _do_not_wait)
    engine.dispose()  # the connection that migrated was made before
    return SqlBoard(engine, kiosk)


class SqlBoard:
    """What one kiosk tells of itself."""

    def __init__(self, engine: Engine, kiosk: str) -> None:
        self._engine: Engine | None = engine
        self._kiosk = kiosk

    def begin(self, version: str, kiosk: KioskRecord, at: datetime) -> datetime | None:
        with reading(self._open()) as connection:
            visual_until = connection.execute(
                select(kiosks.c.visual_until).where(kiosks.c.kiosk == self._kiosk)
            ).scalar()
        row = {"version": version[:32], "started_at": at, "beat_at": at, "stopped_at": None}
        row |= {**asdict(kiosk), "visual_until": visual_until}
        with writing(self._open()) as connection:
            self._close_left(connection, at)
            connection.execute(
                upsert(kiosks)
                .values(kiosk=self._kiosk, **row)
                .on_conflict_do_update(index_elements=["kiosk"], set_=row)
            )
        return visual_until

    def tell(self, kiosk: KioskRecord, visits: Sequence[VisitRecord], at: datetime) -> None:
        self._write(kiosk, visits, at, stopped=False)

    def end(self, kiosk: KioskRecord, visits: Sequence[VisitRecord], at: datetime) -> None:
        self._write(kiosk, visits, at, stopped=True)

    def close(self) -> None:
        """Close the connection; a second time does nothing."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def _write(
        self, kiosk: KioskRecord, told: Sequence[VisitRecord], at: datetime, *, stopped: bool
    ) -> None:
        row = {**asdict(kiosk), "beat_at": at} | ({"stopped_at": at} if stopped else {})
        with writing(self._open()) as connection:
            for visit in told:
                self._keep(connection, visit)
            connection.execute(update(kiosks).where(kiosks.c.kiosk == self._kiosk).values(row))

    def _keep(self, connection: Connection, visit: VisitRecord) -> None:
        row = _row(visit)
        # What staff have noted in it (`handled_at`, `handled_by`) is theirs and stays.
        changed = connection.execute(update(visits).where(visits.c.id == visit.id).values(row))
        if changed.rowcount == 0:
            connection.execute(insert(visits).values(kiosk=self._kiosk, **row))
        if visit.ended_at is not None:
            put_right(connection, visit.id)

    def _close_left(self, connection: Connection, at: datetime) -> None:
        mine = visits.c.kiosk == self._kiosk
        # A reception kept in the last moment has the visit's id: what the patient could not see.
        came_to = case(
            (visits.c.id.in_(select(check_ins.c.id)), VisitOutcome.RECEIVED.value),
            (
                visits.c.id.in_(select(provisional_receptions.c.reception)),
                VisitOutcome.PROVISIONAL.value,
            ),
            else_=VisitOutcome.BROKEN.value,
        )
        connection.execute(
            update(visits).where(mine, visits.c.outcome.is_(None)).values(outcome=came_to)
        )
        connection.execute(
            update(visits).where(mine, visits.c.ended_at.is_(None)).values(ended_at=at)
        )

    def _open(self) -> Engine:
        if self._engine is None:
            raise DeviceFault(Device.RECORDS, "unavailable")
        return self._engine


def _row(visit: VisitRecord) -> dict[str, Any]:
    row = asdict(visit)
    row["steps"] = json.dumps(row.pop("milliseconds"), sort_keys=True)
    row["outcome"] = visit.outcome and visit.outcome.value
    row["portrait_shown"] = None if visit.portrait_shown is None else int(visit.portrait_shown)
    return row


def _do_not_wait(dbapi: Any, _record: object) -> None:  # noqa: ANN401 - whichever driver's connection
    dbapi.execute("PRAGMA synchronous=NORMAL").close()
