"""The power goes at any call of the exchange, on a real database and a real folder."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kiosk.output.request_folder import SharedRequests
from kiosk.output.requests import StandardRequests
from kiosk.ports.qualification import Exchanged
from kiosk.ports.records import Folder
from kiosk.ports.requests import Requests
from kiosk.services.exchange import Around, Exchange
from kiosk.services.workers import InlineWorker
from kiosk.storage.records import open_records
from tests.fakes import people
from tests.fakes.clock import FakeClock
from tests.fakes.service import FakeService
from tests.output.request_files import INSTITUTION, good
from tests.services.exchange_desk import ANSWER

CALLS = (
    "keep_request", "waiting_requests", "request_sent", "answer_request", "exchange",
    "request_challenge", "take", "remove",
)  # fmt: skip
MOST_CALLS = 10  # more than one request takes
INTERFACES = ("OQSsiimm01", "OQSsiquc01")


class Killed(BaseException):
    """The power goes."""


class Kiosk:
    """The exchange of one start; the nth call is the last one, before or after its effect."""

    def __init__(self, folder: Path, calls: int = 0, *, before: bool = False) -> None:
        self.left, self.before = calls or None, before
        self.records = open_records(folder / "records.sqlite3")
        self.clock, self.service = FakeClock(), FakeService()
        self.service.exchanges.now(Exchanged(ANSWER))
        share = SharedRequests(folder / "req", "kiosk-1", self.clock.monotonic)
        for port in (self.records, self.service, share):
            for name in CALLS:
                if hasattr(port, name):
                    setattr(port, name, partial(self._call, getattr(port, name)))
        inline = InlineWorker()
        around = Around(
            self.records, inline, self.service, inline, self.clock, lambda: False, lambda: None
        )
        self.exchange = Exchange(Requests(share, StandardRequests(INSTITUTION)), around)

    def _call(self, call: Callable[..., Any], *arguments: Any) -> Any:
        self.left = None if self.left is None else self.left - 1
        if self.left == 0 and self.before:
            raise Killed
        answer = call(*arguments)
        if self.left == 0:
            raise Killed
        return answer

    def run(self) -> None:
        """Do what there is to do, until nothing is left or the power goes."""
        try:
            for _ in range(5):
                self.clock.seconds += 1.0
                while self.exchange.turn():
                    pass
        except Killed:
            pass
        finally:
            self.records.close()


@pytest.mark.parametrize("interface", INTERFACES)
@pytest.mark.parametrize("before", [True, False])
def test_each_request_has_one_answer_and_nothing_lies_about(
    tmp_path: Path, interface: str, before: bool
) -> None:
    (tmp_path / "req").mkdir()
    expected: list[str] = []
    for calls in range(1, MOST_CALLS):
        request = good(interface, calls)
        (tmp_path / "req" / request.name).write_bytes(request.content)
        killed = Kiosk(tmp_path, calls, before=before)
        killed.run()
        again = Kiosk(tmp_path)
        again.run()
        expected.append(request.name.replace("req", "res"))
        sent = len(killed.service.exchanged) + len(again.service.exchanged)
        assert sent <= 1 or interface == "OQSsiquc01"
    records = open_records(tmp_path / "records.sqlite3")
    assert [item.file.name for item in records.waiting_deliveries(100, Folder.RES)] == expected
    assert records.waiting_requests() == ()
    records.close()
    assert list((tmp_path / "req").iterdir()) == []


def test_a_request_that_was_answered_is_kept_nowhere(tmp_path: Path) -> None:
    (tmp_path / "req").mkdir()
    request = good("OQSsiquc01")
    (tmp_path / "req" / request.name).write_bytes(request.content)
    Kiosk(tmp_path).run()
    found = b"".join(path.read_bytes() for path in tmp_path.glob("records.sqlite3*"))
    assert people.IDENTIFICATION.encode() not in found
    assert people.SYMBOL.encode("cp932") not in found
