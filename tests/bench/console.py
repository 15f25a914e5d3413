"""What open consoles cost, and how soon staff see: `python -m tests.bench.console`.

A real Chromium looks at the kiosks' page over TLS. Counted are: from the row that a kiosk writes to
its words in the browser; how long a kiosk takes to write a step while no console is open and while
ten are (ratio of the medians); and the figures' page over 90 days of 500 receptions, the first time
and every other. Today and the search are in `tests.bench.console_search`.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from argon2 import PasswordHasher
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import insert
from starlette.applications import Starlette

from kiosk.console.app import make_app
from kiosk.console.context import Console, Role
from kiosk.console.entrance import Entrance
from kiosk.console.notes import noting
from kiosk.console.passwords import Passwords
from kiosk.console.texts import load_texts
from kiosk.ports.board import KioskRecord
from kiosk.services.clock import SystemClock
from kiosk.storage.board import open_board
from kiosk.storage.database import open_database, writing
from kiosk.storage.desk.desk import open_desk
from kiosk.storage.desk_tables import visits
from tests.bench import figures
from tests.console.asgi import Client
from tests.console.browsing import RunningConsole, serving, signed_in_context
from tests.console.conftest import PASSWORD, signed_in_as

DAYS, A_DAY = 90, 500
CHANGES, STEPS, PAGES = 40, 100, 20
CONSOLES = 10
KIOSK = "kiosk-1"
QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
MILLISECONDS = '{"1": 2100, "2": 3000, "3": 5200, "4": 4100, "5": 2500, "machine": 2900}'
LOOK = """mark => new Promise(done => {
    const look = () => document.querySelector("#kiosks article." + mark)
        ? done(performance.timeOrigin + performance.now())
        : requestAnimationFrame(look);
    look();
})"""


def fill(database: Path, newest: datetime) -> None:
    """Write the visits of ninety days, all of them received."""
    engine = open_database(database)
    for day in range(DAYS):
        rows = [
            _visit(day * A_DAY + n, newest - timedelta(days=day, minutes=n)) for n in range(A_DAY)
        ]
        with writing(engine) as connection:
            connection.execute(insert(visits), rows)
    engine.dispose()


def _visit(number: int, at: datetime) -> dict[str, object]:
    return {
        "id": str(UUID(int=number)), "kiosk": KIOSK, "session": number, "began_at": at,
        "ended_at": at, "state": "done", "step": 5, "outcome": "received", "verified_by": "face",
        "token": "card", "language": "ja", "certificate": "valid", "steps": MILLISECONDS,
    }  # fmt: skip


@contextmanager
def opened(database: Path) -> Generator[tuple[Starlette, Client]]:
    """Open the console over a database, and a browser without a screen that is signed in."""
    desk, clock = open_desk(database), SystemClock()
    try:
        console = Console(desk, clock, load_texts(), "1319999999", noting(desk.accounts, clock))
        number = desk.accounts.add("sato", "佐藤", Role.RECEPTIONIST, clock.now())
        desk.accounts.change_password(number, QUICK.hash(PASSWORD))
        app = make_app(console, Entrance(console, QUICK))
        yield app, signed_in_as(app, "sato")
    finally:
        desk.close()


def pages(client: Client) -> None:
    """Print the server time of the figures; matplotlib is loaded with the first plot."""
    many = f"{DAYS} days of {A_DAY}"
    for path, name in (
        ("/figures/quarter", f"figures of {many}"),
        ("/figures/quarter/hours.svg", "a plot of them"),
    ):
        figures.row(f"{name}, the first time", _times(lambda of=path: client.get(of), 1))
        figures.row(name, _times(lambda of=path: client.get(of), PAGES))


def _times(task: Callable[[], object], times: int) -> list[float]:
    spent: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        task()
        spent.append((time.perf_counter() - began) * 1000)
    return spent


def browsers(stack: ExitStack, database: Path, app: Starlette, client: Client) -> None:
    """Print how soon a change is seen, and what ten open consoles cost the kiosk."""
    running = stack.enter_context(serving(app, database.parent))
    chromium = stack.enter_context(sync_playwright()).chromium
    browser = chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    stack.callback(browser.close)
    alone = _kiosk_steps(database)
    figures.row("a step of the kiosk written, no console open", alone)
    page = _open_page(stack, browser, running, client)
    figures.row("kiosk's change seen in the browser", _seen(page, database))
    for _ in range(CONSOLES - 1):
        _open_page(stack, browser, running, client)
    among = _kiosk_steps(database)
    figures.row(f"a step of the kiosk written, {CONSOLES} consoles open", among)
    ratio = statistics.median(among) / statistics.median(alone)
    print(f"{'ratio of the medians':52} {ratio:9.2f}")


def _open_page(stack: ExitStack, browser: Browser, running: RunningConsole, client: Client) -> Page:
    page = stack.enter_context(signed_in_context(browser, running, client)).new_page()
    with page.expect_response("**/kiosks/state"):  # it is alive
        page.goto("/kiosks")
    return page


def _kiosk_steps(database: Path) -> list[float]:
    board, spent = open_board(database, KIOSK), list[float]()
    now = SystemClock().now()
    board.begin("0.1.0", KioskRecord("waiting_for_card", now), now)
    for number in range(STEPS):
        record = KioskRecord("waiting_for_card" if number % 2 else "reading_card", now)
        began = time.perf_counter()
        board.tell(record, (), SystemClock().now())
        spent.append((time.perf_counter() - began) * 1000)
        time.sleep(0.05)  # a kiosk does not step more often
    board.close()
    return spent


def _seen(page: Page, database: Path) -> list[float]:
    """Change the kiosk's state by turns; the page itself says in which frame its mark was there."""
    board, spent = open_board(database, KIOSK), list[float]()
    for number in range(CHANGES + 1):
        state, mark = (("waiting_for_card", "done"), ("reading_card", "calm"))[number % 2]
        now, began = SystemClock().now(), time.time()
        board.tell(KioskRecord(state, now), (), now)
        spent.append(page.evaluate(LOOK, mark) - began * 1000)
        time.sleep(0.2)
    board.close()
    return spent[1:]  # what the first one says may have stood there


def main() -> int:
    """Print all of it."""
    print(figures.machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="uketsuke-bench-") as temporary, ExitStack() as stack:
        database = Path(temporary) / "records.sqlite3"
        fill(database, SystemClock().now())
        app, client = stack.enter_context(opened(database))
        pages(client)
        browsers(stack, database, app, client)
    return 0


if __name__ == "__main__":
    sys.exit(main())
