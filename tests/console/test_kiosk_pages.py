"""The pages of the kiosks: what staff read, and what they can have a kiosk do."""

import json
import re
import sqlite3
from collections.abc import Generator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.console.dates import short
from kiosk.storage.desk_tables import orders, passcode_tries
from kiosk.storage.tables import folders
from tests.console.asgi import Client
from tests.console.rows import Rows
from tests.fakes.clock import FakeClock
from tests.fakes.people import NOON


@pytest.fixture
def rows(client: Client, records_file: Path) -> Generator[Rows]:
    rows = Rows(records_file)
    rows.kiosk("entrance")
    yield rows
    rows.close()


def ordered(records_file: Path) -> list[tuple[str, str, dict[str, str]]]:
    with closing(sqlite3.connect(records_file)) as connection:
        found = connection.execute("SELECT kiosk, what, details FROM orders ORDER BY number")
        return [(kiosk, what, json.loads(details)) for kiosk, what, details in found]


def test_before_any_kiosk_has_told_of_itself_the_page_says_what_to_do(client: Client) -> None:
    assert "まだありません" in client.get("/kiosks").text


def test_every_kiosk_is_told_in_words(client: Client, rows: Rows, clock: FakeClock) -> None:
    rows.kiosk("lift", state="out_of_service", reader_fault="reader_gone")
    rows.kiosk("stairs", beat_at=NOON - timedelta(minutes=2))
    rows.kiosk("away", stopped_at=NOON)
    page = client.get("/kiosks").text
    for words in ("待機中", "休止中", "ケーブルを抜き差し", "応答なし", "停止", "11:58 から"):
        assert words in page
    clock.passes(timedelta(minutes=5))
    assert "待機中" not in client.get("/kiosks/state").text


def test_the_faults_of_a_kiosk_come_with_what_to_do(client: Client, rows: Rows) -> None:
    rows.note("fault", "entrance", device="service", code="unreachable")
    rows.note("broken", "entrance", error="KeyError")
    rows.add(folders, kiosk="entrance", folder="face", fault="disk_full", since=NOON)
    rows.add(passcode_tries, kiosk="entrance", failures=5, last_failure=NOON)
    page = client.get("/kiosks/entrance").text
    for words in (
        "[unreachable]", "回線を確かめて", "ソフトの不具合", "ディスクの空き",
        "パスコードは休止中",
    ):  # fmt: skip
        assert words in page
    assert "KeyError" not in page


def test_a_code_stands_small_beside_its_words_and_a_date_on_one_line(
    client: Client, rows: Rows
) -> None:
    rows.kiosk("lift", reader_fault="lost")
    rows.note("fault", "lift", device="reader", code="reader_gone")
    page = client.get("/kiosks/lift").text
    assert re.search(r"使えません</span> <small[^>]*>\[lost\]</small>", page)
    assert re.search(r">カードの読み取り機の故障 <small[^>]*>\[reader_gone\]</small>", page)
    assert f'<td class="whole">{short(NOON)} 12:00<' in page


def test_visual_mode_is_ordered_until_a_time_of_day_or_for_some_minutes(
    client: Client, rows: Rows, records_file: Path, clock: FakeClock
) -> None:
    client.post("/kiosks/entrance/visual", {"until": "30"})
    [(kiosk, what, details)] = ordered(records_file)
    assert (kiosk, what) == ("entrance", "visual_mode")
    assert details == {"until": (NOON + timedelta(minutes=30)).isoformat()}
    assert "待っています" in client.get("/kiosks/entrance").text
    clock.passes(timedelta(minutes=1))  # what waits for the kiosk is not ordered twice
    client.post("/kiosks/entrance/visual", {"until": "time", "time": "15:30"})
    assert ordered(records_file)[-1][2]["until"].endswith("T15:30:00+09:00")


@pytest.mark.parametrize("typed", ["", "11:59", "12:00", "16:01", "25:00", "=1+1", "9"])
def test_a_time_that_is_over_or_none_orders_nothing_and_says_so(
    client: Client, rows: Rows, records_file: Path, typed: str
) -> None:
    answer = client.post("/kiosks/entrance/visual", {"until": "time", "time": typed})
    assert answer.status == 400
    assert "時刻を正しく" in answer.text
    assert ordered(records_file) == []


def test_while_visual_mode_is_on_staff_are_reminded_and_can_end_it(
    client: Client, rows: Rows, records_file: Path
) -> None:
    rows.kiosk("lift", visual_until=NOON + timedelta(minutes=10))
    assert "12:10 に自動で終わります" in client.get("/kiosks").text
    assert "目視モードをやめる" in client.get("/kiosks/lift").text
    client.post("/kiosks/lift/normal")
    assert ordered(records_file) == [("lift", "normal_mode", {})]


@pytest.mark.parametrize(("chosen", "details"), [("idle", {}), ("now", {"now": "true"}), ("", {})])
def test_a_restart_is_asked_for_first_and_waits_unless_it_must_be_now(
    client: Client, rows: Rows, records_file: Path, chosen: str, details: dict[str, str]
) -> None:
    assert "再起動しますか" in client.get("/kiosks/entrance/restart").text
    assert ordered(records_file) == []
    answer = client.post("/kiosks/entrance/restart", {"when": chosen})
    assert answer.location == "/kiosks/entrance"
    assert ordered(records_file) == [("entrance", "restart", details)]


def test_an_order_says_what_became_of_it(client: Client, rows: Rows, clock: FakeClock) -> None:
    times = {"at": NOON, "expires_at": NOON + timedelta(seconds=20)}
    rows.add(orders, kiosk="entrance", what="restart", staff=2, **times)
    rows.add(orders, kiosk="entrance", what="normal_mode", staff=2, outcome="done", **times)
    page = client.get("/kiosks/entrance").text
    assert "佐藤" in page
    assert "できました" in page
    assert "時間内にできませんでした" not in page
    clock.passes(timedelta(minutes=1))
    assert "時間内にできませんでした" in client.get("/kiosks/entrance").text


def test_who_ordered_what_is_in_the_audit_log(
    client: Client, rows: Rows, records_file: Path
) -> None:
    client.post("/kiosks/entrance/restart", {"when": "now"})
    with closing(sqlite3.connect(records_file)) as connection:
        [[details]] = connection.execute(
            "SELECT details FROM audit WHERE what = 'restart_ordered'"
        ).fetchall()
    assert json.loads(details) == {"kiosk": "entrance", "staff": 2, "now": "true"}


@pytest.mark.parametrize("path", ["", "/state", "/restart"])
def test_a_kiosk_that_there_is_not_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/kiosks/nowhere{path}").status == 404


def test_a_notice_for_the_door_is_a_pdf_to_be_opened(client: Client) -> None:
    assert "/kiosks/door/power.pdf" in client.get("/kiosks/door").text
    answer = client.get("/kiosks/door/power.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body.startswith(b"%PDF-")
    assert client.get("/kiosks/door/other.pdf").status == 404
