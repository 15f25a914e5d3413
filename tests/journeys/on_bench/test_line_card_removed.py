"""A real chip leaves the reader where the service offers or asks something, or the line is down."""

from collections.abc import Callable

import pytest

from kiosk.domain.optional_questions import OptionalQuestion
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.rules import Rules
from tests.journeys.on_bench.aftermath import assert_forgotten
from tests.journeys.on_bench.conftest import OpenDesk
from tests.journeys.on_bench.desk import Desk, pin_of

pytestmark = pytest.mark.reader
ASKS = Rules(options=frozenset({OptionalQuestion.PUBLIC_EXPENSE}))


def verify(desk: Desk, name: str) -> None:
    desk.choose_pin(name)
    desk.enter(pin_of(desk.bench, name))


def offered_to_apply(desk: Desk) -> str:
    verify(desk, "hajime")
    desk.expect(s.OfferingRegistration)
    return "hajime"


def asked_for_a_certificate(desk: Desk) -> str:
    desk.asked_for_consent("maria")
    desk.answer(t.AllAnswered, yes=True)
    desk.expect(s.AnsweringOption)
    return "maria"


def without_the_line(desk: Desk) -> str:
    desk.bench.service.down()
    verify(desk, "hanako")
    desk.expect(s.ServiceUnavailable)
    return "hanako"


@pytest.mark.parametrize("step", [offered_to_apply, asked_for_a_certificate, without_the_line])
def test_a_card_taken_there_sends_nothing_and_keeps_nothing(
    open_desk: OpenDesk, step: Callable[[Desk], str]
) -> None:
    desk = open_desk(ASKS)
    desk.bench.service.reset()
    name = step(desk)
    desk.take()
    assert not desk.expect(s.Interrupted).perhaps_received
    assert_forgotten(desk)
    desk.bench.service.up()
    assert desk.bench.service.consents_of(desk.bench.personas[name].certificate_serial) == {}
    assert desk.received_by() == []
    desk.receive("taro")
    desk.files(1)
