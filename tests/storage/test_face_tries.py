"""Tries by face: no more than allowed over any restart, nothing left of them on the next day."""

import signal
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.token import CardKey
from kiosk.storage import schema
from kiosk.storage.records import SqlRecords, open_records
from tests.new_records import lay_new_records
from tests.storage.older import database_of_revision
from tests.storage.test_records import bytes_on_disk, rows

TODAY = date(2026, 11, 20)
CARDS = (CardKey(b"marked digest of one card"), CardKey(b"marked digest of another"))
MOST = 3


def test_a_restart_forgives_nothing(records: SqlRecords, path: Path) -> None:
    for left in (2, 1, 0):
        charge = records.charge_face_try(CARDS[0], TODAY, MOST)
        assert charge is not None
        assert charge.left == left
        records.close()
        records = open_records(path)
    assert records.charge_face_try(CARDS[0], TODAY, MOST) is None
    assert records.face_tries(CARDS[0], TODAY) == MOST
    assert records.face_tries(CARDS[1], TODAY) == 0
    records.close()


def test_what_is_given_back_may_be_charged_again_and_only_once(records: SqlRecords) -> None:
    first = records.charge_face_try(CARDS[0], TODAY, 1)
    assert first is not None
    records.give_back_face_try(first.number)
    second = records.charge_face_try(CARDS[0], TODAY, 1)
    assert second is not None
    records.give_back_face_try(first.number)
    assert records.face_tries(CARDS[0], TODAY) == 1


def test_the_disk_names_no_card_and_forgets_the_day_before(records: SqlRecords, path: Path) -> None:
    records.charge_face_try(CARDS[0], TODAY, MOST)
    assert b"marked digest" not in bytes_on_disk(path)
    [(kept,)] = rows(path, "SELECT card FROM face_tries")
    [(key,)] = rows(path, "SELECT key FROM face_days")
    assert len(key) == 32
    assert records.face_tries(CARDS[0], TODAY + timedelta(days=1)) == 0
    assert rows(path, "SELECT * FROM face_tries") == rows(path, "SELECT * FROM face_days") == []
    assert kept not in bytes_on_disk(path)
    assert key not in bytes_on_disk(path)


def test_each_day_has_a_key_of_its_own(records: SqlRecords, path: Path) -> None:
    kept: set[bytes] = set()
    for day in range(3):
        records.charge_face_try(CARDS[0], TODAY + timedelta(days=day), MOST)
        [(name,)] = rows(path, "SELECT card FROM face_tries")
        kept.add(name)
    assert len(kept) == 3


def test_a_database_of_the_first_release_can_count(new_path: Path) -> None:
    database_of_revision(new_path, "0001")
    newer = open_records(new_path)
    assert rows(new_path, "SELECT version_num FROM alembic_version") == [(schema.NEWEST,)]
    assert newer.charge_face_try(CARDS[0], TODAY, MOST) is not None
    newer.close()


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["charge", "charge", "charge", "give back", "restart"]),
            st.sampled_from(CARDS),
        ),
        max_size=20,
    )
)
def test_never_more_stand_than_allowed(doings: list[tuple[str, CardKey]]) -> None:
    with TemporaryDirectory() as folder:
        path = lay_new_records(Path(folder) / "records.sqlite3")
        records = open_records(path)
        stand: Counter[CardKey] = Counter()
        newest: dict[CardKey, int] = {}
        for what, card in doings:
            if what == "restart":
                records.close()
                records = open_records(path)
            elif what == "charge":
                charge = records.charge_face_try(card, TODAY, MOST)
                assert (charge is None) is (stand[card] == MOST)
                if charge is not None:
                    stand[card] += 1
                    newest[card] = charge.number
            elif card in newest:
                records.give_back_face_try(newest.pop(card))
                stand[card] -= 1
            assert records.face_tries(card, TODAY) == stand[card] <= MOST
        records.close()


def test_a_power_cut_right_after_the_charge_forgives_nothing(
    records: SqlRecords, path: Path
) -> None:
    charge_and_die = (
        "import os, signal; from datetime import date; from pathlib import Path\n"
        "from kiosk.domain.token import CardKey\n"
        "from kiosk.storage.records import open_records\n"
        f"records = open_records(Path({str(path)!r}))\n"
        f"records.charge_face_try(CardKey({CARDS[0].digest!r}), date(2026, 11, 20), {MOST})\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run([sys.executable, "-c", charge_and_die], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert records.face_tries(CARDS[0], TODAY) == 1
