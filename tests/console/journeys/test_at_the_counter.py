"""What staff do at the console while a patient stands at the kiosk, from the first ring on."""

import logging
import time
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.flow import states as s
from kiosk.flow import touches as t
from tests.console.browsing import RunningConsole, visiting_context, watched_page
from tests.console.conftest import PASSWORD, RECEPTIONIST
from tests.console.journeys.conftest import OpenCounter, Windows
from tests.console.journeys.counter import Counter
from tests.console.journeys.pages import PRIMARY, WORDS, begin_check, go_blind, main, shown, tab_to

log = logging.getLogger(__name__)


def test_who_calls_for_help_is_shown_on_top_and_can_be_checked_from_the_desk(
    counter: Counter, windows: Windows
) -> None:
    tanaka, sato = windows
    for page in windows:
        page.goto("/")
    sato.evaluate(
        "new MutationObserver(() => { if (document.querySelector('.needed'))"
        " window.seen ||= Date.now(); }).observe(document.body, {childList: true, subtree: true})"
    )
    called = time.time()
    visit = counter.calls_for_help()
    for page in windows:
        counter.until(shown(main(page), WORDS("needs.help.title")), "both see who calls")
        expect(page.locator("#bell")).to_contain_text("1")
        expect(page.locator("#spoken")).not_to_be_empty()
    log.info("shown after %.0f ms", sato.evaluate("window.seen") - called * 1000)

    sato.get_by_role("button", name=WORDS("today.do.coming")).click()
    counter.until(
        shown(main(tanaka), WORDS("today.coming_already", name="佐藤")),
        "the colleague sees who goes",
    )
    assert isinstance(counter.state, s.OfferingHelp)
    assert counter.state.coming

    sato.get_by_role("link", name=WORDS("today.do.check")).click()
    sato.wait_for_url(f"**/check/{visit}")
    sato.check("input[value=unwell]")
    sato.click(PRIMARY)
    counter.until(shown(main(sato), WORDS("check.same")), "she is asked")
    sato.get_by_role("button", name=WORDS("check.yes")).click()
    counter.until(shown(main(sato), WORDS("check.done.same")), "it is said so")
    assert isinstance(counter.state, s.GivingConsent)


def test_what_happens_again_rings_again(counter: Counter, page: Page) -> None:
    page.goto("/")
    bell, spoken = page.locator("#bell"), page.locator("#spoken")

    def rings() -> None:
        counter.until(lambda: bool(spoken.inner_text()), "it rings")
        spoken.evaluate("node => { node.textContent = ''; }")

    def is_over() -> None:
        counter.until(lambda: not bell.inner_text(), "nobody is needed any more")
        counter.clock.passes(timedelta(seconds=5))

    for _ in range(2):
        counter.lose_reader()
        rings()
        counter.bring_reader_back()
        is_over()
    counter.calls_for_help()
    rings()
    counter.touch(t.WentBack)
    is_over()
    counter.touch(t.HelpAsked)
    rings()


def test_nobodys_word_is_lost_where_two_look_at_one_patient(
    counter: Counter, windows: Windows
) -> None:
    tanaka, sato = windows
    visit = counter.refuses_face()
    sato.goto(f"/check/{visit}")
    sato.check("input[value=machine]")
    go_blind(sato)  # she does not see that he is quicker
    begin_check(tanaka, visit, "unwell")
    sato.click(PRIMARY)
    sato.unroute_all()
    sato.reload()
    counter.until(shown(main(tanaka), WORDS("check.same")), "who was first is asked")
    counter.until(shown(main(sato), WORDS("check.colleague", name="田中")), "she is told who looks")

    go_blind(tanaka)  # still asked
    sato.get_by_role("button", name=WORDS("check.take_over")).click()
    counter.until(lambda: sato.locator("input[value=machine]").is_visible(), "he is stopped")
    begin_check(sato, visit, "machine")
    counter.until(shown(main(sato), WORDS("check.same")), "now she is asked")
    tanaka.get_by_role("button", name=WORDS("check.yes")).click()
    counter.until(lambda: not isinstance(counter.state, s.Qualifying), "his answer is looked at")
    assert isinstance(counter.state, s.CheckingAtDesk), "it was not his to give any more"
    tanaka.unroute_all()
    tanaka.reload()
    counter.until(
        shown(main(tanaka), WORDS("check.colleague", name="佐藤")), "he is told whose it is"
    )
    counter.until(
        shown(main(tanaka), WORDS("check.trouble.too_late.title")), "and that his came too late"
    )

    sato.get_by_role("button", name=WORDS("check.no")).click()
    counter.until(lambda: isinstance(counter.state, s.SeeStaff), "her answer counts")
    for page in windows:
        counter.until(shown(main(page), WORDS("check.done.other")), "both see the answer")
        expect(main(page)).to_contain_text(WORDS("check.by", name="佐藤"))


