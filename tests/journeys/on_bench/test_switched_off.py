"""The kiosk is switched off in the middle of a reception and on again, the card still in it."""

import time
from collections.abc import Callable

import pytest

from kiosk.config import Config
from kiosk.flow import states as s
from kiosk.flow import touches as t
from simulators.card.vpcd import Faults
from tests.journeys.on_bench.conftest import OpenDesk
from tests.journeys.on_bench.desk import Desk

pytestmark = pytest.mark.reader
ANSWER_SECONDS = 1.0  # the service is waited for; nothing else may keep the kiosk from ending
END_SECONDS = 4.0


@pytest.fixture
def config(config: Config) -> Config:
    """A kiosk that waits no longer than a second for the service."""
    section = config.qualification.model_copy(update={"answer_seconds": ANSWER_SECONDS})
    return config.model_copy(update={"qualification": section})


def reading(desk: Desk) -> None:
    desk.place("hanako", Faults(delay=0.03))
    desk.expect(s.ReadingCard)


def qualifying(desk: Desk) -> None:
    desk.bench.service.slow(30.0)
    desk.choose_pin("hanako")
    desk.enter("1234")
    desk.expect(s.Qualifying)


def checking_in(desk: Desk) -> None:
    desk.asked_for_consent("hanako")
    desk.answer(t.AllAnswered, yes=True)
    desk.expect(s.CheckingIn)


@pytest.mark.parametrize("step", [reading, qualifying, checking_in])
def test_a_kiosk_switched_off_ends_soon_and_begins_anew(
    open_desk: OpenDesk, step: Callable[[Desk], None]
) -> None:
    assert_ends_and_begins_anew(open_desk, step)


def assert_ends_and_begins_anew(open_desk: OpenDesk, step: Callable[[Desk], None]) -> None:
    desk = open_desk()
    step(desk)
    began = time.monotonic()
    desk.stop()
    assert time.monotonic() - began < END_SECONDS

    desk.bench.service.up()
    again = open_desk()
    again.expect(s.ChoosingMethod)
    again.touch(t.PinChosen)
    again.expect(s.EnteringPin)
    again.enter("1234")
    again.agree()
