"""The guided path in a real browser: by keyboard alone, by a dropped file, open to everyone."""

import re

from playwright.sync_api import Page, expect

from tests.console.accessibility import findings
from tests.console.asgi import Client
from tests.console.paper_walk import CERTIFICATE, STATED, Walk
from tests.console.test_portal_pdf import PORTAL, pdf_of


def test_a_patient_with_a_certificate_is_received_by_keyboard_alone(page: Page) -> None:
    page.goto("/paper/new")
    page.locator("input[value=no_card]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/visits")
    page.locator("input[value=first]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/brought")
    page.locator("input[name='has.certificate']").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/details")
    for name in ("name", "kana", "birthdate", "insurer_number", "number", "valid_until"):
        page.locator(f"#{name}").focus()
        page.keyboard.type(CERTIFICATE[name])
    page.keyboard.press("Enter")
    page.wait_for_url("**/summary")
    page.get_by_role("button", name="記録する").press("Enter")
    page.wait_for_url("**/done")
    expect(page.locator("#claim")).to_contain_text("06130488")


def test_a_pdf_is_dropped_and_what_it_says_is_offered(page: Page, client: Client) -> None:
    walk = Walk(client)
    walk.begin("ended")
    walk.bring("first", "card", "portal_pdf")
    page.goto(f"{walk.path}/details")
    page.set_input_files(
        "#pdf", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": pdf_of(*PORTAL)}
    )
    page.locator("[data-drop] button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("読みとった内容")
    assert findings(page) == []
    page.get_by_label(re.compile("保険者番号")).check()
    page.get_by_role("button", name="選んだものだけ入れる").click()
    expect(page.locator("#insurer_number")).to_have_value("06130488")


def test_no_step_shuts_anybody_out(page: Page, client: Client) -> None:
    walk = Walk(client)
    walk.begin("not_found")
    walk.bring("first", "notice")
    for step in ("what", "visits", "brought", "way"):
        page.goto(f"{walk.path}/{step}")
        assert findings(page) == [], step
    walk.bring("first", "card", "statement")
    walk.answer("details", {})
    page.goto(f"{walk.path}/details?look=yes")
    assert findings(page) == []
    walk.answer("details", STATED)
    page.goto(f"{walk.path}/summary")
    assert findings(page) == []
    walk.answer("summary", {"signed": "yes"})
    page.goto(f"{walk.path}/done")
    assert findings(page) == []
