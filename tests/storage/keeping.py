"""Keeps receptions of nobody in the records of a test."""

from itertools import count

from kiosk.domain.session import SessionId
from kiosk.ports.records import AuditEntry, KeptCheckIn, Records, ResultFile
from tests.output.receptions import NOON, reception

ENTRY = AuditEntry("checked_in", SessionId(7), {"by": "face", "consents": 1})
_receptions = count()


def keep(records: Records, *files: ResultFile, of: str = "") -> None:
    """Keep a reception with these files; another one each time unless `of` says which."""
    kept = KeptCheckIn(of or f"reception-{next(_receptions)}", reception())
    records.keep_check_in(kept, files, ENTRY, NOON)
