"""What is done and read again and again at the console's pages."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page

from kiosk.console.texts import load_texts

WORDS = load_texts().language("ja")
PRIMARY = "main .button.primary"
LIVE = re.compile(r"/(today|bell|.*/(live|state|tries))(\?.*)?$")


def shown(where: Locator, text: str) -> Callable[[], bool]:
    """Return the question whether a text can be read there."""
    return where.get_by_text(text).first.is_visible


def main(page: Page) -> Locator:
    """Return the page without its frame."""
    return page.locator("main")


def go_blind(page: Page) -> None:
    """Let a page hear of nothing any more: what it shows stays as it is now."""
    page.route(LIVE, lambda route: route.abort())


def begin_check(page: Page, visit: str, reason: str) -> None:
    """Begin the visual check of a visit."""
    page.goto(f"/check/{visit}")
    page.check(f"input[value={reason}]")
    page.click(PRIMARY)


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until it is focused: whatever is worth doing can be reached."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError("sixty times Tab, and it was not reached")
