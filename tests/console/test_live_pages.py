"""What changes in the records shows on an open page, without taking anything from whoever works."""

from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from kiosk.console.context import Console, console_of, signed_in, words_of
from kiosk.console.pages import environment
from kiosk.storage.desk_tables import visits
from tests.console.rows import Rows
from tests.fakes.people import NOON

PROBE = """{% extends "base.html" %}{% block main %}
<section id="probe" data-live="/probe">
<h1 id="count">{{ count }}</h1>
<details><summary>more</summary>the rest</details>
<button type="button" id="button">a button</button>
<form><label for="typed">word</label><input id="typed" name="typed"></form>
</section>{% endblock %}"""


def probe(request: Request) -> Response:
    """A page that shows how many work here."""
    page = environment.from_string(PROBE).render(
        t=words_of(request),
        who=signed_in(request),
        request=request,
        simulated=False,
        count=len(console_of(request).desk.accounts.members()),
    )
    return HTMLResponse(page)


@pytest.fixture
def app(app: Starlette) -> Starlette:
    app.routes.append(Route("/probe", probe))
    return app


@pytest.fixture
def rows(records_file: Path, app: Starlette) -> Generator[Rows]:
    rows = Rows(records_file)
    yield rows
    rows.close()


@pytest.fixture
def probed(page: Page) -> Page:
    """The page, listening."""
    with page.expect_response("**/events"):
        page.goto("/probe")
    expect(page.locator("#count")).to_have_text("2")
    return page


def join(console: Console, login: str) -> None:
    console.desk.accounts.add(login, login, "receptionist", console.clock.now())


def test_a_change_shows_and_focus_and_what_was_opened_stay(probed: Page, console: Console) -> None:
    probed.locator("summary").click()
    probed.locator("#button").focus()
    join(console, "new")
    expect(probed.locator("#count")).to_have_text("3")
    expect(probed.locator("#button")).to_be_focused()
    expect(probed.locator("details")).to_have_attribute("open", "")


def test_a_button_that_is_being_pressed_is_not_replaced_before_it_is_let_go(
    probed: Page, console: Console
) -> None:
    probed.evaluate(
        "document.addEventListener('click', (e) => { if (e.target.id === 'button')"
        " document.body.dataset.clicked = 'yes'; })"
    )
    probed.locator("#button").hover()
    probed.mouse.down()
    with probed.expect_response("**/probe"):
        join(console, "new")
    # The answer has been taken in two pictures later.
    probed.evaluate("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
    probed.mouse.up()
    expect(probed.locator("body")).to_have_attribute("data-clicked", "yes")
    expect(probed.locator("#count")).to_have_text("3")


def test_what_somebody_types_stays_and_the_change_comes_after(
    probed: Page, console: Console
) -> None:
    probed.locator("#typed").focus()
    with probed.expect_response("**/probe"):
        join(console, "new")
    expect(probed.locator("#count")).to_have_text("2")
    expect(probed.locator("#typed")).to_be_focused()
    probed.locator("#button").focus()
    expect(probed.locator("#count")).to_have_text("3")


def test_a_typed_word_is_not_lost_to_a_change(probed: Page, console: Console) -> None:
    probed.locator("#typed").fill("甲山")
    probed.locator("#button").focus()
    for login in ("one", "two"):  # the second answer comes when the first has been dealt with
        with probed.expect_response("**/probe"):
            join(console, login)
    expect(probed.locator("#typed")).to_have_value("甲山")


def test_many_windows_of_one_browser_all_hear_of_a_change(probed: Page, console: Console) -> None:
    more = [probed.context.new_page() for _ in range(7)]  # a browser opens six connections
    for page in more:
        page.goto("/probe")
    join(console, "new")
    for page in [probed, *more]:
        expect(page.locator("#count")).to_have_text("3")
    probed.close()  # the one that listened for all
    join(console, "newer")
    for page in more:
        expect(page.locator("#count")).to_have_text("4")


def test_a_need_rings_on_whatever_page_one_works(probed: Page, rows: Rows) -> None:
    expect(probed.locator("#bell a")).to_have_count(0)
    rows.add(
        visits, id="waits", kiosk="a", session=1, began_at=NOON, state="choosing_method", step=1,
        needs="help", needs_since=NOON, token="card", language="ja",
    )  # fmt: skip
    expect(probed.locator("#bell a")).to_have_text("呼び出し 1")
    expect(probed.locator("#spoken")).to_have_text("新しい呼び出しがあります")
    probed.reload()  # known by now
    expect(probed.locator("#bell a")).to_have_text("呼び出し 1")
    expect(probed.locator("#spoken")).to_be_empty()
