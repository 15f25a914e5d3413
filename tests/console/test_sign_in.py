"""Who gets in, who does not, and when a session ends."""

import json
import sqlite3
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette

from kiosk.console.context import Console
from kiosk.console.entrance import WAITING, Entrance, Refused
from kiosk.console.tokens import COOKIE, IDLE, MOST
from kiosk.domain.lockout import FREE_TRIES, LONGEST_PAUSE
from kiosk.ports.desk.accounts import Attempt
from tests.console.asgi import Client
from tests.console.conftest import ADMINISTRATOR, PASSWORD, QUICK, RECEPTIONIST, signed_in_as
from tests.fakes.clock import FakeClock


def sign_in(client: Client, login: str = RECEPTIONIST, password: str = PASSWORD) -> int:
    return client.post("/sign-in", {"login": login, "password": password}).status


def test_the_right_password_lets_in(client: Client) -> None:
    page = client.get("/me")
    assert page.status == 200
    assert "佐藤" in page.text


def test_the_cookie_is_for_this_host_alone_and_no_script_sees_it(visitor: Client) -> None:
    answer = visitor.post("/sign-in", {"login": RECEPTIONIST, "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-session=")
    for part in ("Secure", "HttpOnly", "SameSite=strict", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    assert len(visitor.cookies[COOKIE]) >= 43  # 256 bits


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(visitor: Client) -> None:
    wrong = visitor.post("/sign-in", {"login": RECEPTIONIST, "password": "not the one"})
    unknown = visitor.post("/sign-in", {"login": "nobody", "password": "not the one"})
    assert (wrong.status, wrong.body) == (unknown.status, unknown.body)
    assert wrong.status == 403
    assert COOKIE not in visitor.cookies


@pytest.mark.parametrize("login", [RECEPTIONIST, "nobody"])
def test_an_account_pauses_after_wrong_passwords_whether_it_exists_or_not(
    visitor: Client, login: str
) -> None:
    assert [sign_in(visitor, login, "wrong") for _ in range(FREE_TRIES)] == [403] * FREE_TRIES
    assert sign_in(visitor, login, "wrong") == 429
    assert sign_in(visitor, login, PASSWORD) == 429


def test_a_pause_ends_and_the_right_password_forgives(visitor: Client, clock: FakeClock) -> None:
    for _ in range(FREE_TRIES):
        sign_in(visitor, password="wrong")
    clock.passes(LONGEST_PAUSE)
    assert sign_in(visitor) == 303
    assert sign_in(Client(visitor.app), password="wrong") == 403


def test_one_address_may_not_try_all_names(visitor: Client, clock: FakeClock) -> None:
    tries = [sign_in(visitor, f"name{n}", "wrong") for n in range(21)]
    assert tries == [403] * 20 + [429]
    assert sign_in(visitor) == 429
    assert sign_in(Client(visitor.app, address="192.0.2.8")) == 303
    clock.passes(timedelta(minutes=10))
    assert sign_in(visitor) == 303


def test_a_flood_of_tries_does_not_fill_the_records(
    visitor: Client, records_file: Path, clock: FakeClock
) -> None:
    flood = [sign_in(visitor, f"name{n}", "wrong") for n in range(30)]
    assert flood == [403] * 20 + [429] * 10
    assert refusals(records_file) == ["wrong"] * 20 + ["address"]
    clock.passes(timedelta(minutes=10))
    assert [sign_in(visitor, f"name{n}", "wrong") for n in range(30)] == flood
    assert refusals(records_file).count("address") == 2


def refusals(records_file: Path) -> list[str]:
    """Return why tries were refused, as the audit log has it."""
    with sqlite3.connect(records_file) as connection:
        rows = connection.execute(
            "SELECT details FROM audit WHERE what = 'sign_in_refused' ORDER BY number"
        )
        return [json.loads(details)["why"] for (details,) in rows]


def test_a_crowd_at_the_door_is_told_so_at_once_and_nobody_is_charged(
    app: Starlette, visitor: Client
) -> None:
    entrance: Entrance = app.state.entrance
    with ExitStack() as crowd:
        for _ in range(WAITING):
            crowd.enter_context(entrance.places)
        assert [sign_in(visitor) for _ in range(30)] == [503] * 30
    assert sign_in(visitor) == 303


def test_a_session_ends_after_half_an_hour_without_anybody(
    client: Client, clock: FakeClock
) -> None:
    clock.passes(IDLE - timedelta(seconds=1))
    assert client.get("/me").status == 200
    clock.passes(IDLE - timedelta(seconds=1))
    assert client.get("/me").status == 200
    clock.passes(IDLE)
    assert client.get("/me").location == "/sign-in"


def test_a_page_that_asks_by_itself_keeps_no_session_alive(
    client: Client, clock: FakeClock
) -> None:
    clock.passes(IDLE / 2)
    assert client.get("/session").status == 204
    assert client.get("/me", {"x-live": "1"}).status == 200
    clock.passes(IDLE / 2)
    assert client.get("/session").status == 401
    assert client.get("/me", {"x-live": "1"}).status == 401


def test_a_session_ends_after_twelve_hours_at_most(client: Client, clock: FakeClock) -> None:
    for _ in range(int(MOST / timedelta(minutes=20)) - 1):
        clock.passes(timedelta(minutes=20))
        assert client.get("/me").status == 200
    clock.passes(timedelta(minutes=20))
    assert client.get("/me").status == 303


@pytest.mark.parametrize(("back", "status"), [(4, 200), (6, 303), (60 * 24 * 365, 303)])
def test_a_clock_that_is_set_back_makes_no_session_last_longer(
    client: Client, clock: FakeClock, back: int, status: int
) -> None:
    clock.passes(timedelta(minutes=-back))
    assert client.get("/me").status == status


def test_signing_out_ends_the_session_and_not_the_cookie_alone(client: Client) -> None:
    kept = dict(client.cookies)
    assert client.post("/sign-out").location == "/sign-in"
    assert COOKIE not in client.cookies
    client.cookies = kept
    assert client.get("/me").status == 303


def test_another_password_signs_out_every_other_browser(app: Starlette, client: Client) -> None:
    elsewhere = signed_in_as(app, RECEPTIONIST)
    new = {"current": PASSWORD, "password": "another long one", "again": "another long one"}
    assert client.post("/me/password", new).status == 303
    assert client.get("/me").status == 200
    assert elsewhere.get("/me").status == 303
    assert sign_in(elsewhere) == 403
    assert sign_in(elsewhere, password="another long one") == 303


def test_the_old_password_is_needed_for_a_new_one(client: Client) -> None:
    new = {"current": "guess", "password": "another long one", "again": "another long one"}
    tries = [client.post("/me/password", new).status for _ in range(FREE_TRIES + 1)]
    assert tries == [403] * (FREE_TRIES + 1)
    right = client.post("/me/password", {**new, "current": PASSWORD})
    assert right.status == 403  # it pauses, as at the door


def test_a_new_password_that_is_refused_costs_no_try(client: Client) -> None:
    weak = {"current": PASSWORD, "password": "short", "again": "short"}
    assert {client.post("/me/password", weak).status for _ in range(FREE_TRIES + 1)} == {400}
    strong = {"current": PASSWORD, "password": "another long one", "again": "another long one"}
    assert client.post("/me/password", strong).status == 303


@pytest.mark.parametrize("meanwhile", ["password", "disabled"])
def test_who_just_signs_in_is_not_in_once_all_sessions_are_ended(
    app: Starlette, console: Console, meanwhile: str
) -> None:
    entrance: Entrance = app.state.entrance
    accounts = console.desk.accounts
    checked = entrance.sign_in(RECEPTIONIST, PASSWORD, "192.0.2.7")
    assert isinstance(checked, Attempt)
    if meanwhile == "password":
        accounts.change_password(checked.member.number, QUICK.hash("another long one"))
    else:
        accounts.disable(checked.member.number, console.clock.now())
    assert isinstance(entrance.begin(checked), Refused)
    newest = accounts.password(checked.member.number)
    assert newest
    assert accounts.rehash(checked, "of the old one") == checked
    kept = accounts.password(checked.member.number)
    assert kept
    assert kept.password == newest.password


def test_signing_in_again_gives_another_session(client: Client) -> None:
    before = client.cookies[COOKIE]
    assert sign_in(client) == 303
    assert client.cookies[COOKIE] != before


def test_the_administrator_sees_the_way_to_staff_and_a_receptionist_does_not(
    client: Client, administrator: Client
) -> None:
    assert 'href="/staff"' in administrator.get("/me").text
    assert 'href="/staff"' not in client.get("/me").text
    assert ADMINISTRATOR in administrator.get("/staff").text
