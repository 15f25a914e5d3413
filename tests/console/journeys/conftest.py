"""A console in the clinic's browsers, and kiosks on the same records."""

from collections.abc import Callable, Generator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from starlette.applications import Starlette

from tests.console.asgi import Client
from tests.console.browsing import RunningConsole, signed_in_context, watched_page
from tests.console.journeys.counter import Counter
from tests.fakes.clock import FakeClock

OpenCounter = Callable[[str], Counter]
Windows = tuple[Page, Page]


@pytest.fixture
def open_counter(records_file: Path, clock: FakeClock, app: Starlette) -> Generator[OpenCounter]:
    """Open kiosks by name, on the records of the console."""
    opened: list[Counter] = []

    def open_one(name: str) -> Counter:
        opened.append(Counter(records_file, clock, name))
        return opened[-1]

    yield open_one
    for counter in opened:
        counter.stop()


@pytest.fixture
def counter(open_counter: OpenCounter) -> Counter:
    """The clinic's kiosk."""
    return open_counter("kiosk-1")


@pytest.fixture
def windows(
    browser: Browser, running_console: RunningConsole, administrator: Client, client: Client
) -> Generator[Windows]:
    """Tanaka's window and Sato's, each in a browser of its own."""
    with ExitStack() as stack:
        contexts = [
            stack.enter_context(signed_in_context(browser, running_console, who))
            for who in (administrator, client)
        ]
        tanaka, sato = [stack.enter_context(watched_page(context)) for context in contexts]
        yield tanaka, sato
