"""axe-core over a page: what would shut somebody out."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SERIOUS = {"serious", "critical"}


def findings(page: Page) -> list[str]:
    """Return the serious findings of a page: rule and the elements it is about."""
    result = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return [
        f"{found['id']}: {' | '.join(node['html'][:120] for node in found['nodes'])}"
        for found in result["violations"]
        if found["impact"] in SERIOUS
    ]
