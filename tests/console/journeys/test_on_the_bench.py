"""Console and kiosk with everything there is: chip, reader, cameras, service, records, Chromium."""

import logging
from collections.abc import Callable, Generator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kiosk.adapters import DATABASE_FILE
from kiosk.config import Config
from kiosk.demo.development import KIOSK, write_development_config
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.rules import Rules
from simulators.bench import Bench
from simulators.personas.cast import load_cast
from tests.console.journeys.conftest import Windows
from tests.console.journeys.pages import PRIMARY, WORDS, begin_check, main, shown
from tests.journeys.days.parts import DayClock
from tests.journeys.on_bench.desk import Desk
from tests.journeys.on_bench.eyes import Eyes, open_eyes
from tests.journeys.on_bench.leaks import TYPED_WRONG, found_in, leaks_in_files, logged, marks
from tests.journeys.on_bench.parts import as_new, mended, running_bench
from tests.journeys.on_bench.tray import ToldTray
from tests.persistence.killed import KioskProcess
from tests.reader import eventually

pytestmark = [pytest.mark.reader, pytest.mark.vision]
LOOKS_FOR = timedelta(seconds=21)  # longer than a kiosk that lives is silent


@pytest.fixture(scope="module")
def one_bench() -> Generator[Bench]:
    with running_bench() as bench:
        yield bench


@pytest.fixture(scope="module")
def eyes(one_bench: Bench) -> Generator[Eyes]:
    with open_eyes(one_bench) as eyes:
        yield eyes


@pytest.fixture
def kept_threads(kept_threads: tuple[str, ...], eyes: Eyes) -> tuple[str, ...]:
    return (*kept_threads, "camera-server", "camera-client", "simulated-qualification")


@pytest.fixture
def bench(one_bench: Bench) -> Generator[Bench]:
    mended(one_bench)
    as_new(one_bench)
    yield one_bench
    one_bench.take_card()


@pytest.fixture
def clock() -> DayClock:
    return DayClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kiosk"


@pytest.fixture
def config(bench: Bench, folder: Path) -> Config:
    return write_development_config(folder, bench.endpoints_file)


@pytest.fixture
def records_file(config: Config) -> Path:
    return config.records.folder / DATABASE_FILE


@pytest.fixture(autouse=True)
def _nothing_personal_left(
    caplog: pytest.LogCaptureFixture, folder: Path, config: Config
) -> Generator[None]:
    """Search logs, records and folders of both, the kiosk and the console."""
    caplog.set_level(logging.DEBUG)
    yield
    log = [record for when in ("setup", "call") for record in caplog.get_records(when)]
    assert found_in(logged(log), marks(load_cast())) == []
    assert leaks_in_files([folder], marks(load_cast())) == {}


@pytest.fixture
def kiosk(bench: Bench, config: Config, eyes: Eyes) -> Generator[Desk]:
    kiosk = Desk(bench, config, Rules(), ToldTray(), eyes)
    yield kiosk
    kiosk.all_delivered()
    kiosk.stop()


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
