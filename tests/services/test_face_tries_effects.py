"""Tries by face are counted by the records; what cannot be counted closes the door."""

from datetime import timedelta

import pytest

from kiosk.domain.face_tries import MOST_A_DAY
from kiosk.domain.fault import Device
from kiosk.domain.session import SessionId
from kiosk.domain.token import CardKey
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow.reasons import FaceProblem
from kiosk.ports.faults import DeviceFault
from kiosk.services.face_tries_effects import FaceTriesEffects
from tests.fakes import people
from tests.fakes.clock import FakeClock
from tests.fakes.records import FakeRecords

ONE, TWO = SessionId(1), SessionId(2)
UNAVAILABLE = DeviceFault(Device.RECORDS, "unavailable")
SPENT = e.FaceDoorClosed(ONE, FaceProblem.TRIES_SPENT)
UNCOUNTED = e.FaceDoorClosed(ONE, FaceProblem.UNCOUNTED)
LOOK_UP, CHARGE = fx.LookUpFaceTries(ONE, people.CARD_KEY), fx.ChargeFaceTry(ONE, people.CARD_KEY)


@pytest.fixture
def records() -> FakeRecords:
    return FakeRecords()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def tries(records: FakeRecords, clock: FakeClock) -> FaceTriesEffects:
    return FaceTriesEffects(records, clock)


def test_ten_tries_a_card_and_day(tries: FaceTriesEffects, clock: FakeClock) -> None:
    for left in reversed(range(MOST_A_DAY)):
        assert tries.look_up(LOOK_UP) is None
        assert tries.charge(CHARGE) == e.FaceTryCharged(ONE, left)
    assert tries.look_up(LOOK_UP) == SPENT
    assert tries.charge(CHARGE) == SPENT
    other = CardKey(b"another card's")
    assert tries.charge(fx.ChargeFaceTry(ONE, other)) == e.FaceTryCharged(ONE, MOST_A_DAY - 1)
    clock.at += timedelta(days=1)
    assert tries.look_up(LOOK_UP) is None
    assert tries.charge(CHARGE) == e.FaceTryCharged(ONE, MOST_A_DAY - 1)


def test_a_charge_is_given_back_once_and_to_its_own_session(
    tries: FaceTriesEffects, records: FakeRecords
) -> None:
    tries.charge(CHARGE)
    tries.charge(CHARGE)
    tries.give_back(fx.GiveBackFaceTry(TWO))
    assert len(records.charges) == 2
    tries.give_back(fx.GiveBackFaceTry(ONE))
    tries.give_back(fx.GiveBackFaceTry(ONE))
    assert list(records.charges) == [1]  # the older try was a failure and stays one


def test_after_a_charge_that_was_refused_nothing_older_is_given_back(
    tries: FaceTriesEffects, records: FakeRecords
) -> None:
    tries.charge(CHARGE)
    records.broken = UNAVAILABLE
    assert tries.charge(CHARGE) == UNCOUNTED
    records.broken = None
    tries.give_back(fx.GiveBackFaceTry(ONE))
    assert len(records.charges) == 1


def test_records_that_cannot_count_close_the_door(
    tries: FaceTriesEffects, records: FakeRecords
) -> None:
    records.broken = UNAVAILABLE
    assert tries.look_up(LOOK_UP) == UNCOUNTED
    assert tries.charge(CHARGE) == UNCOUNTED


def test_a_charge_that_cannot_be_given_back_stays(
    tries: FaceTriesEffects, records: FakeRecords
) -> None:
    tries.charge(CHARGE)
    records.broken = UNAVAILABLE
    tries.give_back(fx.GiveBackFaceTry(ONE))
    assert len(records.charges) == 1


def test_a_portrait_that_waited_comes_back(tries: FaceTriesEffects) -> None:
    answer = tries.wait(fx.WaitForCharge(ONE, people.PORTRAIT))
    assert answer == e.PortraitRead(ONE, people.PORTRAIT)
