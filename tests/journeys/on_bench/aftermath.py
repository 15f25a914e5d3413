"""What holds after every reception that did not come to its end."""

from kiosk.domain.session import NO_SESSION
from kiosk.flow import states as s
from kiosk.flow import touches as t
from simulators.personas.cast import load_cast
from tests.journeys.on_bench.desk import Desk
from tests.journeys.on_bench.leaks import leaks_in_value, marks

MARKS = marks(load_cast())


def assert_forgotten(desk: Desk) -> None:
    """The state holds nothing of anybody, down to its last field."""
    assert desk.session == NO_SESSION
    assert leaks_in_value(desk.state, MARKS) == []


def next_patient_is_received(desk: Desk) -> None:
    """Somebody else comes at once, with a good network, and is received by PIN."""
    desk.bench.service.up()
    desk.place("taro")  # another card, so that nothing of the first one is of use
    assert desk.expect(s.ChoosingMethod).facts.pin_tries.left == 3
    desk.touch(t.PinChosen)
    desk.expect(s.EnteringPin)
    desk.enter("5678")
    desk.agree()
