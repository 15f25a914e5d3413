"""A clinic without card and camera: kiosk, records, folders, the service over HTTPS, a レセコン."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from drivers.qualification.client import HttpsQualificationService
from drivers.qualification.settings import ServiceSettings
from kiosk.flow.rules import Rules
from kiosk.output.oqs_folders import OqsFolders
from kiosk.output.qualification_xml import Encoding
from kiosk.output.request_folder import SharedRequests
from kiosk.output.requests import StandardRequests
from kiosk.ports.requests import Requests
from kiosk.services.assembly import Kiosk, Ports
from kiosk.services.clock import SystemClock
from kiosk.services.timers import HeldTimers
from kiosk.services.workers import ThreadWorker
from kiosk.storage.records import SqlRecords, open_records
from simulators.personas.insured import Insured
from simulators.qualification.service import INSTITUTION, SimulatedService
from simulators.receipt_computer.answers import Answer
from simulators.receipt_computer.computer import ReceiptComputer
from simulators.receipt_computer.requests import Patient, Request
from simulators.receipt_computer.share import Manners
from tests.fakes.card import FakeCard, FakeCardFace, FakeSlot
from tests.fakes.kiosk import QueueingHop
from tests.fakes.records import FakeHasher
from tests.fakes.vision import FakeVision
from tests.new_records import lay_new_records
from tests.services.waiting import eventually
from tests.simulators.qualification import cards

TARO = Patient("139998", "4567", "19860908", branch="01")
PERSON = {**cards.PERSON, "InsuredBranchNumber": TARO.branch}
PEOPLE = {cards.TARO: Insured((PERSON,))}
TODAY = date.today()  # noqa: DTZ011 - the service's own day is this machine's


class Office:
    """Everything lies in `folder`; what is switched off and on again finds it there."""

    def __init__(self, folder: Path, served: SimulatedService, manners: Manners) -> None:
        self.folder, self.served = folder, served
        for name in ("face", "req", "res"):
            (folder / name).mkdir()
        self.computer = ReceiptComputer(folder, manners=manners, today=lambda: TODAY)
        self.answers: dict[str, Answer] = {}
        self.on()

    def on(self) -> None:
        """Switch the kiosk on."""
        self.records = open_records(lay_new_records(self.folder / "records.sqlite3"))
        self.client = _client(self.served)
        self.kiosk = Kiosk(
            self._ports(self.records),
            Rules(),
            QueueingHop(),
            lambda state: None,
            ThreadWorker,
            HeldTimers,
        )
        self.kiosk.start()

    def off(self) -> None:
        """Switch the kiosk off."""
        self.kiosk.stop()

    def close(self) -> None:
        """Everybody goes home."""
        self.off()
        self.computer.close()

    def _ports(self, records: SqlRecords) -> Ports:
        requests = Requests(
            SharedRequests(self.folder / "req", "kiosk-1"),
            StandardRequests(INSTITUTION),
            poll_seconds=0.02,
        )
        output = OqsFolders(
            self.folder / "face", self.folder / "res", Encoding.UTF_8, INSTITUTION, "kiosk-1"
        )
        return Ports(
            FakeCard(),
            FakeSlot(),
            FakeCardFace(),
            FakeVision(),
            self.client,
            records,
            FakeHasher(),
            output,
            SystemClock(),
            INSTITUTION,
            requests,
        )

    def ask(self, *requests: Request) -> list[str]:
        """The receipt computer asks; names of the files."""
        return [self.computer.ask(request) for request in requests]

    def read(self) -> None:
        """The receipt computer reads what it is answered."""
        for answer in self.computer.look_for_answers():
            self.answers[answer.request] = answer

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Let the receipt computer read until something is so."""

        def is_so() -> bool:
            self.read()
            return condition()

        eventually(is_so, what)

    def answered(self, *names: str) -> list[Answer]:
        """Wait for the answers to requests, of bulk requests for their results."""
        waiting = list(names)
        self.wait(
            lambda: not any(self.computer.waits_for(name) for name in waiting),
            f"answers to {waiting}",
        )
        return [self.answers[name] for name in names]


def _client(served: SimulatedService) -> HttpsQualificationService:
    return HttpsQualificationService(
        ServiceSettings(
            served.url, served.ca, served.client_certificate, served.client_key, INSTITUTION
        )
    )
