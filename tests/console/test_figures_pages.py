"""The pages of figures: right numbers, plots with them, a CSV that a spreadsheet only reads."""

import csv
import io
import re
from collections.abc import Generator
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.console.areas.figures.sheet import harmless
from kiosk.console.areas.figures.span import Span
from kiosk.domain.certificate import CertificateValidity
from tests.console.asgi import Client
from tests.console.rows import Rows
from tests.fakes.people import NOON

PLOTS = ("hours", "outcomes", "steps", "stopped", "ends")


@pytest.fixture
def rows(client: Client, records_file: Path) -> Generator[Rows]:
    rows = Rows(records_file)
    yield rows
    rows.close()


@pytest.fixture
def morning(rows: Rows) -> Rows:
    steps = '{"1": 2000, "2": 3000, "3": 5000, "machine": 4000}'
    for minutes, ends in ((0, "2026-12"), (5, "2027-10"), (70, "2026-12")):
        at = NOON - timedelta(minutes=minutes)
        rows.visit(
            at, "received", verified_by="face", steps=steps, certificate="expires_soon",
            certificate_month=ends,
        )  # fmt: skip
    rows.visit(NOON, "gave_up", step=3, pin_failures=2, certificate_month="2026-12")
    rows.visit(NOON - timedelta(days=8), "received", verified_by="pin")
    rows.paper(NOON)
    rows.note("fault", device="reader", code="reader_gone")
    rows.note("passcode_rejected", tries_left=4)
    return rows


def read(client: Client, span: str) -> dict[tuple[str, str, str], float]:
    body = client.get(f"/figures/{span}/figures.csv").body
    assert body.startswith(b"\xef\xbb\xbf")
    _, *lines = csv.reader(io.StringIO(body.decode("utf-8-sig")))
    return {(table, row, column): float(n) for _, _, table, row, column, n in lines}


def test_the_days_numbers_are_those_of_its_visits(client: Client, morning: Rows) -> None:
    found = read(client, "day")
    expected = {
        ("時刻ごとの受付", "12時", "顔認証"): 1,
        ("時刻ごとの受付", "10時", "顔認証"): 1,
        ("時刻ごとの受付", "12時", "紙（カード以外）"): 1,
        ("本人確認の方法", "顔認証", "件数"): 3,
        ("どう終わったか", "途中でやめた", "件数"): 1,
        ("どこでやめたか", "3 本人確認", "途中でやめた"): 1,
        ("かかった時間", "全部で", "まん中の値（秒）"): 10,
        ("かかった時間", "うち 機械の時間", "まん中の値（秒）"): 4,
        ("やり直しと呼び出し", "暗証番号のまちがい", "件数"): 2,
        ("やり直しと呼び出し", "パスコードのまちがい", "件数"): 1,
        ("電子証明書の期限（のべ人数）", "3か月以内に切れる", "件数"): 3,
        ("受け付けた方の電子証明書が切れる月（のべ人数）", "2026年12月", "件数"): 2,
        ("受け付けた方の電子証明書が切れる月（のべ人数）", "2027年10月", "件数"): 1,
        ("故障など", "故障 カードの読み取り機 [reader_gone]", "件数"): 1,
    }
    assert {key: found.get(key) for key in expected} == expected
    assert read(client, "month")["本人確認の方法", "暗証番号", "件数"] == 1


@pytest.mark.parametrize("span", ["day", "week", "month", "quarter"])
def test_a_page_shows_its_plots_and_says_their_numbers(
    client: Client, morning: Rows, span: str
) -> None:
    page = client.get(f"/figures/{span}").text
    assert ("/days.svg" in page) is (span != "day")
    assert re.search(r'alt="時刻ごとの受付: [^"]*12時 顔認証 1', page)
    assert "style=" not in page


@pytest.mark.parametrize("plot", [*PLOTS, "days"])
def test_a_plot_says_what_it_shows(client: Client, morning: Rows, plot: str) -> None:
    answer = client.get(f"/figures/week/{plot}.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    words = {
        "hours": "顔認証", "days": "11月20日", "outcomes": "仮受付", "steps": "全部で",
        "stopped": "3 本人確認", "ends": "2027年10月",
    }  # fmt: skip
    assert words[plot] in answer.text
    assert answer.text.count("<path") > 5


def test_a_plot_is_drawn_anew_when_somebody_else_was_received(
    client: Client, morning: Rows
) -> None:
    before = client.get("/figures/day/outcomes.svg").body
    assert client.get("/figures/day/outcomes.svg").body == before
    morning.visit(NOON, "received", verified_by="pin")
    assert client.get("/figures/day/outcomes.svg").body != before


def test_a_day_without_visits_is_said_to_be_one(client: Client) -> None:
    page = client.get("/figures/day?to=2026-01-04").text
    assert "まだありません" in page
    assert "令和8年1月4日（2026年）" in page
    for plot in PLOTS:
        assert client.get(f"/figures/day/{plot}.svg?to=2026-01-04").status == 200


def test_a_plot_that_would_be_empty_is_said_to_be_none(client: Client, rows: Rows) -> None:
    rows.paper(NOON)  # no card was placed: nothing took time, nobody stopped
    page = client.get("/figures/day").text
    assert "/hours.svg" in page
    for key, title in (
        ("steps", "かかった時間"),
        ("stopped", "どこでやめたか"),
        ("ends", "切れる月（のべ人数）"),
    ):
        assert f"/{key}.svg" not in page
        assert re.search(rf"{title}</h2>\s*<p>ありません</p>", page)


@pytest.mark.parametrize(
    "path", ["year", "day?to=x", "day?to=1999-01-01", "day/methods.svg", "day/x.svg"]
)
def test_what_there_is_not_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/figures/{path}").status == 404


def test_the_months_ahead_are_those_that_a_visit_can_have_told() -> None:
    shown = Span("quarter", date(2026, 11, 20))
    assert [shown.months_ahead[n].isoformat() for n in (0, 2, 11)] == [
        "2026-11-01", "2027-01-01", "2027-10-01",
    ]  # fmt: skip
    last = CertificateValidity(shown.months_ahead[-1].replace(day=31))
    assert [last.month(day) for day in (shown.first, shown.last)] == ["2027-10", "2027-10"]


def test_the_sheet_can_be_had_in_english(client: Client, morning: Rows) -> None:
    client.post("/language", {"language": "en", "back": "/figures"})
    assert read(client, "day")["How people were verified", "Face", "Count"] == 3


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@A1", "\tx", "\rx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless(f"顔{cell}") == f"顔{cell}"
