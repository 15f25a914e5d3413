"""A console over records of its own, and who may be signed in at it."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from starlette.applications import Starlette

from kiosk.console.app import make_app
from kiosk.console.context import Console, Role
from kiosk.console.entrance import Entrance
from kiosk.console.notes import noting
from kiosk.console.passwords import Passwords
from kiosk.console.texts import ConsoleTexts, load_texts
from kiosk.ports.desk.desk import Desk
from kiosk.storage.desk.desk import open_desk
from tests.console.asgi import Client
from tests.console.browsing import RunningConsole, serving, signed_in_context, watched_page
from tests.fakes.clock import FakeClock
from tests.new_records import lay_new_records

CHROMIUM = "/usr/bin/chromium"
INSTITUTION = "1319999999"
PASSWORD = "correct horse battery"
ADMINISTRATOR, RECEPTIONIST = "tanaka", "sato"
QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
"""The same hash with parameters that cost nothing: tests are no attackers."""


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def records_file(tmp_path: Path) -> Path:
    """Where the records lie; a test that plays the kiosk opens them too."""
    return lay_new_records(tmp_path / "records" / "kiosk.sqlite")


@pytest.fixture
def desk(records_file: Path) -> Generator[Desk]:
    desk = open_desk(records_file)
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def texts() -> ConsoleTexts:
    """The words of all pages, read once: nothing changes them."""
    return load_texts()


@pytest.fixture
def console(desk: Desk, clock: FakeClock, texts: ConsoleTexts) -> Console:
    return Console(desk, clock, texts, INSTITUTION, noting(desk.accounts, clock))


@pytest.fixture
def app(console: Console) -> Starlette:
    """The application, with an administrator (number 1) and a receptionist (number 2)."""
    add_member(console, ADMINISTRATOR, "田中", Role.ADMINISTRATOR)
    add_member(console, RECEPTIONIST, "佐藤", Role.RECEPTIONIST)
    return make_app(console, Entrance(console, QUICK))


@pytest.fixture
def visitor(app: Starlette) -> Client:
    """A browser that nobody has signed in at."""
    return Client(app)


@pytest.fixture
def client(app: Starlette) -> Client:
    """The receptionist's browser."""
    return signed_in_as(app, RECEPTIONIST)


@pytest.fixture
def administrator(app: Starlette) -> Client:
    """The administrator's browser."""
    return signed_in_as(app, ADMINISTRATOR)


@pytest.fixture
def running_console(app: Starlette, tmp_path: Path) -> Generator[RunningConsole]:
    """The application behind real TLS on a port of its own."""
    with serving(app, tmp_path / "tls") as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Generator[Browser]:
    """Debian's Chromium, once for all tests."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def receptionist_context(
    browser: Browser, running_console: RunningConsole, client: Client
) -> Generator[BrowserContext]:
    """A browser profile at which the receptionist is signed in."""
    with signed_in_context(browser, running_console, client) as context:
        yield context


@pytest.fixture
def page(receptionist_context: BrowserContext) -> Generator[Page]:
    """The receptionist's window; the test fails when a page broke its policy or its script."""
    with watched_page(receptionist_context) as page:
        yield page


@pytest.fixture
def administrator_page(
    browser: Browser, running_console: RunningConsole, administrator: Client
) -> Generator[Page]:
    """The administrator's window."""
    with (
        signed_in_context(browser, running_console, administrator) as context,
        watched_page(context) as page,
    ):
        yield page


def add_member(console: Console, login: str, name: str, role: Role) -> int:
    """Add somebody with the password of these tests; returns their number."""
    number = console.desk.accounts.add(login, name, role, console.clock.now())
    console.desk.accounts.change_password(number, QUICK.hash(PASSWORD))
    return number


def signed_in_as(app: Starlette, login: str) -> Client:
    """Return a browser where this member has signed in."""
    client = Client(app)
    answer = client.post("/sign-in", {"login": login, "password": PASSWORD})
    assert answer.status == 303, answer.text
    return client
