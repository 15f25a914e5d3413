"""A kiosk whose card, camera and service are told, on the records that the console reads."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.services.assembly import Ports
from kiosk.storage.board import open_board
from kiosk.storage.order_book import open_order_book
from kiosk.storage.records import open_records
from tests.fakes import vision
from tests.fakes.clock import FakeClock
from tests.fakes.kiosk import FakeKiosk
from tests.reader import eventually

PATIENCE = 15.0  # seconds that a browser may take on a busy machine


class Counter(FakeKiosk):
    """A kiosk at a counter; it tells of itself whenever its screen has changed."""

    def __init__(self, path: Path, clock: FakeClock, name: str = "kiosk-1") -> None:
        self._path, self._now, self._name = path, clock, name
        self._told = 0
        super().__init__()
        self.tell()

    def _ports(self) -> Ports:
        self.clock = self._now
        return replace(
            super()._ports(),
            records=open_records(self._path, kiosk=self._name),
            board=open_board(self._path, self._name),
            orders=open_order_book(self._path, self._name),
        )

    def tell(self) -> None:
        """Tell the console how it stands."""
        assert self.kiosk.board is not None
        self._told = len(self.seen)
        self.kiosk.board.writer.write()

    def turn(self) -> None:
        """Do what staff have ordered, and tell what has come of it."""
        self.look_for_orders()
        if len(self.seen) != self._told:
            self.tell()

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Live on until something is so; it looks for orders as a kiosk does."""

        def lived() -> bool:
            self.turn()
            return condition()

        eventually(lived, what, PATIENCE)

    def refuses_face(self) -> str:
        """Somebody comes whom the camera does not know; returns the visit's id."""
        self.vision.answers.now(vision.NOT_MATCHED)
        self.place_card()
        self.touch(t.FaceChosen)
        assert isinstance(self.state, s.FaceRefused)
        return self.newest_visit

    def calls_for_help(self) -> str:
        """Somebody comes and presses 職員を呼ぶ; returns the visit's id."""
        self.place_card()
        self.touch(t.HelpAsked)
        assert isinstance(self.state, s.OfferingHelp)
        return self.newest_visit

    @property
    def newest_visit(self) -> str:
        """The id of the visit there is now, once it is told."""
        self.turn()
        with closing(sqlite3.connect(self._path)) as connection:
            rows = connection.execute(
                "SELECT id FROM visits WHERE kiosk = ? ORDER BY rowid DESC", (self._name,)
            )
            return str(rows.fetchone()[0])
