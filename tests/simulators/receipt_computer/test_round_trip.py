"""From the receipt computer's request through the kiosk to the service, and back into its hands."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from drivers.qualification.client import HttpsQualificationService
from drivers.qualification.settings import ServiceSettings
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Consents, Information
from kiosk.domain.japan_time import JAPAN
from kiosk.domain.optional_questions import NOTHING_ASKED
from kiosk.output.oqs_folders import OqsFolders
from kiosk.output.qualification_xml import Encoding
from kiosk.output.request_folder import SharedRequests
from kiosk.output.requests import StandardRequests
from kiosk.ports.qualification import Confirmed
from kiosk.ports.requests import Requests
from kiosk.services.exchange import Around, Exchange
from kiosk.services.workers import InlineWorker
from simulators.personas.insured import Insured
from simulators.qualification.service import INSTITUTION, SimulatedService
from simulators.receipt_computer import requests
from simulators.receipt_computer.answers import Answer
from simulators.receipt_computer.computer import ReceiptComputer
from simulators.receipt_computer.decoding import Part, section, sections, text
from simulators.receipt_computer.requests import Patient, Request
from tests.fakes.clock import FakeClock
from tests.fakes.records import FakeRecords
from tests.simulators.qualification.cards import PERSON, TARO, Authority, Chip

INSURED = Insured(
    ({**PERSON, "InsuredCardSymbol": "１２－３", "InsuredBranchNumber": "01"},), registered=True
)
PATIENT = Patient("139998", "4567", "19860908", "１２－３", "01")
NOBODY = Patient("139998", "9999", "19860908", "１２－３", "01")
TODAY = datetime.now(UTC).astimezone(JAPAN).date()


@dataclass
class Clinic:
    """A receipt computer, the kiosk's way of answering it, and the service behind."""

    computer: ReceiptComputer
    exchange: Exchange
    records: FakeRecords
    output: OqsFolders
    clock: FakeClock
    client: HttpsQualificationService
    utf_8: bool

    def ask(self, request: Request) -> list[Answer]:
        """Ask, and return every answer until the last."""
        name, answers = self.computer.ask(request, utf_8=self.utf_8), list[Answer]()
        for _ in range(12):
            self.clock.seconds += 40
            while self.exchange.turn():
                pass
            self._deliver()
            answers += self.computer.answers()
            if not self.computer.waits_for(name):
                return answers
        pytest.fail("no answer")

    def _deliver(self) -> None:
        for item in self.records.waiting_deliveries(100):
            self.output.publish(item.file, self.output.stage(item.file, None))
            self.records.mark_delivered(item.number, self.clock.now())

    def receive(self) -> None:
        """The patient comes and consents to 薬剤."""
        proof = Chip().proof(self.client.request_challenge())
        outcome = self.client.confirm(proof, VerifiedBy.FACE)
        assert isinstance(outcome, Confirmed)
        consents = Consents({Information.PHARMACISTS: True})
        self.client.record_answers(outcome.receipt, consents, NOTHING_ASKED)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Generator[SimulatedService]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UKETSUKE_PROFILE", "test")
        state: Path = tmp_path_factory.mktemp("service")
        service = SimulatedService(state, {TARO: INSURED}, Authority().pem)
    service.start()
    yield service
    service.close()


@pytest.fixture
def kept_threads(kept_threads: tuple[str, ...], served: SimulatedService) -> tuple[str, ...]:
    """The service serves all tests of this file, with a thread that it began for one of them."""
    return (*kept_threads, "simulated-qualification", "AnyIO worker thread")


