"""Staff at the console and the kiosk that asks for them, on a real database."""

from datetime import date, datetime, timedelta
from pathlib import Path

from kiosk.domain.desk_query import (
    Insured,
    Letter,
    NumberQuery,
    QueryKind,
    home_visits,
    number_query,
    registration,
)
from kiosk.domain.message_tree import Node
from kiosk.ports.desk.queries import DeskQuery, NewQuery
from kiosk.ports.qualification import Exchanged
from kiosk.services.desk_queries import DeskQueries, Line
from kiosk.services.workers import InlineWorker, Worker
from kiosk.storage.desk.desk import open_desk
from kiosk.storage.query_book import open_query_book
from tests.fakes.clock import FakeClock
from tests.fakes.service import FakeService
from tests.new_records import lay_new_records
from tests.output.request_files import INSTITUTION

KIOSK = "kiosk-1"
INSURED = Insured("06139998", "見本ー７", "0045", "01")
PERSON = {
    "InsurerNumber": "06139998",
    "InsuredCardSymbol": "見本ー７",
    "InsuredIdentificationNumber": "0045",
    "InsuredBranchNumber": "01",
    "Name": "秘密　花子",
    "NameKana": "ﾋﾐﾂ ﾊﾅｺ",
    "Birthdate": "19800217",
}


def elements(values: dict[str, str]) -> tuple[Node, ...]:
    return tuple(Node(name, text) for name, text in values.items())


def answer(*people: dict[str, str], validity: str = "1", **body: str) -> Node:
    """What the service tells of one person, or of several who fit."""
    header = {
        "ProcessExecutionTime": "20261120120000",
        "QualificationConfirmationDate": "20261120",
        "MedicalInstitutionCode": INSTITUTION,
        "SegmentOfResult": "1",
    }
    results = [Node("ResultOfQualificationConfirmation", children=elements(p)) for p in people]
    told = {"ProcessingResultStatus": "1", "QualificationValidity": validity, **body}
    inside = (*elements(told), Node("ResultList", children=tuple(results)))
    return Node(
        "XmlMsg",
        children=(
            Node("MessageHeader", children=elements(header)),
            Node("MessageBody", children=inside),
        ),
    )


def segment(value: str, **more: str) -> Node:
    """A message that is no answer yet, or an error."""
    header = Node("MessageHeader", children=elements({"SegmentOfResult": value, **more}))
    return Node("XmlMsg", children=(header, Node("MessageBody")))


ANSWER = answer(PERSON)
ACCEPTED = answer(ReceptionNumber="R-77")
REGISTERED = answer(ReferenceNumber="K-12")
PROCESSING = segment("2")


def request(kind: QueryKind, number: str, reception: str = "") -> Node:
    """A request of any kind with nothing wrong in it."""
    letter = Letter(INSTITUTION, number)
    day = date(2026, 11, 20)
    match kind:
        case QueryKind.REFERENCE:
            return registration(INSURED, "K-12", letter)
        case QueryKind.HOME_VISIT:
            return home_visits(date(2026, 11, 1), day, letter)
        case _:
            query = NumberQuery(INSURED, date(1980, 2, 17), day, reception=reception)
            return number_query(query, letter)


class QueryDesk:
    """What stays over a restart is the file; `busy` is a patient at the kiosk."""

    def __init__(self, folder: Path, worker: Worker | None = None) -> None:
        self._path = lay_new_records(folder / "records.sqlite3")
        self.desk = open_desk(self._path)
        self.book = open_query_book(self._path, KIOSK)
        self.service, self.clock = FakeService(), FakeClock()
        self.service.exchanges.now(Exchanged(ANSWER))
        self.busy = False
        line = Line(self.service, worker or InlineWorker(), lambda: self.busy)
        self.queries = DeskQueries(self.book, line, self.clock, INSTITUTION)

    def ask(
        self,
        kind: QueryKind = QueryKind.NUMBER,
        number: str = "q-1",
        reception: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """Staff ask."""
        new = NewQuery(number, kind, KIOSK, reception, 1, request(kind, number, reception or ""))
        now = at or self.clock.now()
        assert self.desk.queries.ask(new, now, now - timedelta(hours=1), 30)

    def tell(self, *messages: Node | Exception) -> None:
        """What the service says from now on."""
        self.service.exchanges.now(
            *(one if isinstance(one, Exception) else Exchanged(one) for one in messages)
        )

    def turns(self) -> None:
        """Everything is done that can be done now."""
        while self.queries.turn():
            pass

    def wait(self, seconds: float) -> None:
        """Time passes, and the kiosk does what it can."""
        self.clock.passes(timedelta(seconds=seconds))
        self.turns()

    def find(self, number: str = "q-1") -> DeskQuery:
        """What the console shows."""
        found = self.desk.queries.find(number)
        assert found is not None
        return found

    @property
    def asked(self) -> list[str]:
        """The interfaces, in order."""
        return [interface for interface, _ in self.service.exchanged]

    def close(self) -> None:
        self.queries.stop()
        self.desk.close()
