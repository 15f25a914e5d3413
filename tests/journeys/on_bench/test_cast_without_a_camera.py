"""Everybody whose road needs no picture, one after the other at one kiosk, as on a busy morning.

What the print says is told (`ToldTray`); those who show their face come in `test_cast_by_face`.
"""

from collections.abc import Generator
from pathlib import Path

import pytest

from kiosk.demo.development import write_development_config
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.reasons import CardProblem
from kiosk.flow.rules import Rules
from simulators.bench import Bench
from simulators.personas.cast import load_cast
from tests.fakes.vision import FakeVision
from tests.journeys.on_bench.cast_table import CAST, by_face, receive
from tests.journeys.on_bench.desk import Desk
from tests.journeys.on_bench.parts import as_new
from tests.journeys.on_bench.tray import ToldTray

pytestmark = pytest.mark.reader
HERE = [name for name in CAST if not by_face(name)]
BY = {"pin": "pin", "face, pin": "pin", "staff": "visual_check", "phone": "phone"}


@pytest.fixture(scope="module")
def kiosk_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kiosk")


@pytest.fixture
def folder(kiosk_folder: Path) -> Path:
    """Searched for what is personal after each person."""
    return kiosk_folder


@pytest.fixture(scope="module")
def one_desk(one_bench: Bench, kiosk_folder: Path) -> Generator[Desk]:
    """The one kiosk of the morning."""
    as_new(one_bench)
    one_bench.show_front("empty")  # nobody looks: nothing needs to be drawn
    config = write_development_config(kiosk_folder, one_bench.endpoints_file)
    tray = ToldTray()
    desk = Desk(one_bench, config, Rules(), tray, (FakeVision(), tray))
    desk.receive("hanako")  # every part of the kiosk has worked once
    yield desk
    desk.stop()
    one_bench.take_card()


@pytest.fixture
def shared_parts(one_desk: Desk) -> None:
    """The kiosk is shared too."""


def test_everybody_of_the_cast_has_a_row() -> None:
    assert set(CAST) == set(load_cast())


@pytest.mark.parametrize("name", HERE)
def test_everybody_is_received_or_told_why_not(one_desk: Desk, name: str) -> None:
    row, before = CAST[name], one_desk.received_by()
    receive(one_desk, name)
    kept = row.end is None if row.kept is None else row.kept
    assert one_desk.received_by() == [*before, *([BY[row.road]] if kept else [])]
    one_desk.all_delivered()
    assert len(list(one_desk.face_folder.glob("*.xml"))) == len(one_desk.received_by())


def test_a_locked_iphone_is_told_so_and_the_next_patient_is_received(one_desk: Desk) -> None:
    before = one_desk.received_by()
    one_desk.place("mei", phone_unlocked=False)
    one_desk.expect(s.ChoosingMethod)
    one_desk.touch(t.PhoneChosen)
    assert one_desk.expect(s.CardNotUsable).why is CardProblem.PHONE_NOT_APPROVED
    one_desk.leave()
    one_desk.receive("hanako")
    assert one_desk.received_by() == [*before, "pin"]
    one_desk.all_delivered()