@pytest.fixture(params=[False, True], ids=["Shift_JIS", "UTF-8"])
def clinic(
    request: pytest.FixtureRequest,
    served: SimulatedService,
    computer: ReceiptComputer,
    folder: Path,
) -> Iterator[Clinic]:
    records, clock = FakeRecords(), FakeClock(datetime.now(UTC).astimezone(JAPAN))
    client = HttpsQualificationService(
        ServiceSettings(
            served.url, served.ca, served.client_certificate, served.client_key, INSTITUTION
        )
    )
    around = Around(
        records, InlineWorker(), client, InlineWorker(), clock, lambda: False, lambda: None
    )
    kiosk = Requests(
        SharedRequests(folder / "req", "kiosk-1", clock.monotonic),
        StandardRequests(INSTITUTION),
        0.005,
    )
    output = OqsFolders(folder / "face", folder / "res", Encoding.UTF_8, INSTITUTION, "kiosk-1")
    yield Clinic(
        computer, Exchange(kiosk, around), records, output, clock, client, utf_8=request.param
    )
    client.close()


def people(part: Part) -> list[str]:
    results = sections(section(part, "ResultList"), "ResultOfQualificationConfirmation")
    return [text(result, "Name") for result in results]


def test_a_query_comes_back_with_the_patient(clinic: Clinic) -> None:
    [answer] = clinic.ask(requests.query(PATIENT, TODAY))
    assert (answer.segment, answer.error) == ("1", "")
    assert people(answer.body) == ["秘密　太郎"]


def test_a_query_about_nobody_says_so(clinic: Clinic) -> None:
    [answer] = clinic.ask(requests.query(NOBODY, TODAY))
    assert (answer.segment, people(answer.body)) == ("1", [])


def test_a_bulk_query_is_asked_for_until_its_result_is_there(
    clinic: Clinic, served: SimulatedService
) -> None:
    served.exchange.processing(2)
    answers = clinic.ask(requests.bulk_query([PATIENT, NOBODY, PATIENT], TODAY))
    assert [answer.segment for answer in answers] == ["1", "2", "2", "1"]
    units = sections(answers[-1].body, "BulkConfirmUnit")
    assert [people(unit) for unit in units] == [["秘密　太郎"], [], ["秘密　太郎"]]


def test_a_patient_number_is_registered_and_stands_in_the_next_answer(
    clinic: Clinic, served: SimulatedService
) -> None:
    [answer] = clinic.ask(requests.register(PATIENT, "00123"))
    assert answer.segment == "1"
    assert served.reference_number_of(TARO) == "00123"
    answers = clinic.ask(requests.bulk_register([(PATIENT, "00124")]))
    assert answers[-1].segment == "1"
    [answer] = clinic.ask(requests.query(PATIENT, TODAY))
    [person] = sections(section(answer.body, "ResultList"), "ResultOfQualificationConfirmation")
    assert text(person, "ReferenceNumber") == "00124"


@pytest.mark.parametrize(("category", "beginning"), [("1", b"%PDF-"), ("2", b"<?xml")])
def test_medicines_come_as_a_document_once_they_were_consented_to(
    clinic: Clinic, served: SimulatedService, category: str, beginning: bytes
) -> None:
    served.reset()
    first = TODAY.replace(year=TODAY.year - 1, day=1)
    request = requests.medicines(PATIENT, first, TODAY, category)
    [refused] = clinic.ask(request)
    assert (refused.segment, refused.document) == ("9", None)
    clinic.receive()
    [answer] = clinic.ask(request)
    assert answer.document is not None
    assert answer.document.startswith(beginning)
    [other] = clinic.ask(requests.checkups(PATIENT))
    assert (other.segment, other.document) == ("9", None)


def test_home_visits_are_those_who_consented_to_them(
    clinic: Clinic, served: SimulatedService
) -> None:
    served.exchange.consent_to_home_visits(TARO, datetime.now(UTC))
    answers = clinic.ask(requests.home_visits(TODAY, TODAY))
    units = sections(answers[-1].body, "BulkConfirmUnit")
    assert [people(unit) for unit in units] == [["秘密　太郎"]]


def test_a_request_of_another_clinic_comes_back_as_an_error(clinic: Clinic, folder: Path) -> None:
    stranger = ReceiptComputer(folder, institution="1319999998", pause=lambda _: None)
    name = stranger.ask(requests.query(PATIENT, TODAY))
    own = clinic.ask(requests.query(PATIENT, TODAY))
    errors = {answer.request: answer.error for answer in own}
    assert errors[name] == "UKE-0203"
