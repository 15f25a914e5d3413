"""Requests for many people, in two steps (qualification.md §1.3).

The first step is answered with a ReceptionNumber, the second with the result or 処理中. The work is
done when the upload is taken in, so that an answer is of that moment, and the same however often it
is asked for: a reception number is never used up.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from simulators.qualification.certificates import JAPAN
from simulators.qualification.exchange.answer import Answer, Letterhead
from simulators.qualification.exchange.references import INFO, References
from simulators.qualification.exchange.refusal import Reason, Refused
from simulators.qualification.exchange.request import (
    Element,
    Message,
    choice,
    element,
    elements,
    required,
    valid_day,
)
from simulators.qualification.exchange.roll import Roll
from simulators.qualification.exchange.search import SEARCH, by_number, by_numbers, of_person
from simulators.qualification.exchange.store import ExchangeStore, Upload
from simulators.qualification.registry import Registry

MOST_UNITS: Final = 10_000
"""People in one bulk request."""
HOME_VISITS: Final = "2"  # MedicalTreatmentFlag: 訪問診療


@dataclass(frozen=True, repr=False)
class _Done:
    """The work of one upload."""

    units: Sequence[Mapping[str, Any]]
    unit_name: str = "BulkConfirmUnit"
    header: Mapping[str, str] | None = None


class Bulk:
    """Uploads and downloads; whoever calls sees to it that they come one after the other."""

    def __init__(self, registry: Registry, store: ExchangeStore, processing: int) -> None:
        self._registry = registry
        self._store = store
        self.processing = processing
        self._kinds: Mapping[str, Callable[[Message, Letterhead], _Done]] = {
            "OQSmuquc": self._search,
            "OQSmuimm": self._register,
            "OQSmuhvq": self._home_visits,
        }

    @property
    def kinds(self) -> tuple[str, ...]:
        """The interfaces without their steps."""
        return tuple(self._kinds)

    def upload(self, kind: str, message: Message, head: Letterhead) -> Answer:
        """Take in a request (01); its answer has the ReceptionNumber. Raises `Refused`."""
        done = self._kinds[kind](message, head)
        failed = sum(unit["ProcessingResultStatus"] != "1" for unit in done.units)
        counts = {
            "NumberOfProcessingResult": str(len(done.units)),
            "NumberOfNormalProcessing": str(len(done.units) - failed),
            "NumberOfError": str(failed),
        }
        header = {**(done.header or {}), **counts}
        body = {done.unit_name: list(done.units)}
        reception = self._store.add(Upload(kind, head.file_identifier, header, body), head.now)
        return head.finished({"ReceptionNumber": reception, "ProcessingResultStatus": "1"})

    def download(self, kind: str, message: Message, head: Letterhead) -> Answer:
        """Hand out the answer (02), or say 処理中. Raises `Refused`.

        Without an identifier of its own it carries the upload's, by which programs tell theirs.
        """
        number = required(message.body, "ReceptionNumber")
        upload = self._store.find(number)
        if upload is None:
            raise Refused(Reason.RECEPTION_UNKNOWN)
        if upload.kind != kind:
            raise Refused(Reason.RECEPTION_OTHER)
        head = head.identified(head.file_identifier or upload.file_identifier)
        if self._store.count_asking(number) <= self.processing:
            return head.processing(ReceptionNumber=number)
        return head.finished(upload.body, **upload.header, ReceptionNumber=number)

    def _search(self, message: Message, head: Letterhead) -> _Done:
        day = valid_day(message.header, "QualificationConfirmationDate")
        questions = _units(message.body, SEARCH)
        roll = Roll(self._registry, head.now)
        units = [by_number(question, roll, day) for question in questions]
        return _Done(units, header=by_numbers(day))

    def _register(self, message: Message, head: Letterhead) -> _Done:
        infos = _units(message.body, INFO)
        references = References(self._registry, Roll(self._registry, head.now))
        return _Done([references.register_unit(info) for info in infos], "BulkRegistrationUnit")

    def _home_visits(self, message: Message, head: Letterhead) -> _Done:
        """Find those who consented to home visits on certain days: no card and no number."""
        info = element(message.body, SEARCH)
        choice(info, "MedicalTreatmentFlag", HOME_VISITS)
        first, last = valid_day(info, "ConsentDateFrom"), valid_day(info, "ConsentDateTo")
        if last < first:
            raise Refused(Reason.ELEMENT_WRONG, "ConsentDateTo")
        roll, today = Roll(self._registry, head.now), head.now.astimezone(JAPAN).date()
        people = self._store.home_visits(first, last)
        return _Done([of_person(serial, roll, today) for serial in people])


def _units(body: Element, name: str) -> list[Element]:
    units = elements(body, name)
    if len(units) > MOST_UNITS:
        raise Refused(Reason.TOO_MANY)
    return units
