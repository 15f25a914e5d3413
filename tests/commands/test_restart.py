"""Staff start the application of a kiosk again from the console."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from kiosk.app import RESTART

ROOT = Path(__file__).parents[2]
RUN = """
import sys
from dataclasses import replace
from pathlib import Path

from kiosk import app
from kiosk.config import Config
from kiosk.ports.desk.orders import What, Wish
from kiosk.services.clock import SystemClock
from kiosk.storage.desk.database import DeskDatabase
from kiosk.storage.desk.orders import SqlOrders
from kiosk.storage.board import open_board
from kiosk.storage.order_book import open_order_book
from tests.fakes.kiosk import FakeKiosk

database = Path(sys.argv[1])


def build_ports(_config):
    ports = FakeKiosk()._ports()
    board, orders = open_board(database, "kiosk-1"), open_order_book(database, "kiosk-1")
    return replace(ports, board=board, orders=orders, clock=SystemClock())


app.build_ports = build_ports
config = Config.model_validate(
    {
        "clinic": {"medical_institution_code": "1312345678"},
        "records": {"folder": database.parent},
        "output": {"face_folder": database.parent},
    }
)
desk = DeskDatabase(database)
for _ in range(2):
    SqlOrders(desk).give(Wish("kiosk-1", What.RESTART, 1), SystemClock().now())
    print(app.run(config), flush=True)
desk.close()
"""


def test_a_kiosk_that_is_ordered_to_start_again_ends_in_order_and_can_be_started(
    tmp_path: Path,
) -> None:
    database = tmp_path / "records.sqlite3"
    ended = subprocess.run(
        [sys.executable, "-c", RUN, str(database)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=60,
    )
    assert ended.stdout.split() == [str(RESTART)] * 2
    with closing(sqlite3.connect(database)) as records:
        assert records.execute("SELECT outcome FROM orders").fetchall() == [("done",)] * 2
        assert records.execute("SELECT stopped_at IS NULL FROM kiosks").fetchall() == [(0,)]
