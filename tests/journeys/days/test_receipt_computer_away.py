"""The receipt computer's folder fills up, vanishes, cannot be written; or nobody reads it for days.

Receptions go on, and afterwards everything is there: each once, in the order of the receptions.
"""

from collections.abc import Callable, Generator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.output.shared_folder import MARKER
from simulators.receipt_computer.computer import ReceiptComputer
from simulators.receipt_computer.decoding import text
from simulators.receipt_computer.reception import Reception
from simulators.receipt_computer.share import Manners
from tests.journeys.days.cast import SERIALS, name_of
from tests.journeys.days.conftest import OpenCounter
from tests.journeys.days.counter import Counter
from tests.journeys.days.mounted import MountedFolder, mounted

FILES = 200
OF_A_RECEPTION = 2  # sidecar and face file
FOR_DAYS = FILES // OF_A_RECEPTION  # receptions
A_DAY_HAS = 40
BRISK = Manners(settle=0.02)


@pytest.fixture
def share(tmp_path: Path, folder: Path) -> Generator[MountedFolder]:
    share = mounted(tmp_path / "store", folder / "face")
    yield share
    share.close()


def receive(counter: Counter, serials: tuple[int, ...]) -> None:
    """Receive people, some minutes apart."""
    for serial in serials:
        counter.clock.forward += timedelta(minutes=7)
        counter.receive(serial)


def names_taken(computer: ReceiptComputer) -> list[str]:
    """Let the receipt computer take everything; return who it was, in its order."""
    taken = computer.take_all()
    assert computer.rejected == {}
    assert all(isinstance(one, Reception) and one.sidecar is not None for one in taken)
    return [text(one.results[0], "Name") for one in taken if isinstance(one, Reception)]


def in_trouble(counter: Counter, code: str) -> Callable[[], bool]:
    """Whether staff are told of this fault of the folder."""
    said = f"SELECT fault FROM folders WHERE fault = '{code}'"
    return lambda: bool(counter.rows(said))


def test_a_day_on_which_the_folder_fails_in_every_way_loses_doubles_and_mixes_nothing(
    counter: Counter, share: MountedFolder
) -> None:
    troubles: list[tuple[str, Callable[[], None], Callable[[], None]]] = [
        ("disk_full", share.fill, share.make_room),
        ("not_writable", lambda: share.read_only(yes=True), lambda: share.read_only(yes=False)),
        ("folder_changed", share.away, share.back),
    ]
    come = iter(SERIALS)
    expected: list[str] = []

    def receive_two() -> None:
        two = (next(come), next(come))
        receive(counter, two)
        expected.extend(map(name_of, two))

    receive_two()
    counter.all_delivered()
    for code, breaks, mends in troubles:
        breaks()
        receive_two()
        counter.until(in_trouble(counter, code), code)
        mends()
        receive_two()  # who comes next ends the pause
        counter.all_delivered()
    by_number = counter.rows("SELECT number FROM outbox ORDER BY number")
    assert counter.rows("SELECT number FROM outbox ORDER BY delivered_at") == by_number
    assert names_taken(ReceiptComputer(share.store, manners=BRISK)) == expected
    assert [path.name for path in counter.face.iterdir()] == [MARKER]


def test_a_receipt_computer_that_is_off_for_days_takes_all_once_and_in_order(
    open_counter: OpenCounter, folder: Path
) -> None:
    counter, computer = open_counter(), ReceiptComputer(folder, manners=BRISK)
    computer.on = False
    for first in range(0, FOR_DAYS, A_DAY_HAS):
        receive(counter, SERIALS[first : min(first + A_DAY_HAS, FOR_DAYS)])
        assert computer.take_all() == []
        counter.off()  # at night
        counter.on()
        counter.clock.forward += timedelta(hours=12)
    counter.all_delivered()
    assert len(list(counter.face.glob("[!.]*"))) == FILES
    computer.on = True
    assert names_taken(computer) == [name_of(serial) for serial in SERIALS[:FOR_DAYS]]
    assert computer.take_all() == []
    assert counter.rows("SELECT count(*) FROM check_ins") == [(FOR_DAYS,)]