def test_who_handles_a_case_second_is_told_who_was_first(
    counter: Counter, windows: Windows
) -> None:
    tanaka, sato = windows
    visit = counter.refuses_face()
    counter.remove_card()
    counter.turn()
    for page in windows:
        page.goto(f"/receptions/{visit}")
    go_blind(sato)
    tanaka.get_by_role("button", name=WORDS("today.do.handled")).click()
    tanaka.wait_for_url("**/")
    sato.get_by_role("button", name=WORDS("today.do.handled")).click()
    expect(main(sato)).to_contain_text(WORDS("reception.conflict"))
    expect(main(sato)).to_contain_text(WORDS("reception.handled_by", name="田中", time="12:00"))


def test_a_patient_who_leaves_before_the_answer_is_never_verified_nor_is_the_next(
    counter: Counter, windows: Windows
) -> None:
    _, sato = windows
    visit = counter.refuses_face()
    begin_check(sato, visit, "face_and_pin")
    counter.until(shown(main(sato), WORDS("check.same")), "she is asked")
    go_blind(sato)
    counter.remove_card()
    counter.time_passes()
    counter.place_card()
    counter.tell()
    sato.get_by_role("button", name=WORDS("check.yes")).click()
    sato.unroute_all()
    sato.reload()
    counter.until(shown(main(sato), WORDS("check.done.gone")), "she is told")
    assert isinstance(counter.state, s.ChoosingMethod)
    assert counter.vision.preview() is None


def test_visual_mode_brings_everybody_before_staff_and_ends_by_itself(
    counter: Counter, windows: Windows
) -> None:
    tanaka, sato = windows
    sato.goto("/")
    tanaka.goto("/kiosks/kiosk-1")
    tanaka.check("input[name=until][value='15']")
    tanaka.get_by_role("button", name=WORDS("kiosks.visual.turn_on")).click()
    counter.until(
        shown(main(sato), WORDS("today.visual_mode", kiosk="kiosk-1")), "the strip reminds"
    )
    counter.place_card()
    assert isinstance(counter.state, s.CheckingAtDesk)
    counter.until(shown(main(sato), WORDS("needs.visual_check.title")), "who waits is on top")
    sato.get_by_role("link", name=WORDS("today.do.check")).click()
    sato.check("input[value=machine]")
    sato.click(PRIMARY)
    counter.until(shown(main(sato), WORDS("check.same")), "she is asked")
    sato.get_by_role("button", name=WORDS("check.yes")).click()
    counter.until(lambda: isinstance(counter.state, s.GivingConsent), "the patient goes on")
    counter.answer(t.AllAnswered, yes=True)
    counter.remove_card()
    sato.goto("/")
    counter.clock.passes(timedelta(minutes=15))
    counter.until(
        lambda: not shown(main(sato), WORDS("today.visual_mode", kiosk="kiosk-1"))(),
        "the strip is gone",
    )
    counter.place_card()
    assert isinstance(counter.state, s.ChoosingMethod)


def test_from_the_sign_in_to_the_answer_by_keyboard_alone(
    open_counter: OpenCounter, browser: Browser, running_console: RunningConsole
) -> None:
    first, second = open_counter("kiosk-1"), open_counter("kiosk-2")
    first.refuses_face()
    with visiting_context(browser, running_console) as context, watched_page(context) as page:
        page.goto("/")
        page.keyboard.type(RECEPTIONIST)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/")
        ours = page.locator("article.needed", has_text="kiosk-1").get_by_role("link").first
        tab_to(page, ours)
        first.clock.passes(timedelta(seconds=-5))
        second.refuses_face()  # now above it in the list
        second.until(lambda: page.locator("article.needed").count() == 2, "another one waits")
        assert "kiosk-2" in page.locator("article.needed").first.inner_text()
        expect(ours).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**/check/*")
        tab_to(page, page.locator("input[name=reason]").first)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        first.until(shown(main(page), WORDS("check.same")), "the question is asked")
        tab_to(page, page.get_by_role("button", name=WORDS("check.yes")))
        page.keyboard.press("Enter")
        first.until(shown(main(page), WORDS("check.done.same")), "it is said so")
        assert isinstance(first.state, s.GivingConsent)
        assert isinstance(second.state, s.FaceRefused)


@pytest.mark.parametrize("when", ["idle", "now"])
def test_a_restart_waits_for_the_patient_unless_it_must_not(
    counter: Counter, windows: Windows, when: str
) -> None:
    tanaka, _ = windows
    counter.place_card()
    counter.tell()
    tanaka.goto("/kiosks/kiosk-1/restart")
    tanaka.check(f"input[value={when}]")
    tanaka.click(PRIMARY)
    tanaka.wait_for_url("**/kiosks/kiosk-1")
    counter.turn()
    assert counter.restarts == (1 if when == "now" else 0)
    counter.remove_card()
    counter.time_passes()
    counter.until(lambda: counter.restarts == 1, "nobody stands there")
