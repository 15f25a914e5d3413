"""Console, records, kiosk and the simulated service over HTTPS: nothing of it is played."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from drivers.qualification.client import HttpsQualificationService
from drivers.qualification.settings import ServiceSettings
from kiosk.domain.check_in import CheckIn, VerifiedBy
from kiosk.domain.consent import Consents
from kiosk.ports.desk.desk import Desk
from kiosk.ports.qualification import Confirmed
from kiosk.ports.records import KeptCheckIn
from kiosk.services.desk_queries import DeskQueries, Line
from kiosk.services.workers import InlineWorker
from kiosk.storage.query_book import open_query_book
from kiosk.storage.records import open_records
from simulators.personas.insured import Insured
from simulators.qualification.service import INSTITUTION, SimulatedService
from tests.console.asgi import Client
from tests.console.filled import fill, ident
from tests.console.queries.line import ask, sent
from tests.fakes.clock import FakeClock
from tests.output.receptions import reception
from tests.simulators.qualification import cards
from tests.simulators.qualification.serving import running_service
from tests.storage.keeping import ENTRY

NEIGHBOUR, ELDER, YOUNGER = 0x5A1000EC, 0x5A1000ED, 0x5A1000EE
PERSON = {**cards.PERSON, "InsuredBranchNumber": "01", "InsuredCardSymbol": "見本ー７"}
OTHER = {**PERSON, "InsuredIdentificationNumber": "7001", "Name": "秘密　桃子"}
TWIN = {**PERSON, "InsuredIdentificationNumber": "8888", "Name": "秘密　一郎"}
PEOPLE = {
    cards.TARO: Insured((PERSON,)),
    NEIGHBOUR: Insured((OTHER,), reference_number="K-1"),
    ELDER: Insured((TWIN,), reference_number="K-7"),
    YOUNGER: Insured((TWIN | {"Name": "秘密　二郎"},)),
}
NUMBERS = {
    "insurer": "139998",
    "symbol": "見本ー7",
    "number": "4567",
    "branch": "01",
    "birthdate": "S61.9.8",
}


class Kiosk:
    """A kiosk on the service's line; a patient comes, or staff ask."""

    def __init__(self, records_file: Path, service: SimulatedService, clock: FakeClock) -> None:
        self.service, self.clock = service, clock
        settings = ServiceSettings(
            service.url, service.ca, service.client_certificate, service.client_key, INSTITUTION
        )
        self.client = HttpsQualificationService(settings)
        self.records = open_records(records_file)
        book = open_query_book(records_file, "kiosk-1")
        line = Line(self.client, InlineWorker(), lambda: False)
        self.queries = DeskQueries(book, line, clock, INSTITUTION)

    def receive(self, number: str) -> None:
        """Somebody comes with a card, and their reception is kept."""
        proof = cards.Chip().proof(self.client.request_challenge())
        answer = self.client.confirm(proof, VerifiedBy.FACE)
        assert isinstance(answer, Confirmed)
        check_in: CheckIn = replace(
            reception(), confirmation=answer.confirmation, consents=Consents({})
        )
        self.records.keep_check_in(KeptCheckIn(number, check_in), (), ENTRY, self.clock.now())

    def turns(self) -> None:
        self.clock.seconds += 31.0
        while self.queries.turn():
            pass

    def close(self) -> None:
        self.queries.stop()
        self.records.close()
        self.client.close()


@pytest.fixture
def kiosk(tmp_path: Path, records_file: Path, desk: Desk, clock: FakeClock) -> Iterator[Kiosk]:
    del desk  # the file is there
    fill(records_file, clock.now())
    with running_service(tmp_path / "service", PEOPLE) as service:
        kiosk = Kiosk(records_file, service, clock)
        yield kiosk
        kiosk.close()


def test_a_number_that_was_registered_comes_with_the_next_reception(
    client: Client, kiosk: Kiosk, desk: Desk
) -> None:
    kiosk.receive("first")
    before = desk.today.case("first")
    assert before
    assert before.person
    assert before.person.reference_number is None
    page = sent(client, "/queries/reference?reception=first", reference="カルテ-12")
    kiosk.turns()
    assert "照会番号 カルテ-12 を登録しました" in client.get(f"{page}/state").text
    kiosk.receive("second")
    after = desk.today.case("second")
    assert after
    assert after.person
    assert after.person.reference_number == "カルテ-12"


def test_a_number_of_somebody_else_is_refused_in_the_services_words(
    client: Client, kiosk: Kiosk, desk: Desk
) -> None:
    kiosk.receive("first")
    page = sent(client, "/queries/reference?reception=first", reference="K-1")
    kiosk.turns()
    assert "SIM-1301" in client.get(page).text
    kiosk.receive("second")
    after = desk.today.case("second")
    assert after
    assert after.person
    assert after.person.reference_number is None


def test_a_patient_without_a_card_is_found_by_what_they_show_once_the_line_is_back(
    client: Client, kiosk: Kiosk, desk: Desk
) -> None:
    kiosk.service.down()
    page = sent(client, f"/queries/new?reception={ident('line')}", **NUMBERS | {"number": "8888"})
    kiosk.turns()
    assert "回線を待っています" in client.get(page).text
    kiosk.service.up()
    kiosk.turns()
    shown = client.get(page).text
    assert "複数該当" in shown
    assert "2番目（秘密　二郎）" in shown
    client.post(f"{page}/use", {"chosen": "0"})
    case = desk.today.case(ident("line"))
    assert case
    assert case.person
    assert case.person.reference_number == "K-7"


def test_who_is_not_insured_there_is_not_found(client: Client, kiosk: Kiosk) -> None:
    page = ask(client, **{**NUMBERS, "number": "9999"}).location
    kiosk.turns()
    shown = client.get(page).text
    assert "該当資格なし" in shown
    assert "/paper/new" in shown


def test_home_visits_are_found_while_the_consent_stands(client: Client, kiosk: Kiosk) -> None:
    kiosk.service.exchange.consent_to_home_visits(cards.TARO, kiosk.clock.now())
    days = {"first": "2026/11/1", "last": "2026/11/20", "caring": "yes"}
    page = sent(client, "/queries/home-visits", **days)
    kiosk.turns()
    kiosk.turns()
    shown = client.get(page).text
    assert "1人が見つかりました" in shown
    assert "秘密　太郎" in shown
    kiosk.service.exchange.consent_to_home_visits(cards.TARO, None)
    page = sent(client, "/queries/home-visits", **days)
    kiosk.turns()
    kiosk.turns()
    assert "0人が見つかりました" in client.get(page).text
