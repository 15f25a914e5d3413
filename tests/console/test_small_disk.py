"""A disk that is full and a writer that holds the records: said clearly, and nothing is lost."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Generator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from kiosk.ports.desk.desk import Desk
from kiosk.storage.desk.database import DeskDatabase
from kiosk.storage.desk.desk import open_desk
from tests.console.asgi import Client
from tests.console.journeys.pages import WORDS
from tests.console.paper_walk import CERTIFICATE, Walk

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(records_file: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Desk]:
    """The records' own patience is five seconds; here it is none."""
    impatient = partial(DeskDatabase, busy_seconds=0.05)
    monkeypatch.setattr("kiosk.storage.desk.desk.DeskDatabase", impatient)
    desk = open_desk(records_file)
    yield desk
    desk.close()


def test_a_full_disk_is_said_and_loses_and_doubles_nothing(tmp_path: Path) -> None:
    as_root = [] if os.geteuid() == 0 else ["--map-root-user"]
    program = [sys.executable, "-m", "tests.console.small_disk", str(tmp_path)]
    done = subprocess.run(
        ["unshare", *as_root, "--mount", "--", *program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    assert json.loads(done.stdout) == {
        "sent": 507,
        "said": True,
        "looked at": [200, 200, 200, 303],
        "signs in": 507,
        "sent again": "summary",
        "kept once": 1,
        "whole": "ok",
    }


def test_records_that_a_kiosk_holds_for_long_are_said_and_what_is_sent_again_is_kept_once(
    client: Client, records_file: Path
) -> None:
    walk = Walk(client)
    walk.begin("no_card")
    walk.bring("first", "certificate")
    with closing(sqlite3.connect(records_file, isolation_level=None)) as kiosk:
        kiosk.execute("BEGIN IMMEDIATE")
        refused = walk.answer("details", CERTIFICATE)
        assert refused.status == 503
        assert WORDS("problem.503.title") in refused.text
        assert WORDS("problem.unsure") in refused.text
        looked_at = client.get("/paper")  # whoever only looks waits for nobody
        assert looked_at.status == 200
        assert WORDS("problem.unsure") not in looked_at.text
        kiosk.execute("ROLLBACK")
    assert walk.answer("details", CERTIFICATE).location.endswith("/summary")
    assert client.get(f"{walk.path}/summary").text.count(CERTIFICATE["number"]) == 1
