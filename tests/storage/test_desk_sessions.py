"""A session of staff is read also while somebody else holds the records."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from kiosk.ports.desk.accounts import Attempt
from kiosk.storage.desk.accounts import SqlAccounts
from kiosk.storage.desk.database import DeskDatabase
from tests.fakes.people import NOON

IDLE, MOST = timedelta(minutes=30), timedelta(hours=12)


def test_records_that_are_locked_turn_no_reader_away(path: Path) -> None:
    database = DeskDatabase(path, busy_seconds=0.0)
    accounts = SqlAccounts(database)
    number = accounts.add("sato", "佐藤", "receptionist", NOON)
    member = accounts.member(number)
    assert member is not None
    assert accounts.signed_in(Attempt(member, None), b"s" * 32, NOON, MOST)
    later = NOON + timedelta(minutes=10)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        found = accounts.session(b"s" * 32, later, IDLE, MOST, active=True)
        other.execute("ROLLBACK")
    database.close()
    assert found is not None
    assert found.number == number
