"""`python -m tests.bench.console_search`: the page of 500 receptions, the search over 200,000."""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from argon2 import PasswordHasher
from sqlalchemy import Connection, insert

from kiosk.console.app import make_app
from kiosk.console.context import Console, Role
from kiosk.console.entrance import Entrance
from kiosk.console.notes import noting
from kiosk.console.passwords import Passwords
from kiosk.console.texts import load_texts
from kiosk.ports.desk.desk import Desk
from kiosk.storage.database import open_database, writing
from kiosk.storage.desk.desk import open_desk
from kiosk.storage.desk_tables import reception_details, visits
from kiosk.storage.tables import check_ins
from tests.bench import figures
from tests.console.asgi import Client, from_our_page
from tests.console.filled import INSTITUTION, NOW, fill, ident
from tests.fakes.clock import FakeClock

RECEPTIONS, OF_THE_DAY, AT_ONCE, TIMES = 200_000, 500, 2_000, 15
MESSAGE = "x" * 6000  # as long as an answer's tree
FAMILIES = ("サトウ", "スズキ", "タカハシ", "タナカ", "イトウ", "ワタナベ", "ヤマモト", "ナカムラ")
SEARCHES = {
    "kana of one in 8": {"what": "すずき"},
    "kana of one in 800": {"what": "すずき12"},
    "name of one in 8": {"what": "氏1"},
    "given name of one in 100": {"what": "名77"},
    "kana and date of birth": {"what": "すずき S36.5.5"},
    "date of birth": {"what": "S36.5.5"},
    "番号": {"what": "1234567"},
    "a kiosk": {"kiosk": "kiosk-1"},
    "a rare outcome": {"outcome": "broken"},
    "an old month, by PIN": {"since": "R6.1.1", "until": "R6.1.31", "method": "pin"},
    "nobody": {"what": "ヌヌヌ"},
}


def main() -> int:
    """Fill a database and measure it; judges nothing."""
    print(figures.machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="uketsuke-bench-") as folder:
        path = Path(folder) / "kiosk.sqlite"
        fill(path, more=OF_THE_DAY)
        _fill_years(path)
        desk = open_desk(path)
        try:
            _measure(_client(desk))
        finally:
            desk.close()
    return 0


def _measure(client: Client) -> None:
    figures.row("today with 500 receptions, the whole page", _timed(lambda: client.get("/")))
    figures.row("today with 500 receptions, the live part", _timed(lambda: client.get("/today")))
    case = f"/receptions/{ident('takeko')}"
    figures.row("a case", _timed(lambda: client.get(case)))
    token = client.csrf
    for name, form in SEARCHES.items():
        body = urlencode({"csrf": token, **form}).encode()
        figures.row(f"search: {name}", _timed(_search(client, body)))


def _search(client: Client, body: bytes) -> Callable[[], None]:
    kind = {"content-type": "application/x-www-form-urlencoded"}

    def deed() -> None:
        assert client.send("POST", "/search", kind | from_our_page(), body).status == 200

    return deed


def _timed(deed: Callable[[], object]) -> Sequence[float]:
    """Return milliseconds of the server's answer: guard, records and drawing."""
    deed()
    taken: list[float] = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        deed()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _client(desk: Desk) -> Client:
    clock, quick = FakeClock(NOW), Passwords(PasswordHasher(1, 8, 1))
    console = Console(desk, clock, load_texts(), INSTITUTION, noting(desk.accounts, clock))
    number = desk.accounts.add("bench", "計測", Role.RECEPTIONIST, NOW)
    desk.accounts.change_password(number, quick.hash("correct horse battery"))
    client = Client(make_app(console, Entrance(console, quick)))
    client.post("/sign-in", {"login": "bench", "password": "correct horse battery"})
    return client


def _fill_years(path: Path) -> None:
    chance, engine = random.Random(7), open_database(path)
    for start in range(0, RECEPTIONS, AT_ONCE):
        rows = [_reception(number, chance) for number in range(start, start + AT_ONCE)]
        with writing(engine) as connection:
            _write(connection, rows)
    engine.dispose()


def _write(connection: Connection, rows: Sequence[tuple[dict[str, Any], ...]]) -> None:
    for table, values in zip(
        (visits, check_ins, reception_details), zip(*rows, strict=True), strict=True
    ):
        connection.execute(insert(table), list(values))


def _reception(number: int, chance: random.Random) -> tuple[dict[str, Any], ...]:
    """Return the rows of one of the receptions, spread over five years."""
    at = NOW - timedelta(days=1, minutes=number * 13)
    key, family, given = ident(f"years-{number}"), number % 8, chance.randrange(100)
    by = chance.choice(("face", "face", "face", "pin"))
    born = date(1930, 1, 1) + timedelta(days=chance.randrange(33_000))
    visit = {
        "id": key, "kiosk": f"kiosk-{number % 4}", "session": 1, "began_at": at, "ended_at": at,
        "state": "done", "step": 5, "token": "card", "language": "ja", "verified_by": by,
        "outcome": "broken" if number % 5000 == 0 else "received",
    }  # fmt: skip
    kept = {
        "id": key, "at": at, "kiosk": visit["kiosk"], "verified_by": by, "validity": "1",
        "medical_institution_code": INSTITUTION, "arbitrary_file_identifier": "x",
    }  # fmt: skip
    details = {
        "reception": key, "at": at, "name": f"氏{family}　名{given}",
        "given": f"名{given}", "kana": f"{FAMILIES[family]} {given}",
        "kana_key": f"{FAMILIES[family]}{given}", "given_key": f"{given}",
        "birthdate": f"{born:%Y%m%d}", "number_key": str(chance.randrange(1, 9_999_999)),
        "message": MESSAGE,
    }  # fmt: skip
    return visit, kept, details


if __name__ == "__main__":
    sys.exit(main())
