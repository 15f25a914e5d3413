"""Pages of one case, as they are in its midst: open to everybody, and no wider than the window."""

from collections.abc import Callable, Generator
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kiosk.ports.desk.desk import Desk
from kiosk.services.desk_queries import DeskQueries, Line
from kiosk.services.workers import InlineWorker
from kiosk.storage.query_book import open_query_book
from tests.console.accessibility import findings
from tests.console.asgi import Client
from tests.console.browsing import DESK, TABLET
from tests.console.conftest import INSTITUTION
from tests.console.filled import MORNING, fill, ident
from tests.console.journeys.conftest import Windows
from tests.console.journeys.counter import Counter
from tests.console.journeys.pages import PRIMARY, WORDS, begin_check, main, shown
from tests.console.paper_walk import CERTIFICATE, STATED, Walk
from tests.console.queries.line import KioskLine, sent
from tests.fakes.clock import FakeClock
from tests.fakes.service import FakeService
from tests.services.query_desk import PERSON, answer

Look = Callable[[str], None]
LONG_NAME = "見本　寿限無寿限無五劫のすりきれ海砂利水魚の水行末雲来末風来末食う寝る処に住む処"


@pytest.fixture
def found() -> dict[str, list[str]]:
    """What shuts somebody out, by page and size."""
    return {}


@pytest.fixture
def look(page: Page, found: dict[str, list[str]]) -> Look:
    """Go to a page, unless it is there already; is it as wide as the window, open to everybody?

    axe-core takes a second: of two pages it looks through one at each size.
    """
    sizes = cycle((DESK, TABLET))

    def look_at(what: str) -> None:
        looked_through = next(sizes)
        if what.startswith("/"):
            response = page.goto(what)
            assert response
            assert response.ok, what
        for width, height in (DESK, TABLET):
            page.set_viewport_size({"width": width, "height": height})
            serious = findings(page) if (width, height) == looked_through else []
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                serious.append("wider than the window")
            if serious:
                found[f"{what} {width}"] = serious

    return look_at


@pytest.fixture
def line(records_file: Path, desk: Desk, clock: FakeClock) -> Generator[KioskLine]:
    service = FakeService()
    book = open_query_book(records_file, "kiosk-1")
    queries = DeskQueries(book, Line(service, InlineWorker(), lambda: False), clock, INSTITUTION)
    yield KioskLine(queries, desk, service)
    queries.stop()


def test_cases_of_every_kind_are_open_to_all(
    client: Client, records_file: Path, clock: FakeClock, look: Look, found: dict[str, list[str]]
) -> None:
    fill(records_file, clock.now())
    for made in MORNING:
        look(f"/receptions/{ident(made.key)}")
    for path in ("/", "/kiosks/kiosk-1", "/kiosks/kiosk-1/restart"):
        look(path)
    look(f"/check/{ident('locked')}")
    look(f"/check/{ident('hanako')}")
    assert client.get("/nothing").status == 404
    assert found == {}


def test_a_check_by_eye_is_open_to_all(
    counter: Counter, page: Page, look: Look, found: dict[str, list[str]]
) -> None:
    visit = counter.calls_for_help()
    look(f"/receptions/{visit}")
    begin_check(page, visit, "unwell")
    look("sending")
    counter.until(shown(main(page), WORDS("check.same")), "the question is asked")
    look("the question")
    page.get_by_role("button", name=WORDS("check.no")).click()
    counter.until(shown(main(page), WORDS("check.done.other")), "it is noted")
    look("another person")
    look(f"/receptions/{visit}")
    assert found == {}


def test_paper_and_queries_are_open_to_all(
    client: Client, records_file: Path, clock: FakeClock, line: KioskLine, page: Page, look: Look,
    found: dict[str, list[str]],
) -> None:  # fmt: skip
    fill(records_file, clock.now())
    look(f"/paper/new?visit={ident('ended')}")
    walk = Walk(client)
    walk.begin("ended", ident("ended"))
    walk.bring("first", "card", "statement")
    walk.answer("way", {"way": "statement"})
    walk.answer("details", {"name": LONG_NAME})
    look(f"{walk.path}/details?look=yes")
    walk.confirm({**STATED, "name": LONG_NAME, "address": LONG_NAME * 2})
    look(f"{walk.path}/done")
    look(f"/receptions/{ident('ended')}")
    query = sent(client, f"/queries/new?reception={ident('line')}")
    look(query)
    line.tells(answer(PERSON, PERSON | {"Name": LONG_NAME}, validity="5"))
    look(query)
    page.goto("/search")
    page.fill("#what", "ミホン")
    page.click(PRIMARY)
    look("what was found")
    assert found == {}


def test_who_writes_second_on_the_same_paper_chooses_and_nothing_is_lost(
    client: Client, windows: Windows
) -> None:
    tanaka, sato = windows
    walk = Walk(client)
    walk.begin("no_card")
    walk.bring("first", "certificate")
    for page, number in ((tanaka, "111"), (sato, "222")):
        page.goto(f"{walk.path}/details")
        for name, value in (CERTIFICATE | {"number": number}).items():
            field = page.locator(f"#{name}")
            field.select_option(value) if name == "share" else field.fill(value)
    tanaka.click(PRIMARY)
    tanaka.wait_for_url("**/summary")
    sato.click(PRIMARY)
    expect(main(sato)).to_contain_text(WORDS("paper.overtaken.who", staff="田中"))
    assert findings(sato) == []
    sato.get_by_label("222").check()
    sato.click(PRIMARY)
    sato.wait_for_url("**/summary")
    for page in windows:
        page.reload()
        expect(main(page)).to_contain_text("222")
