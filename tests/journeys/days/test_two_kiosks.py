"""Two kiosks, two patients in the same second, one folder, one database: nothing is ever mixed.

The face file itself names no reader (qualification.md §7.2): who takes "the next file" takes the
wrong one sooner or later. Everything that belongs to one reception must say so.
"""

import json
import threading
from pathlib import Path

from kiosk.flow import states as s
from kiosk.flow import touches as t
from simulators.qualification.service import SimulatedService
from simulators.receipt_computer.computer import ReceiptComputer
from simulators.receipt_computer.decoding import text
from simulators.receipt_computer.reception import Reception
from simulators.receipt_computer.share import Manners
from tests.journeys.days.cast import SERIALS, name_of
from tests.journeys.days.conftest import OpenCounter
from tests.journeys.days.counter import PATIENCE, Counter

ROUNDS = 15
KIOSKS = ("left", "right")


def come_together(counter: Counter, serials: list[int], together: threading.Barrier) -> None:
    """Receive people, each of them in the same moment as somebody at the other kiosk."""
    try:
        for number, serial in enumerate(serials):
            together.wait(PATIENCE)
            counter.verify(serial)
            counter.expect(s.GivingConsent)
            together.wait(PATIENCE)
            counter.answer(t.AllAnswered, yes=_says(counter.name, number))
            counter.expect(s.Done)
            counter.leave()
    except BaseException:
        together.abort()
        raise


def _says(kiosk: str, number: int) -> bool:
    """The two who come together never answer the same."""
    return (number % 2 == 0) is (kiosk == KIOSKS[0])


def both(counters: dict[str, Counter], came: dict[str, list[int]]) -> None:
    together = threading.Barrier(len(counters))
    failed: list[BaseException] = []

    def run(name: str) -> None:
        try:
            come_together(counters[name], came[name], together)
        except BaseException as error:  # noqa: BLE001 - told in the test's own thread
            failed.append(error)

    threads = [threading.Thread(target=run, args=(name,)) for name in counters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_whoever_comes_to_two_kiosks_in_the_same_second_each_has_their_own_files(
    open_counter: OpenCounter, served: SimulatedService, folder: Path
) -> None:
    counters = {name: open_counter(name) for name in KIOSKS}
    came = {name: list(SERIALS[at : 2 * ROUNDS : 2]) for at, name in enumerate(KIOSKS)}
    both(counters, came)
    for counter in counters.values():
        counter.all_delivered()

    computer = ReceiptComputer(folder, manners=Manners(settle=0.02))
    taken = [one for one in computer.take_all() if isinstance(one, Reception)]
    assert computer.rejected == {}
    assert sorted(path.name for path in counters["left"].face.glob("[!.]*")) == []
    found = {one.sidecar.reception: one for one in taken if one.sidecar is not None}
    assert len(found) == len(taken) == 2 * ROUNDS

    kept = "SELECT kiosk, id FROM check_ins ORDER BY at"
    for name in KIOSKS:
        own = [id_ for kiosk, id_ in counters[name].rows(kept) if kiosk == name]
        assert len(own) == ROUNDS
        for number, (serial, reception) in enumerate(zip(came[name], own, strict=True)):
            assert_is(found[reception], name, serial, yes=_says(name, number), served=served)
    seconds = {name: set[str]() for name in KIOSKS}
    for one in taken:
        assert one.sidecar is not None
        seconds[one.sidecar.values["kiosk"]].add(one.file[-18:-4])
    assert seconds["left"] & seconds["right"]  # they did come in the same second


def assert_is(
    found: Reception, kiosk: str, serial: int, *, yes: bool, served: SimulatedService
) -> None:
    """File and sidecar are of this kiosk and of this person, with this person's answers."""
    [result] = found.results
    assert text(result, "Name") == name_of(serial)
    sidecar = found.sidecar
    assert sidecar is not None
    assert (sidecar.values["kiosk"], sidecar.status, sidecar.method) == (kiosk, "confirmed", "pin")
    assert bool(found.consents) is yes
    assert {one["given"] for one in sidecar.values["consents"].values()} == {yes}
    assert set(served.consents_of(serial).values()) == {str(int(yes))}


def test_two_who_come_without_the_line_get_two_numbers_and_two_sidecars(
    open_counter: OpenCounter, served: SimulatedService, folder: Path
) -> None:
    counters = {name: open_counter(name) for name in KIOSKS}
    served.down()
    told: dict[str, list[int]] = {name: [] for name in KIOSKS}
    for round_ in range(5):
        for at, name in enumerate(KIOSKS):
            counters[name].verify(SERIALS[2 * round_ + at])
        for counter in counters.values():
            counter.expect(s.ServiceUnavailable)
            counter.touch(t.ProvisionalChosen)
        for name, counter in counters.items():
            told[name].append(counter.expect(s.ReceivedProvisionally).number)
            counter.take()
            counter.expect(s.NumberInSight)
    for counter in counters.values():
        counter.all_delivered()
    sidecars = [json.loads(path.read_bytes()) for path in (folder / "face").glob("UKE*.json")]
    assert sorted(one["number"] for one in sidecars) == list(range(1, 11))
    for name in KIOSKS:
        assert sorted(one["number"] for one in sidecars if one["kiosk"] == name) == told[name]
