"""The frame in a real browser: by keyboard alone, live, honest about a lost line, open to all."""

import re
from collections.abc import Generator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from starlette.applications import Starlette

from kiosk.console.context import Console
from tests.console.accessibility import findings
from tests.console.asgi import Client
from tests.console.browsing import RunningConsole, visiting_context, watched_page
from tests.console.conftest import PASSWORD, RECEPTIONIST
from tests.console.filled import fill, ident
from tests.fakes.clock import FakeClock

OF_ADMINISTRATORS = [
    *("/me", "/staff", "/nothing", "/", "/search", "/paper", "/queries", "/queries/new"),
    *("/queries/home-visits", "/kiosks", "/kiosks/door", "/figures"),
    "/passcodes",
]
OF_VISITORS = ["/sign-in", "/sign-in?ended", "/first-use"]


@pytest.fixture
def visitors_page(browser: Browser, running_console: RunningConsole) -> Generator[Page]:
    with visiting_context(browser, running_console) as context, watched_page(context) as page:
        yield page


def shut_out(page: Page, paths: list[str]) -> dict[str, list[str]]:
    """Look through pages, and that each of them is there and fits the window."""
    found: dict[str, list[str]] = {}
    for path in paths:
        answer = page.goto(path)
        assert answer
        assert answer.status == (404 if path == "/nothing" else 200), path
        serious = findings(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            serious.append("wider than the window")
        if serious:
            found[path] = serious
    return found


def test_one_signs_in_by_keyboard_alone(visitors_page: Page) -> None:
    page = visitors_page
    page.goto("/me")
    expect(page).to_have_url(re.compile("/sign-in$"))
    page.keyboard.type(RECEPTIONIST)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")
    page.goto("/me")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("本文へ")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_way_in_shuts_nobody_out(visitors_page: Page) -> None:
    assert shut_out(visitors_page, OF_VISITORS) == {}


def test_no_page_shuts_anybody_out(administrator_page: Page) -> None:
    assert shut_out(administrator_page, OF_ADMINISTRATORS) == {}


def test_a_page_says_when_it_is_not_connected_any_more(
    page: Page, running_console: RunningConsole
) -> None:
    page.goto("/me")
    expect(page.locator("#lost")).to_be_hidden()
    running_console.stop()
    expect(page.locator("#lost")).to_be_visible()
    expect(page.locator("#lost")).to_contain_text("つながっていません")


def test_a_page_leaves_when_its_session_ends(page: Page, console: Console) -> None:
    page.goto("/me")
    with page.expect_response("**/events"):
        page.reload()
    console.desk.accounts.change_password(2, "no hash")
    page.wait_for_url("**/sign-in?ended")
    expect(page.locator("main")).to_contain_text("サインアウトしました")


def test_a_name_made_of_markup_is_shown_as_it_is(
    administrator_page: Page, administrator: Client
) -> None:
    name = "<img src=x onerror=alert(1)> \"' 甲"
    page = administrator.post(
        "/staff/invite", {"login": "x9", "name": name, "role": "receptionist"}
    )
    assert page.status == 200
    administrator_page.goto("/staff")
    expect(administrator_page.get_by_role("rowheader", name=name)).to_be_visible()
    assert administrator_page.locator("img[src=x]").count() == 0


def test_a_case_prints_what_it_says_and_no_more(
    page: Page, records_file: Path, clock: FakeClock
) -> None:
    fill(records_file, clock.now())
    page.goto(f"/receptions/{ident('takeko')}")
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    printed = "".join(sheet.extract_text() for sheet in sheets)
    assert "高木" in printed
    assert len(sheets) <= 2
    page.emulate_media(media="print")
    for on_the_screen_only in ("今日の受付", "ほかにできること", "ヘルプデスクに伝える内容"):
        expect(page.get_by_text(on_the_screen_only).locator("visible=true")).to_have_count(0)
    expect(page.locator("nav, button, main a").locator("visible=true")).to_have_count(0)


def test_the_sound_switch_is_remembered(page: Page, app: Starlette) -> None:
    page.goto("/me")
    switch = page.locator("#sound")
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    expect(switch).to_have_text("音 オフ")
    page.reload()
    expect(switch).to_have_attribute("aria-pressed", "false")
