"""What staff do at the console after the six receptions, with the kiosk running beside it."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

from kiosk.config import Config
from kiosk.console.context import Role
from kiosk.console_app import add_simulated_staff
from kiosk.demo.browser import Browser
from kiosk.demo.console_process import ConsoleProcess
from kiosk.demo.folder import CONFIG
from kiosk.demo.stage import NotAsExpected, Stage
from kiosk.flow import states as s
from kiosk.screens.screen import Intent

LOGIN: Final = "tanaka"
PASSWORD: Final = "demo-console-2026"  # noqa: S105 - of the simulated clinic, known to everybody
PATIENCE: Final = 20.0


class Desk:
    """The console, a browser before it, and whoever works there. Close it in the end."""

    def __init__(self, folder: Path, config: Config) -> None:
        add_simulated_staff(config, LOGIN, "田中 みどり", Role.ADMINISTRATOR, PASSWORD)
        self._console = ConsoleProcess(folder / CONFIG, folder / "console.log")
        self._browser = Browser(self._console.address, folder / "console")

    @property
    def pictures(self) -> list[str]:
        """Names of the pictures taken, in order."""
        return list(self._browser.taken)

    def work(self, stage: Stage) -> None:
        """Do everything that is shown. Raises `NotAsExpected`, `BenchFailed`."""
        self._do(stage, self._sign_in)
        stage.place("jiro")
        stage.expect(s.ChoosingMethod)
        stage.tap(Intent.HELP)
        self._do(stage, self._somebody_waits)
        stage.take()
        self._do(stage, self._look_around)

    def close(self) -> None:
        """Close browser and console."""
        self._browser.close()
        self._console.close()

    def _do(self, stage: Stage, task: Callable[[Page], None]) -> None:
        """Have it done while the kiosk lives on."""
        done: Future[None] = self._browser.ask(task)
        if not stage.wait(done.done, PATIENCE):
            raise NotAsExpected("the console did not come to an end with its page")
        done.result()

    def _sign_in(self, page: Page) -> None:
        page.goto("/sign-in")
        self._browser.picture(page, "sign-in")
        page.fill("#login", LOGIN)
        page.fill("#password", PASSWORD)
        page.press("#password", "Enter")
        page.wait_for_url("**/")

    def _somebody_waits(self, page: Page) -> None:
        page.goto("/")
        page.wait_for_selector("[data-ring]:not([data-ring=''])", state="attached")
        self._browser.picture(page, "today-somebody-waits")

    def _look_around(self, page: Page) -> None:
        for path, name in (
            ("/kiosks", "kiosks"),
            ("/kiosks/development", "kiosk"),
            ("/kiosks/door", "notices-for-the-door"),
            ("/figures", "figures"),
            ("/staff", "staff"),
        ):
            page.goto(path)
            page.wait_for_load_state("load")
            self._browser.picture(page, name)
