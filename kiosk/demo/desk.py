"""What staff do at the console after the six receptions, with the kiosk running beside it."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

from kiosk.config import Config
from kiosk.demo.browser import Browser
from kiosk.demo.console_process import ConsoleProcess
from kiosk.demo.development import KIOSK
from kiosk.demo.folder import CONFIG
from kiosk.demo.staff import STAFF, employ
from kiosk.demo.stage import NotAsExpected, Stage
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import states as s
from kiosk.screens.screen import Intent

WORKS_HERE: Final = STAFF[0]
PATIENCE: Final = 90.0  # seconds until what is done in the browser is given up
PRIMARY: Final = "main .button.primary"
CERTIFICATE: Final = {  # of nobody
    "name": "見本 花子",
    "kana": "ミホン ハナコ",
    "birthdate": "昭和55年4月1日",
    "insurer_number": "06130488",
    "symbol": "12",
    "number": "345",
    "branch": "01",
    "valid_until": "R9.7.31",
}
PLACES: Final = (
    ("/kiosks", "kiosks"),
    (f"/kiosks/{KIOSK}", "kiosk"),
    ("/kiosks/door", "notices-for-the-door"),
    ("/figures", "figures"),
    ("/staff", "staff"),
)


class Desk:
    """The console, a browser before it, and whoever works there. Close it in the end."""

    def __init__(self, folder: Path, config: Config) -> None:
        employ(config)
        self._console = ConsoleProcess(folder / CONFIG, folder / "console.log")
        self._browser = Browser(self._console.address, folder / "console")

    @property
    def pictures(self) -> list[str]:
        """Names of the pictures taken, in order."""
        return list(self._browser.taken)

    def work(self, stage: Stage) -> None:
        """Do everything that is shown. Raises `NotAsExpected`, `BenchFailed`."""
        self._do(stage, self._sign_in)
        self._check_by_eye(stage)
        for task in (self._receptions, self._paper, self._query, self._passcode, self._look_around):
            self._do(stage, task)

    def _check_by_eye(self, stage: Stage) -> None:
        """Nobody walks: a patient who calls for help is looked at from the desk."""
        stage.place("jiro")
        stage.expect(s.ChoosingMethod)
        stage.tap(Intent.HELP)
        stage.expect(s.OfferingHelp)
        self._do(stage, self._begin_check)
        stage.expect(s.CheckingAtDesk, "check-from-the-desk")
        self._do(stage, self._same_person)
        stage.expect(s.GivingConsent)
        stage.tap(Intent.AGREE_TO_ALL)
        stage.expect(s.Done)
        stage.take()

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
        page.fill("#login", WORKS_HERE.login)
        page.fill("#password", WORKS_HERE.password)
        page.press("#password", "Enter")
        page.wait_for_url("**/")

    def _begin_check(self, page: Page) -> None:
        page.goto("/")
        page.wait_for_selector(".needed a[href^='/receptions/']")
        self._browser.picture(page, "today-somebody-waits")
        case = page.locator(".needed a[href^='/receptions/']").first.get_attribute("href") or ""
        page.goto(case)
        self._browser.picture(page, "case")
        page.goto(case.replace("/receptions/", "/check/"))
        page.check(f"input[value={VisualReason.FACE_AND_PIN}]")
        self._browser.picture(page, "check-why")
        page.click(PRIMARY)

    def _same_person(self, page: Page) -> None:
        page.wait_for_selector("input[name=same][value=yes]", state="attached")
        self._browser.picture(page, "check-same-person")
        page.click(PRIMARY)
        page.wait_for_selector(".notice.done")
        self._browser.picture(page, "check-done")

    def _receptions(self, page: Page) -> None:
        page.goto("/")
        page.wait_for_selector("a.whose bdi")
        self._browser.picture(page, "today")
        page.locator("a.whose", has=page.locator("bdi")).last.click()
        page.wait_for_url("**/receptions/*")
        self._browser.picture(page, "reception")

    def _paper(self, page: Page) -> None:
        """A patient who has a 資格確認書 and nothing else, to the claim note."""
        page.goto("/paper/new")
        page.check("input[value=no_card]")
        self._step(page, "paper-what-happened", "visits")
        page.check("input[value=first]")
        self._step(page, "paper-first-visit", "brought")
        page.check("input[name='has.certificate']")
        self._step(page, "paper-at-hand", "details")
        for name, value in CERTIFICATE.items():
            page.fill(f"#{name}", value)
        page.select_option("#share", "030")
        self._step(page, "paper-certificate", "summary")
        self._step(page, "paper-summary", "done")
        self._browser.picture(page, "paper-claim-note")

    def _step(self, page: Page, picture: str, then: str) -> None:
        self._browser.picture(page, picture)
        page.click(PRIMARY)
        page.wait_for_url(f"**/{then}")

    def _query(self, page: Page) -> None:
        """Ask again without the card, about somebody who was received."""
        page.goto("/")
        about = page.locator("a.whose", has=page.locator("bdi")).last.get_attribute("href")
        page.goto(f"/queries/new?reception={(about or '').rpartition('/')[2]}")
        page.check("input[value=returning]")
        self._browser.picture(page, "query")
        page.click(PRIMARY)
        page.wait_for_url(lambda url: not url.endswith("/new"))
        page.wait_for_selector(".mark.done, .notice.done")
        self._browser.picture(page, "query-answered")

    def _passcode(self, page: Page) -> None:
        page.goto("/passcodes")
        self._browser.picture(page, "passcodes")
        page.click(PRIMARY)
        page.wait_for_selector(".digits")
        self._browser.picture(page, "passcode-shown-once")

    def _look_around(self, page: Page) -> None:
        for path, name in PLACES:
            page.goto(path)
            self._browser.picture(page, name)
