"""Records, folders, a service and the exchange between them; it can be killed and started again."""

from kiosk.domain.message_tree import Node
from kiosk.output.message_reader import read_message
from kiosk.output.requests import StandardRequests
from kiosk.ports.qualification import Exchanged
from kiosk.ports.records import Folder, KeptRequest
from kiosk.ports.requests import Requests
from kiosk.services.exchange import Around, Exchange
from kiosk.services.workers import InlineWorker, Worker
from tests.fakes.clock import FakeClock
from tests.fakes.records import FakeRecords
from tests.fakes.requests import FakeRequestFolder
from tests.fakes.service import FakeService
from tests.output.request_files import INSTITUTION

ANSWER = Node(
    "XmlMsg",
    children=(
        Node("MessageHeader", children=(Node("SegmentOfResult", "1"),)),
        Node(
            "MessageBody",
            children=(Node("ProcessingResultStatus", "1"), Node("QualificationValidity", "1")),
        ),
    ),
)
PROCESSING = Node(
    "XmlMsg", children=(Node("MessageHeader", children=(Node("SegmentOfResult", "2"),)),)
)


class Desk:
    """What stays over a restart is given to the next desk; `busy` is a patient at the kiosk."""

    def __init__(
        self,
        records: FakeRecords | None = None,
        folder: FakeRequestFolder | None = None,
        workers: tuple[Worker, Worker] | None = None,
        poll_seconds: float = 0.005,
    ) -> None:
        self.records, self.folder = records or FakeRecords(), folder or FakeRequestFolder()
        self.service, self.clock = FakeService(), FakeClock()
        self.service.exchanges.now(Exchanged(ANSWER))
        self.busy, self.woken = False, 0
        self.forms = StandardRequests(INSTITUTION)
        self.workers = workers or (InlineWorker(), InlineWorker())
        around = Around(
            self.records,
            self.workers[0],
            self.service,
            self.workers[1],
            self.clock,
            lambda: self.busy,
            self._wake,
        )
        self.exchange = Exchange(Requests(self.folder, self.forms, poll_seconds), around)

    def _wake(self) -> None:
        self.woken += 1

    def started_again(self) -> "Desk":
        """The kiosk was killed, or switched off and on."""
        return Desk(self.records, self.folder)

    def write(self, *requests: KeptRequest) -> None:
        """The receipt computer asks."""
        for request in requests:
            self.folder.write(request)

    def turns(self) -> None:
        """Everything is done that can be done now."""
        while self.exchange.turn():
            pass

    def wait(self, seconds: float) -> None:
        """Time passes, and the exchange does what it can."""
        self.clock.seconds += seconds
        self.turns()

    def answers(self) -> dict[str, str]:
        """File names in the outbox with SegmentOfResult, or the error code of the kiosk's own."""
        waiting = self.records.waiting_deliveries(1000, Folder.RES)
        return {item.file.name: _result(item.file.content) for item in waiting}


def _result(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        return "pdf"
    header = read_message(content).child("MessageHeader")
    assert header
    return header.value("ErrorCode") or header.value("SegmentOfResult") or ""
