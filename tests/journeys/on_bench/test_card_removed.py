"""The card is taken at each step: the session ends, nothing personal stays, the next one comes."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from kiosk.adapters import DATABASE_FILE
from kiosk.flow import states as s
from kiosk.flow import touches as t
from simulators.bench import Bench
from simulators.card.vpcd import Faults
from tests.drivers.mynacard.fuzz_holder import Holder
from tests.drivers.mynacard.fuzz_roads import CARD_ROADS
from tests.drivers.mynacard.fuzz_run import length_of
from tests.journeys.on_bench.aftermath import assert_forgotten, next_patient_is_received
from tests.journeys.on_bench.desk import Desk
from tests.journeys.on_bench.parts import bench_folder

pytestmark = pytest.mark.reader
SLOW_CHIP = Faults(delay=0.03)  # seconds an answer; the card leaves in the middle of a command


def reading(desk: Desk) -> None:
    desk.place("hanako", SLOW_CHIP)
    desk.expect(s.ReadingCard)


def choosing(desk: Desk) -> None:
    desk.place("hanako")
    desk.expect(s.ChoosingMethod)


def entering_pin(desk: Desk) -> None:
    desk.choose_pin("hanako")
    desk.press("12")


def checking_pin(desk: Desk) -> None:
    desk.choose_pin("hanako", SLOW_CHIP)
    desk.enter("1234")
    desk.expect(s.CheckingPin)


def reading_portrait(desk: Desk) -> None:
    desk.place("hanako", SLOW_CHIP)
    desk.expect(s.ChoosingMethod)
    desk.touch(t.FaceChosen)
    desk.expect(s.ReadingPortrait)


def entering_passcode(desk: Desk) -> None:
    desk.choose_staff("hanako")
    desk.press("24")


def qualifying(desk: Desk) -> None:
    desk.bench.service.slow(30.0)
    desk.choose_pin("hanako")
    desk.enter("1234")
    desk.expect(s.Qualifying)


def giving_consent(desk: Desk) -> None:
    desk.asked_for_consent("hanako")


def sending_consents(desk: Desk) -> None:
    desk.asked_for_consent("hanako")
    desk.bench.service.slow(30.0)
    desk.answer(t.AllAnswered, yes=True)
    desk.expect(s.SendingConsents)


STEPS: dict[str, Callable[[Desk], None]] = {
    "while it is read": reading,
    "at the choice": choosing,
    "in the middle of the PIN": entering_pin,
    "while the chip compares": checking_pin,
    "while the portrait is read": reading_portrait,
    "in the middle of the passcode": entering_passcode,
    "while the service is asked": qualifying,
    "at the question": giving_consent,
    "while the answers travel": sending_consents,
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_card_taken_ends_the_reception(desk: Desk, step: Callable[[Desk], None]) -> None:
    step(desk)
    desk.take()
    ended = desk.expect(s.Interrupted)
    assert not ended.perhaps_received
    assert_forgotten(desk)
    next_patient_is_received(desk)
    assert desk.received_by() == ["pin"]
    desk.files(1)


def test_a_card_taken_while_the_check_in_is_kept_may_have_been_in_time(desk: Desk) -> None:
    desk.asked_for_consent("hanako")
    database = desk.config.records.folder / DATABASE_FILE
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # somebody else writes: keeping takes a while
        desk.answer(t.AllAnswered, yes=True)
        desk.expect(s.CheckingIn)
        desk.take()
        assert desk.expect(s.Interrupted).perhaps_received
        other.execute("ROLLBACK")
    assert_forgotten(desk)
    desk.files(1)  # kept after all, and delivered
    next_patient_is_received(desk)
    assert desk.received_by() == ["pin", "pin"]


def test_a_card_taken_at_the_end_is_as_it_should_be(desk: Desk) -> None:
    desk.asked_for_consent("hanako")
    desk.agree()
    desk.take()
    desk.expect(s.WaitingForCard)
    assert "Interrupted" not in {type(state).__name__ for state in desk.seen}
    assert_forgotten(desk)
    next_patient_is_received(desk)
    desk.files(2)


SHARES = (0.0, 0.6, 1.0)
"""Of a road's commands: the first, one between, the last. All of them: tests/drivers/mynacard."""
CHOSEN = {"PIN": t.PinChosen, "face": t.FaceChosen}


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("road", ["PIN", "face"])
def test_a_card_pulled_at_a_command_ends_the_reception(
    desk: Desk, bench: Bench, road: str, share: float
) -> None:
    holder = Holder(bench.personas["hanako"], bench_folder() / "cards")
    last = length_of(holder, CARD_ROADS[road])
    desk.place("hanako", Faults(pulled_at=1 + round(share * (last - 1))))
    until_interrupted(desk, s.ChoosingMethod)
    if isinstance(desk.state, s.ChoosingMethod):
        desk.until(lambda: desk.doors().face, "the printed front is read")
        desk.touch(CHOSEN[road])
        if road == "PIN":
            until_interrupted(desk, s.EnteringPin)
    if isinstance(desk.state, s.EnteringPin):
        desk.enter("1234")
    assert not desk.expect(s.Interrupted).perhaps_received
    assert_forgotten(desk)
    next_patient_is_received(desk)
    assert desk.received_by() == ["pin"]


def until_interrupted(desk: Desk, kind: type[s.State]) -> None:
    """Wait for a state, or for the end of the reception."""
    desk.until(lambda: isinstance(desk.state, kind | s.Interrupted), kind.__name__)
