"""The whole way of a request: receipt computer, folders, records, exchange, client, service.

Nothing is faked but time: the simulated receipt computer writes into ``req``, the kiosk's exchange
puts it over HTTPS to the simulated service, and its delivery writes into ``res``.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from drivers.qualification.client import HttpsQualificationService
from drivers.qualification.settings import ServiceSettings
from kiosk.domain.check_in import ProvisionalCheckIn, VerifiedBy
from kiosk.domain.consent import Consents, Information
from kiosk.domain.optional_questions import OptionalAnswers
from kiosk.domain.session import SessionId
from kiosk.flow import effects as fx
from kiosk.output.encoding import Encoding
from kiosk.output.oqs_folders import OqsFolders
from kiosk.output.request_folder import SharedRequests
from kiosk.output.requests import StandardRequests
from kiosk.ports.qualification import Confirmed
from kiosk.ports.requests import Requests
from kiosk.services.check_in_effects import CheckInEffects
from kiosk.services.delivery import Delivery
from kiosk.services.exchange import Around, Exchange
from kiosk.services.visit_ids import VisitIds
from kiosk.services.workers import InlineWorker
from kiosk.storage.records import open_records
from simulators.personas.insured import Insured
from simulators.qualification.service import INSTITUTION, SimulatedService
from simulators.receipt_computer.answers import Answer
from simulators.receipt_computer.computer import FACE, REQ, RES, ReceiptComputer
from simulators.receipt_computer.reception import Provisional
from simulators.receipt_computer.requests import Patient, Request
from tests.fakes.clock import FakeClock
from tests.new_records import lay_new_records
from tests.simulators.qualification.cards import PERSON, TARO, Authority, Chip

TODAY = date(2026, 11, 20)
SISTER = 0x5A1000AA  # insured by the same number; the kiosk receives her never
RESULT = {
    **PERSON,
    "InsuredCardSymbol": "見本",
    "InsuredBranchNumber": "00",
    "InsuredCardClassification": "01",
    "QualificationDate": "20190401",
}
PEOPLE = {
    TARO: Insured((RESULT,)),
    SISTER: Insured(({**RESULT, "InsuredBranchNumber": "01", "Birthdate": "19900101"},)),
}
PATIENT = Patient("139998", "4567", "19860908", "見本", "00")
OTHER = Patient("139998", "4567", "19900101", "見本", "01")
STRANGER = Patient("06139992", "1", "19000101", "見本", "00")
LONGEST_PAUSE = 60.0  # seconds: more than the exchange ever waits between two tries
MOST_ROUNDS = 12


class WholeWay:
    """Everything between the receipt computer and the national service."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in (FACE, REQ, RES):
            (folder / name).mkdir()
        self.service = SimulatedService(folder / "service", PEOPLE, Authority().pem)
        self.service.start()
        self.client = HttpsQualificationService(
            ServiceSettings(
                self.service.url,
                self.service.ca,
                self.service.client_certificate,
                self.service.client_key,
                INSTITUTION,
            )
        )
        self.clock = FakeClock()
        self.records = open_records(lay_new_records(folder / "records.sqlite3"))
        self.output = OqsFolders(
            folder / FACE, folder / RES, Encoding.UTF_8, INSTITUTION, "kiosk-1"
        )
        worker = InlineWorker()
        self.delivery = Delivery(self.records, worker, self.output, self.clock)
        around = Around(
            self.records, worker, self.client, worker, self.clock, lambda: False, lambda: None
        )
        requests = SharedRequests(folder / REQ, "kiosk-1", self.clock.monotonic)
        self.exchange = Exchange(Requests(requests, StandardRequests(INSTITUTION)), around)
        self.computer = ReceiptComputer(folder, pause=lambda _: None, today=lambda: TODAY)

    def close(self) -> None:
        self.computer.close()
        self.client.close()
        self.records.close()
        self.service.close()

    def receive(self, *consents: Information) -> None:
        """Receive Taro at the kiosk's own client, with these consents."""
        challenge = self.client.request_challenge()
        confirmed = self.client.confirm(Chip().proof(challenge), VerifiedBy.FACE)
        assert isinstance(confirmed, Confirmed)
        answers = Consents({kind: kind in consents for kind in Information})
        self.client.record_answers(confirmed.receipt, answers, OptionalAnswers())

    def receive_provisionally(self) -> Provisional:
        """Keep a reception without a line; return what the receipt computer took of it."""
        effects = CheckInEffects(
            self.records, self.output, self.clock, lambda: None, INSTITUTION, VisitIds()
        )
        check_in = ProvisionalCheckIn(SessionId(1), VerifiedBy.FACE)
        effects.keep_provisional(fx.KeepProvisional(SessionId(1), check_in))
        self.delivery.deliver_waiting()
        [taken] = self.computer.take_all()
        assert isinstance(taken, Provisional)
        return taken

    def ask(self, request: Request, *, utf_8: bool = False) -> Answer:
        """Put a request and return its answer; of a bulk request the last one."""
        return self.answer_to(self.computer.ask(request, utf_8=utf_8))

    def answer_to(self, name: str) -> Answer:
        """Let everybody work until a request is answered."""
        answers: list[Answer] = []
        self.work(lambda: not self.computer.waits_for(name), answers)
        assert not self.computer.waits_for(name)
        return answers[-1]

    def work(self, enough: Callable[[], bool], answers: list[Answer]) -> None:
        """Let time pass and everybody do what they can, until it is enough."""
        for _ in range(MOST_ROUNDS):
            while self.exchange.turn():
                pass
            self.delivery.deliver_waiting()
            answers.extend(self.computer.answers())
            assert not self.computer.rejected
            if enough():
                return
            self.clock.seconds += LONGEST_PAUSE


def months_ago(years: int) -> date:
    """Return a day so many years ago; the service's records depend on its own day."""
    now = datetime.now(UTC)
    return date(now.year - years, now.month, 1)
