"""The passcodes of clinic and staff: one at a time for each, never the same, never too many."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from kiosk.domain.lockout import PasscodeTries
from kiosk.domain.pin import Passcode
from kiosk.ports.desk.passcodes import (
    MOST,
    KioskTries,
    NewPasscode,
    Passcodes,
    SetPasscode,
    TooManyPasscodes,
)
from kiosk.ports.records import KeptPasscode, PasscodeHash
from kiosk.storage.desk.database import DeskDatabase
from kiosk.storage.desk.passcodes import SqlPasscodes
from kiosk.storage.desk_tables import staff
from kiosk.storage.passcodes import ScryptPasscodes
from kiosk.storage.records import SqlRecords
from tests.fakes.people import NOON
from tests.fakes.records import FakeHasher

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MIDORI, AOI, GONE = 1, 2, 3


@pytest.fixture
def database(path: Path) -> Iterator[DeskDatabase]:
    database = DeskDatabase(path)
    members = ((MIDORI, "緑", None), (AOI, "葵", None), (GONE, "退職", NOON))
    with database.writing() as connection:
        for number, name, disabled_at in members:
            connection.execute(
                insert(staff).values(
                    id=number,
                    login=f"member{number}",
                    name=name,
                    role="receptionist",
                    created_at=NOON,
                    disabled_at=disabled_at,
                )
            )
    yield database
    database.close()


@pytest.fixture
def desk(database: DeskDatabase) -> SqlPasscodes:
    return SqlPasscodes(database, FakeHasher())


def new(
    owner: int | None = None, since: datetime = NOON, until: datetime | None = None
) -> NewPasscode:
    return NewPasscode(owner, since, until, MIDORI)


def in_force(records: SqlRecords, at: datetime) -> list[tuple[str, int | None]]:
    return [(one.hashed.encoded[::-1], one.staff) for one in records.passcodes(at)]


def test_what_is_set_is_listed_with_its_owner_and_without_its_digits(desk: SqlPasscodes) -> None:
    as_port: Passcodes = desk
    number = as_port.add(Passcode("4711"), new(AOI, until=NOON + DAY), NOON)
    assert number is not None
    line = SetPasscode(number, AOI, "葵", False, NOON, NOON + DAY, NOON, "緑")
    assert as_port.listed(NOON) == [line]
    assert as_port.find(number, NOON) == line
    assert as_port.find(number + 1, NOON) is None


def test_the_kiosk_knows_whose_each_is(desk: SqlPasscodes, records: SqlRecords) -> None:
    desk.add(Passcode("4711"), new(AOI), NOON)
    desk.add(Passcode("8020"), new(), NOON)
    assert records.passcodes(NOON) == [
        KeptPasscode(PasscodeHash("1174"), AOI),
        KeptPasscode(PasscodeHash("0208"), None),
    ]


def test_it_serves_from_its_beginning_until_before_its_end(
    desk: SqlPasscodes, records: SqlRecords
) -> None:
    desk.add(Passcode("4711"), new(None, NOON + HOUR, NOON + DAY), NOON)
    assert not records.passcodes(NOON)
    assert in_force(records, NOON + HOUR) == [("4711", None)]
    assert in_force(records, NOON + DAY - timedelta(microseconds=1)) == [("4711", None)]
    assert not records.passcodes(NOON + DAY)
    [line] = desk.listed(NOON)
    assert not line.in_force(NOON)
    assert line.in_force(NOON + HOUR)


def test_a_disabled_members_passcode_opens_nothing(desk: SqlPasscodes, records: SqlRecords) -> None:
    desk.add(Passcode("4711"), new(GONE), NOON)
    assert not records.passcodes(NOON)
    [line] = desk.listed(NOON)
    assert line.disabled
    assert not line.in_force(NOON)


def test_a_new_one_takes_the_place_of_the_owners_last_one_alone(
    desk: SqlPasscodes, records: SqlRecords
) -> None:
    desk.add(Passcode("4711"), new(AOI), NOON)
    desk.add(Passcode("8020"), new(), NOON)
    desk.add(Passcode("1357"), new(AOI, NOON + HOUR), NOON)
    assert sorted(in_force(records, NOON)) == [("4711", AOI), ("8020", None)]
    assert sorted(in_force(records, NOON + HOUR)) == [("1357", AOI), ("8020", None)]


def test_one_that_begins_before_another_takes_its_place_too(
    desk: SqlPasscodes, records: SqlRecords
) -> None:
    desk.add(Passcode("4711"), new(None, NOON + HOUR), NOON)
    desk.add(Passcode("8020"), new(None, NOON), NOON)
    assert in_force(records, NOON + DAY) == [("8020", None)]


def test_the_same_digits_are_refused_whoever_has_them_and_whenever_they_begin(
    desk: SqlPasscodes,
) -> None:
    desk.add(Passcode("4711"), new(AOI, NOON + DAY), NOON)
    assert desk.add(Passcode("4711"), new(), NOON) is None
    assert desk.add(Passcode("4711"), new(AOI), NOON) is None, "what was seen once is not kept on"
    assert len(desk.listed(NOON)) == 1


def test_digits_of_one_that_is_over_or_removed_may_come_again(desk: SqlPasscodes) -> None:
    number = desk.add(Passcode("4711"), new(AOI, until=NOON + HOUR), NOON)
    assert desk.add(Passcode("4711"), new(), NOON + HOUR) is not None
    assert number is not None
    [line] = desk.listed(NOON + HOUR)
    assert desk.remove(line.number, NOON + HOUR)
    assert desk.add(Passcode("4711"), new(), NOON + HOUR) is not None


def test_one_that_came_while_others_were_compared_is_compared_too(database: DeskDatabase) -> None:
    hasher = FakeHasher()
    slow, quick = SqlPasscodes(database, hasher), SqlPasscodes(database, FakeHasher())
    quick.add(Passcode("8020"), new(), NOON)

    def come_first() -> None:
        quick.add(Passcode("4711"), new(AOI), NOON)

    hasher.comparing.meanwhile = come_first
    assert slow.add(Passcode("4711"), new(MIDORI), NOON) is None


def test_more_than_a_kiosk_can_compare_in_time_are_refused(
    database: DeskDatabase, desk: SqlPasscodes
) -> None:
    with database.writing() as connection:
        for number in range(10, 10 + MOST):
            connection.execute(
                insert(staff).values(
                    id=number,
                    login=f"m{number}",
                    name="誰か",
                    role="receptionist",
                    created_at=NOON,
                )
            )
    for number in range(10, 10 + MOST):
        assert desk.add(Passcode(f"47{number}"), new(number), NOON)
    with pytest.raises(TooManyPasscodes):
        desk.add(Passcode("8020"), new(), NOON)
    assert desk.add(Passcode("8020"), new(10), NOON), "a renewal adds none"


def test_what_is_removed_opens_nothing_from_then_on(
    desk: SqlPasscodes, records: SqlRecords
) -> None:
    number = desk.add(Passcode("4711"), new(), NOON)
    assert number is not None
    assert desk.remove(number, NOON)
    assert not records.passcodes(NOON)
    assert not desk.listed(NOON)
    assert not desk.remove(number, NOON)


def test_the_command_line_leaves_staffs_own_alone(desk: SqlPasscodes, records: SqlRecords) -> None:
    desk.add(Passcode("4711"), new(AOI), NOON)
    records.set_passcode(PasscodeHash("0208"), NOON)
    assert sorted(in_force(records, NOON), key=str) == [("4711", AOI), ("8020", None)]
    line = desk.listed(NOON)[0]
    assert (line.staff, line.set_by) == (None, None)
    records.set_passcode(None, NOON)
    assert in_force(records, NOON) == [("4711", AOI)]


def test_wrong_ones_are_listed_by_kiosk_and_a_pause_can_be_ended(
    desk: SqlPasscodes, records: SqlRecords
) -> None:
    assert not desk.tries()
    assert not desk.end_pause("kiosk-1", NOON)
    counted = PasscodeTries(5, NOON)
    records.set_passcode_tries(counted)
    assert desk.tries() == [KioskTries("kiosk-1", counted)]
    assert desk.end_pause("kiosk-1", NOON)
    assert records.passcode_tries() == PasscodeTries()
    assert not desk.tries()


def test_without_a_pause_nothing_is_forgiven(desk: SqlPasscodes, records: SqlRecords) -> None:
    records.set_passcode_tries(PasscodeTries(4, NOON))
    assert not desk.end_pause("kiosk-1", NOON)
    assert records.passcode_tries() == PasscodeTries(4, NOON)


def test_real_digits_are_kept_hashed(database: DeskDatabase, records: SqlRecords) -> None:
    desk = SqlPasscodes(database)
    assert desk.add(Passcode("4711"), new(AOI), NOON)
    assert desk.add(Passcode("4711"), new(), NOON) is None
    [kept] = records.passcodes(NOON)
    assert kept.hashed.encoded.startswith("$scrypt$")
    assert ScryptPasscodes().matches(Passcode("4711"), kept.hashed)


HOURS = st.integers(0, 6)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from([None, AOI, MIDORI]), HOURS, st.none() | HOURS), max_size=10)
)
def test_an_owner_never_has_two_at_a_time(
    database: DeskDatabase, wanted: list[tuple[int | None, int, int | None]]
) -> None:
    desk = SqlPasscodes(database, FakeHasher())
    for old in desk.listed(NOON):
        desk.remove(old.number, NOON)
    for count, (owner, since, length) in enumerate(wanted):
        until = None if length is None else NOON + (since + length + 1) * HOUR
        desk.add(Passcode(f"{count:04}"), new(owner, NOON + since * HOUR, until), NOON)
    for hour in range(15):
        at = NOON + hour * HOUR
        owners = [one.staff for one in desk.listed(at) if one.in_force(at)]
        assert len(owners) == len(set(owners))
