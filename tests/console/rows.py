"""Rows as a kiosk writes them, for the pages of kiosks and figures."""

import json
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from sqlalchemy import Table, insert

from kiosk.storage.database import open_database, writing
from kiosk.storage.desk_tables import desk_receptions, kiosks, visits
from kiosk.storage.tables import audit
from tests.fakes.people import NOON

_numbers = count(1)


class Rows:
    """Writes into the records of a test."""

    def __init__(self, path: Path) -> None:
        self._engine = open_database(path)

    def close(self) -> None:
        self._engine.dispose()

    def add(self, table: Table, **values: object) -> None:
        with writing(self._engine) as connection:
            connection.execute(insert(table).values(**values))

    def kiosk(self, name: str, **more: object) -> None:
        """A kiosk that waits and is well, unless `more` says otherwise."""
        began = NOON - timedelta(hours=3)
        row = {"version": "0.1.0", "started_at": began, "beat_at": NOON, "since": began}
        self.add(kiosks, **{"kiosk": name, "state": "waiting_for_card", **row, **more})

    def visit(self, at: datetime, outcome: str, **more: object) -> None:
        """A visit that has ended, in step 5 unless `more` says otherwise."""
        row = {"state": "take_card", "step": 5, "token": "card", "language": "ja", **more}
        self.add(
            visits, id=f"visit-{next(_numbers)}", kiosk="a", session=1, began_at=at,
            ended_at=at + timedelta(seconds=30), outcome=outcome, **row,
        )  # fmt: skip

    def paper(self, at: datetime) -> None:
        """A reception that staff recorded."""
        self.add(
            desk_receptions, id=f"paper-{next(_numbers)}", began_at=at, staff=2, way="oral",
            claim="current", recorded_at=at, changed_at=at, changed_by=2,
        )  # fmt: skip

    def note(self, what: str, kiosk: str = "a", **details: str | int) -> None:
        """An entry of the audit log."""
        text = json.dumps(details)
        self.add(audit, at=NOON, kiosk=kiosk, session=1, what=what, details=text)
