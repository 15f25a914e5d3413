"""The console behind a real port, and windows of a real browser before it."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page
from starlette.types import ASGIApp

from kiosk.console.certificate import own_certificate
from kiosk.console.server import ConsoleServer
from tests.console.asgi import Client
from tests.reader import eventually

DESK = (1280, 800)
TABLET = (800, 1280)
PATIENCE = 10_000.0  # milliseconds; a shared machine is slow now and then


@dataclass
class RunningConsole:
    """A console that answers at `address`."""

    server: ConsoleServer
    thread: Thread

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.server.port}"

    def stop(self) -> None:
        """Stop it; a second time does nothing."""
        self.server.stop()
        self.thread.join()


@contextmanager
def serving(app: ASGIApp, folder: Path, port: int = 0) -> Generator[RunningConsole]:
    """Serve an application with a certificate of its own until the block ends."""
    files = own_certificate(folder, [], datetime.now(UTC))
    server = ConsoleServer(app, files, "127.0.0.1", port)
    thread = Thread(target=server.run, name="console")
    thread.start()
    running = RunningConsole(server, thread)
    try:
        eventually(lambda: server.started or not thread.is_alive(), "the console serves")
        assert server.started
        yield running
    finally:
        running.stop()


@contextmanager
def visiting_context(
    browser: Browser, running: RunningConsole, size: tuple[int, int] = DESK, language: str = "ja"
) -> Generator[BrowserContext]:
    """Open a browser profile where nobody is signed in."""
    width, height = size
    context = browser.new_context(
        base_url=running.address,
        ignore_https_errors=True,  # nobody vouches for a certificate of one's own
        viewport={"width": width, "height": height},
        locale=language,
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    try:
        yield context
    finally:
        context.close()


@contextmanager
def signed_in_context(
    browser: Browser, running: RunningConsole, client: Client, size: tuple[int, int] = DESK
) -> Generator[BrowserContext]:
    """Open a browser profile that has the session of `client`."""
    with visiting_context(browser, running, size) as context:
        for name, value in client.cookies.items():
            context.add_cookies([{"name": name, "value": value, "url": running.address}])
        yield context


@contextmanager
def watched_page(context: BrowserContext) -> Generator[Page]:
    """Open a window, and fail where a page broke its own policy or its script."""
    broken: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            broken.append(message.text)

    def failed(error: Error) -> None:
        broken.append(str(error))

    page = context.new_page()
    page.on("console", listen)
    page.on("pageerror", failed)
    yield page
    assert broken == []
