"""A reception in each other shape of the kiosk, on the bench's reader, card and service."""

import json
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from kiosk.adapters import DATABASE_FILE
from kiosk.demo.development import STAFF_PASSCODE, write_development_config
from kiosk.domain.consent import Information
from kiosk.domain.shape import Shape
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.output.qualification_reader import read_consents
from kiosk.ports.desk.orders import What, Wish
from kiosk.storage.desk.desk import open_desk as open_console
from simulators.bench import Bench
from tests.fakes.people import NOON
from tests.journeys.on_bench.desk import Desk
from tests.journeys.on_bench.tray import ToldTray

pytestmark = pytest.mark.reader
OpenShape = Callable[[Shape], Desk]
EVERYTHING = set(Information)


@pytest.fixture
def open_shape(bench: Bench, folder: Path, tray: ToldTray) -> Generator[OpenShape]:
    """Start a kiosk of a shape, with the devices that its configuration gives it."""
    opened: list[Desk] = []

    def open_one(shape: Shape) -> Desk:
        config = write_development_config(folder, bench.endpoints_file, shape=shape)
        assert config.simulated == ("reader", "qualification")
        opened.append(Desk(bench, config, config.rules, tray, None))
        return opened[-1]

    yield open_one
    for desk in opened:
        desk.all_delivered()
        desk.stop()


def sidecars(desk: Desk) -> list[dict[str, object]]:
    """Return what stands beside the result files, oldest first."""
    paths = sorted(desk.face_folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def test_a_home_visit_goes_from_consent_to_pin_to_done(open_shape: OpenShape) -> None:
    desk = open_shape(Shape.HOME_VISIT)
    desk.place("hanako")
    desk.expect(s.ConsentingFirst)
    desk.answer(t.AllAnswered, yes=True)
    desk.expect(s.ChoosingMethod)
    assert not desk.doors().face
    desk.touch(t.PinChosen)
    desk.expect(s.EnteringPin)
    desk.enter("1234")
    done = desk.expect(s.Done)
    assert {consent.information for consent in done.shared} == EVERYTHING
    desk.leave()
    [file] = desk.files(1)
    assert read_consents(file).given == EVERYTHING
    assert [one["shape"] for one in sidecars(desk)] == ["home_visit"]
    assert not any(isinstance(state, s.GivingConsent) for state in desk.seen)


def test_at_a_home_visit_the_visiting_staff_may_look(open_shape: OpenShape) -> None:
    desk = open_shape(Shape.HOME_VISIT)
    desk.place("hanako")
    desk.expect(s.ConsentingFirst)
    desk.answer(t.AllAnswered, yes=False)
    desk.call_staff()
    desk.enter(STAFF_PASSCODE)
    desk.say_why()
    desk.expect(s.CheckingVisually)
    desk.answer(t.PersonConfirmed, yes=True)
    desk.expect(s.Done)
    desk.leave()
    assert desk.received_by() == ["visual_check"]


def test_the_counter_receives_first_and_shares_what_staff_record_of_the_form(
    open_shape: OpenShape,
) -> None:
    desk = open_shape(Shape.COUNTER)
    desk.choose_pin("hanako")
    desk.enter("1234")
    desk.expect(s.ConsentOnPaper)
    [first] = desk.files(1)
    assert read_consents(first).given == set()
    console = open_console(desk.config.records.folder / DATABASE_FILE)
    try:
        [(visit, kiosk)] = desk.rows("SELECT id, kiosk FROM visits")
        answers = {kind.value: "1" for kind in Information}
        answers[Information.OPERATION.value] = "0"
        staff = console.accounts.add("sato", "佐藤", "receptionist", NOON)
        wish = Wish(kiosk, What.RECORD_FORM, staff, visit, answers)
        console.orders.give(wish, desk.ports.clock.now())
        done = desk.expect(s.Done)
    finally:
        console.close()
    agreed = EVERYTHING - {Information.OPERATION}
    assert {consent.information for consent in done.shared} == agreed
    desk.leave()
    files = desk.files(2)
    assert read_consents(files[1]).given == agreed
    one, other = sidecars(desk)
    assert one["reception"] == other["reception"]
    written = [what for (what,) in desk.rows("SELECT what FROM audit ORDER BY number")]
    assert written.index("checked_in") < written.index("form_recorded") < written.index("form_kept")


def test_qualification_only_takes_the_pin_and_shows_nothing_else(open_shape: OpenShape) -> None:
    desk = open_shape(Shape.QUALIFICATION_ONLY)
    desk.place("hanako")
    desk.expect(s.EnteringPin)
    desk.enter("1234")
    done = desk.expect(s.Done)
    assert done.shared == ()
    desk.leave()
    [file] = desk.files(1)
    assert read_consents(file).given == set()
    [sidecar] = sidecars(desk)
    assert (sidecar["shape"], sidecar["consents"]) == ("qualification_only", {})
