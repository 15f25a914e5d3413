"""What staff ask the service without the card, as the message that asks it (qualification.md §2).

A query by 記号番号 (OQSsiquc01, §2.3), a registration of the clinic's own patient number
(OQSsiimm01, §2.7) and the home visits of some days of consent (OQSmuhvq01, then 02; §1.3, §2.3).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from kiosk.domain.insurance import is_latter_stage
from kiosk.domain.message_tree import Node
from kiosk.domain.secret import Private

INSURER_WIDTH: Final = 8  # characters; the six digits of 国保 have two spaces before them
_HOME_VISITS: Final = "2"  # MedicalTreatmentFlag: 訪問診療


class QueryKind(StrEnum):
    """What is asked; the value is what the records keep."""

    NUMBER = "number"  # 記号番号
    PROVISIONAL = "provisional"  # the same, for a reception that was provisional
    HOME_VISIT = "home_visit"  # 訪問診療 再照会: in two steps
    REFERENCE = "reference"  # 照会番号: a registration

    @property
    def urgent(self) -> bool:
        """Whether somebody stands at the desk: it goes even while a patient is at the kiosk."""
        return self in {QueryKind.NUMBER, QueryKind.PROVISIONAL}


_FIRST_STEP: Final = MappingProxyType(
    {
        QueryKind.NUMBER: "OQSsiquc01",
        QueryKind.PROVISIONAL: "OQSsiquc01",
        QueryKind.HOME_VISIT: "OQSmuhvq01",
        QueryKind.REFERENCE: "OQSsiimm01",
    }
)
_SECOND_STEP: Final = "OQSmuhvq02"
_MAY_BE_SENT_TWICE: Final = frozenset({"OQSsiquc01", _SECOND_STEP})


def interface_of(kind: QueryKind, *, first_step_done: bool = False) -> str:
    """Return the interface to be asked now (§1.3)."""
    return _SECOND_STEP if first_step_done else _FIRST_STEP[kind]


def repeatable(interface: str) -> bool:
    """Tell whether a request may be sent again after a lost line without any harm.

    A registration sent twice may undo one that was made in between, and a first of two steps
    begins new work each time; a question and the fetching of a result change nothing.
    """
    return interface in _MAY_BE_SENT_TWICE


@dataclass(frozen=True)
class Letter:
    """What stands in every request: the clinic's ten digits, and an identifier of its own."""

    institution: str
    identifier: str


@dataclass(frozen=True, repr=False)
class Insured(Private):
    """Whom an insurance is of, as it is printed; 記号 and 枝番 may be empty."""

    insurer: str  # six or eight digits, without padding
    symbol: str
    number: str
    branch: str  # two digits

    @property
    def registrable(self) -> bool:
        """Whether a 照会番号 can be registered: all but 後期高齢者 need their 枝番 (§2.7)."""
        return bool(self.branch) or is_latter_stage(self.insurer)


@dataclass(frozen=True, repr=False)
class NumberQuery(Private):
    """A question about one person on one day. `reception`: which of ours it is about, if any."""

    insured: Insured
    birthdate: date
    day: date
    limit: bool = False  # 限度額適用認定証 is asked for too
    reception: str = ""


def number_query(query: NumberQuery, letter: Letter) -> Node:
    """Return the ``XmlMsg`` of OQSsiquc01; what is empty is left out."""
    search = (
        *_insured(query.insured),
        Node("Birthdate", digits(query.birthdate)),
        Node("LimitApplicationCertificateRelatedConsFlg", "1" if query.limit else "0"),
        Node("ArbitraryIdentifier", query.reception),
    )
    date_asked = Node("QualificationConfirmationDate", digits(query.day))
    return _message(letter, _element("QualificationConfirmSearchInfo", search), (date_asked,))


def registration(insured: Insured, reference_number: str, letter: Letter) -> Node:
    """Return the ``XmlMsg`` of OQSsiimm01.

    Raises ValueError where 枝番 is wanting: see `Insured.registrable`.
    """
    if not insured.registrable:
        raise ValueError("a registration needs the 枝番")
    info = (Node("ReferenceNumber", reference_number), *_insured(insured))
    return _message(letter, _element("ReferenceNumberRegistrationInfo", info))


def home_visits(first: date, last: date, letter: Letter) -> Node:
    """Return the ``XmlMsg`` of OQSmuhvq01: who consented to home visits on these days."""
    search = (
        Node("MedicalTreatmentFlag", _HOME_VISITS),
        Node("ConsentDateFrom", digits(first)),
        Node("ConsentDateTo", digits(last)),
    )
    return _message(letter, _element("QualificationConfirmSearchInfo", search))


def result_of(receipt: str, letter: Letter) -> Node:
    """Return the ``XmlMsg`` of a second step, which fetches by ReceptionNumber."""
    return _message(letter, Node("ReceptionNumber", receipt))


def digits(day: date) -> str:
    """Return YYYYMMDD."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _insured(insured: Insured) -> tuple[Node, ...]:
    return (
        Node("InsurerNumber", insured.insurer.strip().rjust(INSURER_WIDTH)),
        Node("InsuredCardSymbol", insured.symbol),
        Node("InsuredIdentificationNumber", insured.number),
        Node("InsuredBranchNumber", insured.branch),
    )


def _element(name: str, children: tuple[Node, ...]) -> Node:
    return Node(name, children=tuple(child for child in children if child.text))


def _message(letter: Letter, inside: Node, more: tuple[Node, ...] = ()) -> Node:
    header = (
        *more,
        Node("MedicalInstitutionCode", letter.institution),
        Node("ArbitraryFileIdentifier", letter.identifier),
    )
    body = Node("MessageBody", children=(inside,))
    return Node("XmlMsg", children=(Node("MessageHeader", children=header), body))
