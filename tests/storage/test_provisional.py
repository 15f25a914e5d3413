"""Provisional receptions: small numbers, each one's own, over kiosks and processes."""

import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from kiosk.domain.check_in import ProvisionalCheckIn, VerifiedBy
from kiosk.domain.session import NO_SESSION, SessionId
from kiosk.ports.records import AuditEntry, Records, ResultFile
from kiosk.storage.database import open_database, reading, writing
from kiosk.storage.desk_tables import OPEN_NEEDS, visits
from kiosk.storage.records import SqlRecords, open_records
from tests.output.receptions import NOON

CHECK_IN = ProvisionalCheckIn(SessionId(7), VerifiedBy.FACE, face_failures=1)
ENTRY = AuditEntry("provisional", SessionId(7), {"by": "face"})
SETTLED = AuditEntry("provisional_settled", NO_SESSION)
MANY = 10


def receive(records: Records, reception: str, at: datetime = NOON) -> int:
    """Keep a provisional reception; return its number."""
    return records.keep_provisional(
        CHECK_IN, reception, lambda number: _sidecar(reception, number), ENTRY, at
    )


def _sidecar(reception: str, number: int) -> ResultFile:
    return ResultFile(f"{reception}.json", str(number).encode())


def test_numbers_are_small_and_begin_anew_each_day_of_japan(records: SqlRecords) -> None:
    late = NOON.replace(hour=23, minute=59)
    assert [receive(records, "a"), receive(records, "b"), receive(records, "c", late)] == [1, 2, 3]
    assert receive(records, "d", late + timedelta(minutes=1)) == 1
    assert receive(records, "e", NOON) == 4  # the clock was set back


def test_the_sidecar_holds_the_number_and_waits_with_the_reception(records: SqlRecords) -> None:
    receive(records, "a")
    receive(records, "b")
    waiting = [item.file for item in records.waiting_deliveries()]
    assert waiting == [ResultFile("a.json", b"1"), ResultFile("b.json", b"2")]


def test_the_same_reception_again_has_the_same_number_and_one_sidecar(
    records: SqlRecords, path: Path
) -> None:
    assert [receive(records, "a"), receive(records, "b"), receive(records, "a")] == [1, 2, 1]
    assert len(records.waiting_deliveries()) == 2
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM audit").fetchone() == (2,)


def test_one_that_cannot_be_rendered_takes_no_number(records: SqlRecords) -> None:
    def fails(number: int) -> ResultFile:
        raise ValueError("cannot be rendered")

    with pytest.raises(ValueError, match="cannot be rendered"):
        records.keep_provisional(CHECK_IN, "a", fails, ENTRY, NOON)
    assert records.provisional_receptions() == ()
    assert receive(records, "b") == 1


def test_the_services_answer_settles_one_and_the_first_answer_stays(
    records: SqlRecords, path: Path
) -> None:
    receive(records, "a")
    receive(records, "b")
    assert [each.reception for each in records.provisional_receptions()] == ["a", "b"]
    records.settle_provisional("a", "1", SETTLED, NOON + timedelta(hours=2))
    records.settle_provisional("a", "2", SETTLED, NOON + timedelta(hours=3))
    records.settle_provisional("nobody", "1", SETTLED, NOON)
    [left] = records.provisional_receptions()
    assert (left.reception, left.number, left.at, left.verified_by) == (
        "b",
        2,
        NOON,
        VerifiedBy.FACE,
    )
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT validity, settled_at, face_failures FROM provisional_receptions ORDER BY number"
        ).fetchall()
        told = connection.execute(
            "SELECT count(*) FROM audit WHERE what = 'provisional_settled'"
        ).fetchone()
    assert rows == [("1", "2026-11-20 05:00:00.000000", 1), (None, None, 1)]
    assert told == (1,)


def test_two_kiosks_at_the_same_time_give_no_number_twice(records: SqlRecords, path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from kiosk.storage.records import open_records\n"
        "from tests.storage.test_provisional import MANY, receive\n"
        "records = open_records(Path(sys.argv[1]), kiosk=sys.argv[2])\n"
        "for each in range(MANY): print(receive(records, f'{sys.argv[2]}-{each}'))\n"
    )
    kiosks = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(path), name], stdout=subprocess.PIPE, text=True
        )
        for name in ("kiosk-1", "kiosk-2")
    ]
    given = [int(line) for kiosk in kiosks for line in kiosk.communicate()[0].split()]
    assert [kiosk.returncode for kiosk in kiosks] == [0, 0]
    assert Counter(given) == Counter(range(1, 2 * MANY + 1))


def test_a_kiosk_delivers_its_own_files_alone(
    records: SqlRecords, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    receive(records, "a")
    other = open_records(path, kiosk="kiosk-2")
    receive(other, "b")
    assert [item.file.name for item in records.waiting_deliveries()] == ["a.json"]
    assert [item.file.name for item in other.waiting_deliveries()] == ["b.json"]
    assert len(other.provisional_receptions()) == 2  # whoever answers, settles
    other.close()
    assert "files wait here for the kiosk kiosk-1" in caplog.text


@pytest.mark.parametrize(("validity", "open_still"), [("1", False), ("2", True), (None, True)])
def test_what_the_receipt_computer_finds_valid_needs_nobody_any_more(
    records: SqlRecords, path: Path, validity: str | None, open_still: bool
) -> None:
    receive(records, "a")
    visit = {
        "id": "a", "kiosk": "k", "session": 7, "began_at": NOON, "ended_at": NOON, "step": 5,
        "state": "received_provisionally", "token": "card", "language": "ja",
        "outcome": "provisional", "needs": "provisional", "needs_since": NOON,
    }  # fmt: skip
    engine = open_database(path)
    with writing(engine) as connection:
        connection.execute(insert(visits).values(**visit))
    records.settle_provisional("a", validity, SETTLED, NOON + timedelta(hours=2))
    with reading(engine) as connection:
        needed = connection.execute(select(visits.c.id).where(OPEN_NEEDS)).all()
    engine.dispose()
    assert bool(needed) is open_still
