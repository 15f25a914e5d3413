"""A console over records of its own, and who may be signed in at it."""

from collections.abc import Generator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette

from kiosk.console.app import make_app
from kiosk.console.context import Console, Role
from kiosk.console.entrance import Entrance
from kiosk.console.notes import noting
from kiosk.console.passwords import Passwords
from kiosk.console.texts import load_texts
from kiosk.ports.desk.desk import Desk
from kiosk.storage.desk.desk import open_desk
from tests.console.asgi import Client
from tests.fakes.clock import FakeClock

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
    return tmp_path / "records" / "kiosk.sqlite"


@pytest.fixture
def desk(records_file: Path) -> Generator[Desk]:
    desk = open_desk(records_file)
    yield desk
    desk.close()


@pytest.fixture
def console(desk: Desk, clock: FakeClock) -> Console:
    return Console(desk, clock, load_texts(), INSTITUTION, noting(desk.accounts, clock))


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
