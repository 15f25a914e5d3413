"""A browser before the console, driven on a thread of its own while the kiosk's interface lives."""

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final

from playwright.sync_api import Error, Page, Playwright, ViewportSize, sync_playwright

from kiosk.demo.bench_process import BenchFailed

CHROMIUM: Final = Path("/usr/bin/chromium")
SIZE: Final = ViewportSize(width=1280, height=800)
PATIENCE: Final = 25_000  # milliseconds until a page is given up, also on a busy machine


class Browser:
    """Chromium with one page; what is handed to `ask` runs one after the other on its thread."""

    def __init__(self, address: Callable[[], str], pictures: Path) -> None:
        self._address = address
        self._pictures = pictures
        self._thread = ThreadPoolExecutor(1, "browser")
        self._playwright: Playwright | None = None
        self.taken: list[str] = []
        self._opened = self._thread.submit(self._open)

    def ask(self, task: Callable[[Page], None]) -> "Future[None]":
        """Have something done with the page; a failure there is the future's `BenchFailed`."""
        return self._thread.submit(self._carry_out, task)

    def picture(self, page: Page, name: str) -> None:
        """Keep what the whole page shows as the next picture."""
        self.taken.append(f"{len(self.taken) + 1:02d}-{name}.png")
        page.screenshot(path=self._pictures / self.taken[-1], full_page=True, animations="disabled")
        print(f"    console {self.taken[-1]}", flush=True)  # noqa: T201 - progress of a command

    def close(self) -> None:
        """Close Chromium and end the thread."""
        self._thread.submit(self._close).result()
        self._thread.shutdown()

    def _open(self) -> Page:
        if not CHROMIUM.exists():
            raise BenchFailed(f"{CHROMIUM} is missing; run: deploy/install demo")
        self._playwright = sync_playwright().start()
        browser = self._playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox"] if os.geteuid() == 0 else [],  # root has none
        )
        context = browser.new_context(
            base_url=self._address(),
            viewport=SIZE,
            ignore_https_errors=True,  # the certificate was made a moment ago, for this alone
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
        )
        context.set_default_timeout(PATIENCE)
        return context.new_page()

    def _carry_out(self, task: Callable[[Page], None]) -> None:
        try:
            task(self._opened.result())
        except Error as error:
            raise BenchFailed(f"console: {error.message.splitlines()[0]}") from None

    def _close(self) -> None:
        if self._playwright is not None:
            if not self._opened.exception() and (browser := self._opened.result().context.browser):
                browser.close()
            self._playwright.stop()
