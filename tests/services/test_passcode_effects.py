"""The staff passcode: counted before it is compared, paused, forgiven by no restart."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.lockout import PasscodeTries
from kiosk.domain.pin import Passcode
from kiosk.domain.session import SessionId
from kiosk.flow import events as e
from kiosk.flow.effects import CheckPasscode, LookUpStaffDoor
from kiosk.ports.records import KeptPasscode
from kiosk.services.passcode_effects import PasscodeEffects
from tests.fakes import people
from tests.fakes.clock import FakeClock
from tests.fakes.records import FakeHasher, FakeRecords, with_passcode

ONE = SessionId(1)
RIGHT = CheckPasscode(ONE, Passcode(people.PASSCODE))
WRONG = CheckPasscode(ONE, Passcode(people.WRONG_PASSCODE))


class Desk:
    """A passcode check and what it rests on."""

    def __init__(self, records: FakeRecords | None = None, clock: FakeClock | None = None) -> None:
        self.records = records or with_passcode(FakeRecords())
        self.hasher, self.clock = FakeHasher(), clock or FakeClock()
        self.effects = PasscodeEffects(self.records, self.hasher, self.clock)

    def paused(self) -> "Desk":
        """Type five wrong ones."""
        for _ in range(5):
            self.effects.check(WRONG)
        return self


def test_four_wrong_ones_are_counted_down_and_the_fifth_pauses() -> None:
    desk = Desk()
    assert [desk.effects.check(WRONG) for _ in range(5)] == [
        e.PasscodeRejected(ONE, 4),
        e.PasscodeRejected(ONE, 3),
        e.PasscodeRejected(ONE, 2),
        e.PasscodeRejected(ONE, 1),
        e.PasscodeRefused(ONE, 60),
    ]


def test_the_right_one_forgives_those_before_it() -> None:
    desk = Desk()
    desk.effects.check(WRONG)
    assert desk.effects.check(RIGHT) == e.PasscodeAccepted(ONE, None)
    assert desk.records.tries == PasscodeTries()


def test_while_it_pauses_even_the_right_one_is_refused_and_not_compared() -> None:
    desk = Desk().paused()
    compared = desk.hasher.comparing.asked
    desk.clock.passes(timedelta(seconds=59, milliseconds=1))
    assert desk.effects.check(RIGHT) == e.PasscodeRefused(ONE, 1)
    assert desk.hasher.comparing.asked == compared
    desk.clock.passes(timedelta(seconds=1))
    assert desk.effects.check(RIGHT) == e.PasscodeAccepted(ONE, None)


def test_a_wrong_one_after_a_pause_brings_a_longer_one() -> None:
    desk = Desk().paused()
    desk.clock.passes(timedelta(minutes=1))
    assert desk.effects.check(WRONG) == e.PasscodeRefused(ONE, 120)


def test_asking_while_it_pauses_does_not_lengthen_the_pause() -> None:
    desk = Desk().paused()
    for _ in range(10):
        desk.effects.check(WRONG)
    assert desk.records.tries.failures == 5


def test_a_restart_and_a_clock_set_back_forgive_nothing() -> None:
    before = Desk().paused()
    before.clock.passes(timedelta(days=-1))
    after = Desk(before.records, before.clock)
    assert after.effects.check(RIGHT) == e.PasscodeRefused(ONE, 60)


def test_it_is_counted_before_it_is_compared_so_that_a_crash_forgives_nothing() -> None:
    desk = Desk()
    counted: list[int] = []
    desk.hasher.comparing.meanwhile = lambda: counted.append(desk.records.tries.failures)
    desk.effects.check(RIGHT)
    assert counted == [1]


def test_without_a_passcode_the_door_is_closed_and_nothing_opens_it() -> None:
    desk = Desk(FakeRecords())
    assert desk.effects.look_up(LookUpStaffDoor(ONE)) == e.StaffDoorFound(ONE, open=False)
    assert desk.effects.check(RIGHT) == e.PasscodeRejected(ONE, 4)


def test_with_a_passcode_the_door_is_open() -> None:
    assert Desk().effects.look_up(LookUpStaffDoor(ONE)) == e.StaffDoorFound(ONE, open=True)


def of(digits: str, staff: int | None) -> KeptPasscode:
    return KeptPasscode(FakeHasher().hash(Passcode(digits)), staff)


def test_it_is_said_whose_passcode_was_right() -> None:
    records = with_passcode(FakeRecords())
    records.in_force += [of("4711", 3), of("0815", 8)]
    desk = Desk(records)
    assert desk.effects.check(CheckPasscode(ONE, Passcode("0815"))) == e.PasscodeAccepted(ONE, 8)
    assert desk.effects.check(RIGHT) == e.PasscodeAccepted(ONE, None)


def test_the_same_digits_of_two_are_nobodys() -> None:
    records = FakeRecords()
    records.in_force += [of("4711", 3), of("4711", 8)]
    answer = Desk(records).effects.check(CheckPasscode(ONE, Passcode("4711")))
    assert answer == e.PasscodeAccepted(ONE, None)


@given(st.lists(st.sampled_from(["1357", "2468", "8642"]), max_size=6), st.integers(0, 5))
def test_every_one_is_compared_whichever_is_right(digits: list[str], right: int) -> None:
    records = FakeRecords()
    records.in_force += [of(each, staff) for staff, each in enumerate(digits)]
    desk = Desk(records)
    typed = digits[right] if right < len(digits) else "9753"
    answer = desk.effects.check(CheckPasscode(ONE, Passcode(typed)))
    assert desk.hasher.comparing.asked == len(digits)
    assert isinstance(answer, e.PasscodeAccepted) is (typed in digits)
