"""Console and kiosk with everything there is: chip, reader, cameras, service, records, Chromium."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kiosk.demo.development import KIOSK
from kiosk.flow import states as s
from kiosk.flow import touches as t
from simulators.bench import Bench
from tests.console.journeys.conftest import Windows
from tests.console.journeys.pages import PRIMARY, WORDS, begin_check, main, shown
from tests.journeys.days.parts import DayClock
from tests.journeys.on_bench.desk import Desk, pin_of
from tests.journeys.on_bench.leaks import TYPED_WRONG
from tests.persistence.killed import KioskProcess
from tests.reader import eventually

pytestmark = [pytest.mark.reader, pytest.mark.vision]
LOOKS_FOR = timedelta(seconds=21)  # longer than a kiosk that lives is silent

TOLD_BY_THE_INSURER = {
    "name": "中村　双葉",
    "kana": "ナカムラ　フタバ",
    "birthdate": "S54.5.31",
    "insurer_number": "06130488",
    "number": "4567",
    "share": "030",
    "told_by": "見本健康保険組合",
}


def shows_portrait(kiosk: Desk) -> Callable[[], bool]:
    def shows() -> bool:
        still = kiosk.ports.vision.preview()
        return still is not None and still.still

    return shows


def new_passcode(page: Page, whose: str) -> str:
    """Have a passcode made; return what is shown once."""
    page.goto("/passcodes")
    page.select_option("#owner", label=whose)
    page.click(PRIMARY)
    return page.locator(".digits").inner_text()


def call(kiosk: Desk, name: str) -> None:
    """Come with a card, have its front read, and press 職員を呼ぶ."""
    kiosk.place(name)
    kiosk.expect(s.ChoosingMethod)
    kiosk.until(lambda: kiosk.front.check_number is not None, "the front is read")
    kiosk.touch(t.HelpAsked)
    kiosk.expect(s.OfferingHelp)


def test_a_passcode_from_the_console_opens_the_kiosk_and_tells_who_looked(
    kiosk: Desk, windows: Windows
) -> None:
    tanaka, sato = windows
    digits = new_passcode(tanaka, "佐藤")
    tanaka.goto("/passcodes")
    kiosk.choose_staff("jiro")
    kiosk.enter(TYPED_WRONG[0])
    kiosk.until(
        shown(main(tanaka), WORDS("passcodes.tries.times", n=1)),
        "a wrong one is on the console at once",
    )
    kiosk.until(lambda: bool(getattr(kiosk.state, "keypad", ())), "it may be typed again")
    kiosk.enter(digits)
    kiosk.say_why()
    kiosk.until(shows_portrait(kiosk), "the chip's portrait is on the kiosk's screen")
    kiosk.until(
        shown(main(tanaka), WORDS("passcodes.tries.none")), "the right one clears the count"
    )
    kiosk.answer(t.PersonConfirmed, yes=True)
    assert kiosk.ports.vision.preview() is None
    kiosk.agree()
    sato.goto("/")
    name = kiosk.bench.personas["jiro"].name
    kiosk.until(shown(main(sato), name), "he is on the list")
    sato.locator("a.whose").click()
    kiosk.until(
        shown(
            main(sato),
            WORDS("reception.checked_by", name="佐藤", why=WORDS("check.reason.cannot_operate")),
        ),
        "who looked, and why",
    )
    assert name not in sato.title()
    kiosk.leave()


def test_staff_look_from_the_desk_at_the_portrait_on_the_kiosks_screen(
    kiosk: Desk, windows: Windows
) -> None:
    tanaka, sato = windows
    sato.goto("/")
    call(kiosk, "jiro")
    kiosk.until(shown(main(sato), WORDS("needs.help.title")), "it is on top")
    sato.get_by_role("link", name=WORDS("today.do.check")).click()
    visit = sato.url.rpartition("/")[2]
    begin_check(sato, visit, "cannot_operate")
    kiosk.until(shown(main(sato), WORDS("check.portrait")), "she reads that it is there")
    assert shows_portrait(kiosk)()
    tanaka.goto(f"/check/{visit}")
    kiosk.take()  # and goes, before she has answered
    kiosk.expect(s.WaitingForCard)
    assert kiosk.ports.vision.preview() is None
    kiosk.until(shown(main(sato), WORDS("check.done.gone")), "she is told")
    kiosk.until(shown(main(tanaka), WORDS("check.done.gone")), "so is he")

    sato.goto("/")
    call(kiosk, "taro")
    kiosk.until(
        lambda: sato.locator(".needed").first.get_by_text(WORDS("needs.help.title")).is_visible(),
        "the next one is on top",
    )
    sato.get_by_role("link", name=WORDS("today.do.check")).first.click()
    begin_check(sato, sato.url.rpartition("/")[2], "unwell")
    kiosk.until(shown(main(sato), WORDS("check.same")), "she is asked")
    sato.get_by_role("button", name=WORDS("check.yes")).click()
    kiosk.agree()
    assert kiosk.received_by() == ["visual_check"]
    kiosk.leave()


def test_a_dead_reader_shows_on_the_open_page_and_goes_when_it_lives(
    kiosk: Desk, bench: Bench, windows: Windows
) -> None:
    _, sato = windows
    kiosk.expect(s.WaitingForCard)
    sato.goto("/")
    bench.switches()["reader_off"]()
    kiosk.until(
        shown(main(sato), WORDS("today.trouble.out_of_service.title", kiosk=KIOSK)), "it is on top"
    )
    bench.switches()["reader_on"]()
    kiosk.until(shown(main(sato), WORDS("today.nothing")), "it works again")


def test_a_kiosk_that_was_killed_is_missed_by_a_page_that_was_open(
    bench: Bench, folder: Path, windows: Windows, clock: DayClock
) -> None:
    _, sato = windows
    kiosk = KioskProcess(folder)
    try:
        bench.place_card("taro")
        kiosk.expect("ChoosingMethod")
        sato.goto("/")
        eventually(shown(main(sato), WORDS("today.count.waiting", n=1)), "somebody is received")
        kiosk.kill()
        clock.forward = LOOKS_FOR
        eventually(
            shown(main(sato), WORDS("today.trouble.silent.title", kiosk=KIOSK)), "it is missed", 15
        )
    finally:
        kiosk.stop()


def test_of_several_insurances_staff_ask_the_insurer_and_the_claim_is_noted(
    kiosk: Desk, windows: Windows
) -> None:
    _, sato = windows
    kiosk.choose_pin("futaba")
    kiosk.enter(pin_of(kiosk.bench, "futaba"))
    kiosk.expect(s.SeeStaff)
    sato.goto("/")
    kiosk.until(shown(main(sato), WORDS("needs.see_staff.insurance_several.title")), "it is on top")
    main(sato).get_by_role("link", name=WORDS("today.do.paper")).click()
    expect(sato.locator("input[value=several]")).to_be_checked()
    sato.click(PRIMARY)
    sato.check("input[value=first]")
    sato.click(PRIMARY)
    for at_hand in ("card", "insurer"):
        sato.check(f"input[name='has.{at_hand}']")
    sato.click(PRIMARY)
    for name, value in TOLD_BY_THE_INSURER.items():
        field = sato.locator(f"#{name}")
        field.select_option(value) if name == "share" else field.fill(value)
    sato.click(PRIMARY)
    sato.wait_for_url("**/summary")
    sato.click(PRIMARY)
    sato.wait_for_url("**/done")
    note = sato.locator("#claim")
    expect(note).to_contain_text(TOLD_BY_THE_INSURER["insurer_number"])
    expect(note).not_to_contain_text("不詳")
    kiosk.leave()
    sato.get_by_role("link", name=WORDS("paper.done.today")).click()
    kiosk.until(shown(main(sato), WORDS("today.nothing")), "nothing is left to do")


def test_home_visits_are_asked_for_and_answered_without_a_card(
    kiosk: Desk, windows: Windows
) -> None:
    _, sato = windows
    jiro = kiosk.bench.personas["jiro"]
    serial = jiro.certificate_serial
    kiosk.bench.service.exchange.consent_to_home_visits(serial, kiosk.ports.clock.now())
    sato.goto("/")
    sato.get_by_role("navigation").get_by_role("link", name=WORDS("queries.title")).click()
    sato.get_by_role("link", name=WORDS("queries.home_visits.title")).click()
    sato.check("input[name=caring]")
    sato.click(PRIMARY)
    kiosk.until(shown(main(sato), WORDS("queries.people", n=1)), "it is answered")
    expect(main(sato)).to_contain_text(jiro.name)
    assert jiro.name not in sato.title()
