"""`python -m tests.bench.board`: what it costs the kiosk to be seen and ordered about by staff.

By turns on the same records, once with board and orders at work and once without, so that whatever
else the machine does hits both: milliseconds to keep a reception. Alone: the processor's time that
the flow's thread gives for each transition, and that of a look for orders when nobody has written.
"""

import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kiosk.domain.session import SessionId
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.effects import KeepCheckIn
from kiosk.flow.reasons import CardProblem
from kiosk.flow.rules import Rules
from kiosk.output.oqs_folders import OqsFolders
from kiosk.output.qualification_xml import Encoding
from kiosk.services.board import BoardKeeper
from kiosk.services.check_in_effects import CheckInEffects
from kiosk.services.clock import SystemClock
from kiosk.services.orders import Commands, OrderTaker
from kiosk.services.runner import Runner, Watchers
from kiosk.services.visit_ids import VisitIds
from kiosk.storage.board import open_board
from kiosk.storage.order_book import open_order_book
from kiosk.storage.records import open_records
from tests.bench import figures
from tests.output.receptions import reception

RUNS = 200
TRANSITIONS = 20  # of a reception by PIN, about
INSTITUTION = "1319999999"


class Looked:
    """Board and orders of a kiosk that nobody stands before, and a patient who walks through."""

    def __init__(self, database: Path) -> None:
        self._visits, clock = VisitIds(), SystemClock()
        idle = s.WaitingForCard(s.Visit())
        self.keeper = BoardKeeper(open_board(database, "kiosk-1"), self._visits, clock, idle)
        watchers = Watchers(lambda _: None, lambda *_: None)
        runner = Runner(Rules(), {}, lambda call: call(), watchers)
        commands = Commands(runner, lambda call: call(), self.keeper.writer.visual)
        self.book = open_order_book(database, "kiosk-1")
        self.orders = OrderTaker(self.book, self._visits, clock, commands)

    @contextmanager
    def at_work(self) -> Generator[None]:
        self.orders.start(self.keeper.start())
        yield
        self.orders.stop()
        self.keeper.stop()

    def walk(self, number: int) -> float:
        """Take a patient through the transitions; return microseconds a transition."""
        session = SessionId(number)
        idle, visit = s.WaitingForCard(s.Visit()), s.Visit(session)
        reading = s.ReadingCard(visit)
        began = time.thread_time()
        self.keeper.note(idle, e.CardPlaced(session), reading)
        for _ in range(TRANSITIONS // 2):
            refused = s.CardNotUsable(visit, CardProblem.UNREADABLE)
            self.keeper.note(reading, e.WentOn(session), refused)
            self.keeper.note(refused, e.WentOn(session), reading)
        self.keeper.note(reading, e.CardRemoved(), idle)
        return (time.thread_time() - began) * 1e6 / (TRANSITIONS + 2)


class Desk:
    """Receptions kept, with or without staff looking on."""

    def __init__(self, folder: Path, *, looked: bool) -> None:
        (folder / "face").mkdir(parents=True)
        database = folder / "records.sqlite3"
        self.records = open_records(database)
        output = OqsFolders(folder / "face", None, Encoding.UTF_8, INSTITUTION, "kiosk-1")
        self._effects = CheckInEffects(
            self.records, output, SystemClock(), lambda: None, INSTITUTION, VisitIds()
        )
        self.looked = Looked(database) if looked else None
        self.kept: list[float] = []
        self.transitions: list[float] = []

    def receive(self, number: int) -> None:
        """Keep one reception, and let its visit be told."""
        if self.looked is not None:
            self.transitions.append(self.looked.walk(number))
        session = SessionId(number)
        effect = KeepCheckIn(session, replace(reception(), session=session))
        began = time.perf_counter()
        self._effects.keep(effect)
        self.kept.append((time.perf_counter() - began) * 1000)


def _looks(book: Looked) -> list[float]:
    """Return microseconds of the processor for each look when nobody has written."""
    book.orders.turn()
    looks: list[float] = []
    for _ in range(RUNS):
        began = time.thread_time()
        book.orders.turn()
        looks.append((time.thread_time() - began) * 1e6)
    return looks


def main() -> int:
    """Print the figures."""
    print(figures.machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="uketsuke-bench-") as temporary:
        alone = Desk(Path(temporary) / "alone", looked=False)
        seen = Desk(Path(temporary) / "seen", looked=True)
        if seen.looked is None:
            raise AssertionError("one of the two is looked at")
        with seen.looked.at_work():
            for number in range(1, RUNS + 1):
                alone.receive(number)
                seen.receive(number)
        figures.row("a reception kept, nobody looks on", alone.kept)
        figures.row("a reception kept, board and orders at work", seen.kept)
        figures.row("the flow's thread, a transition told", seen.transitions, "µs")
        quiet = Looked(Path(temporary) / "quiet.sqlite3")
        figures.row("a look for orders, nobody has written", _looks(quiet), "µs")
        for desk in (alone, seen):
            desk.records.close()
        quiet.book.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
