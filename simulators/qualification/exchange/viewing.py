"""Hands out medical information: YZKsiquc01 (薬剤・診療・手術) and TKKsiquc01 (特定健診).

Only what was consented to at the newest reception here, for 24 hours (qualification.md §4.2). Who
asks for anything else gets the same words, whoever is meant and whatever there would be to see.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from simulators.qualification.certificates import JAPAN
from simulators.qualification.exchange.answer import Answer, Letterhead
from simulators.qualification.exchange.medical_history import Visit, checkups, visits
from simulators.qualification.exchange.medical_pdf import checkups_pdf, visits_pdf
from simulators.qualification.exchange.medical_sheet import Sheet
from simulators.qualification.exchange.medical_xml import checkups_xml, visits_xml
from simulators.qualification.exchange.refusal import Reason, Refused
from simulators.qualification.exchange.request import (
    Element,
    Message,
    branch_number,
    choice,
    insurer_number,
    month,
    optional,
    required,
)
from simulators.qualification.exchange.roll import Asked, Result, Roll
from simulators.qualification.exchange.search import LONGEST_NUMBER

SELF_DEFENCE_CARD: Final = "07"  # 自衛官診療証: its holders' records are not here (§4.2)
DRUGS, DIAGNOSIS, OPERATIONS, CHECKUPS = (
    "PharmacistsInfo",
    "DiagnosisInfo",
    "OperationInfo",
    "SpecificHealthCheckupsInfo",
)
_TITLES: Final = {DRUGS: "薬剤情報", DIAGNOSIS: "診療情報", OPERATIONS: "手術情報"}
_PDF_OF_DRUGS, _XML_OF_DRUGS, _PDF_OF_ALL, _XML_OF_ALL = "1234"  # FileCategory


@dataclass(frozen=True, repr=False)
class _Viewed:
    """A person whose records may be seen now, and which."""

    serial: int
    result: Result
    kinds: frozenset[str]


def view_visits(message: Message, roll: Roll, letterhead: Letterhead) -> Answer:
    """Answer YZKsiquc01. Raises `Refused`.

    FileCategory 1 and 2 are 薬剤, 3 and 4 are what was consented to of 薬剤, 診療 and 手術.
    """
    body = message.body
    category = choice(body, "FileCategory", "1234")
    first, last = month(body, "StartDate"), month(body, "EndDate")
    if last < first:
        raise Refused(Reason.ELEMENT_WRONG, "EndDate")
    _read_ways(body)
    every = category in (_PDF_OF_ALL, _XML_OF_ALL)
    wanted = frozenset(_TITLES if every else (DRUGS,))
    viewed = _permitted(message.header, roll, wanted)
    found = _only(_visits(viewed, first, last, letterhead), viewed.kinds)
    sheet = _sheet(viewed.result, letterhead)
    if category in (_XML_OF_DRUGS, _XML_OF_ALL):
        return _handed_out(letterhead, "xml", visits_xml(sheet, found))
    title = "・".join(title for kind, title in _TITLES.items() if kind in viewed.kinds)
    return _handed_out(letterhead, "pdf", visits_pdf(sheet, title, found))


def view_checkups(message: Message, roll: Roll, letterhead: Letterhead) -> Answer:
    """Answer TKKsiquc01. Raises `Refused`."""
    category = choice(message.body, "FileCategory", "12")
    _read_ways(message.body)
    viewed = _permitted(message.header, roll, frozenset({CHECKUPS}))
    sheet = _sheet(viewed.result, letterhead)
    today = letterhead.now.astimezone(JAPAN).date()
    found = checkups(str(viewed.serial), sheet.birth, today)
    media: str = "pdf" if category == "1" else "xml"
    write: Callable[..., bytes] = checkups_pdf if category == "1" else checkups_xml
    return _handed_out(letterhead, media, write(sheet, found))


def not_shown(refused: Refused, letterhead: Letterhead) -> Answer:
    """Return the answer without information: ResultCode is not 1, MessageContents say why."""
    words = {"ResultCode": "9", "MessageContents": refused.message}
    return letterhead.refused(refused, **words)


def _read_ways(body: Element) -> None:
    choice(body, "PrDiInfClassification", "1", otherwise="1")
    choice(body, "MedicalTreatmentFlag", "123", otherwise="1")


def _permitted(header: Element, roll: Roll, wanted: frozenset[str]) -> _Viewed:
    asked = Asked(
        insurer_number(header),
        optional(header, "InsuranceCardSymbol", LONGEST_NUMBER),
        required(header, "InsuredPersonIdentificationNumber", LONGEST_NUMBER),
        branch_number(header, "BranchNumber"),
    )
    found = roll.find(asked)
    if len(found) > 1:
        raise Refused(Reason.SEVERAL)
    if found and found[0].fitting[0].get("InsuredCardClassification") == SELF_DEFENCE_CARD:
        raise Refused(Reason.NOT_VIEWABLE)
    kinds = frozenset(roll.consents(found[0].serial)) & wanted if found else frozenset[str]()
    if not kinds:
        raise Refused(Reason.NO_CONSENT)
    return _Viewed(found[0].serial, found[0].fitting[0], kinds)


def _visits(viewed: _Viewed, first: date, last: date, letterhead: Letterhead) -> Iterable[Visit]:
    end = (last + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return visits(str(viewed.serial), first, end, letterhead.now.astimezone(JAPAN).date())


def _only(found: Iterable[Visit], kinds: frozenset[str]) -> list[Visit]:
    """Leave out what was not consented to, and visits of which nothing is left."""
    shown = (
        replace(
            visit,
            drugs=visit.drugs if DRUGS in kinds else (),
            treatments=tuple(
                one
                for one in visit.treatments
                if (OPERATIONS if one.operation else DIAGNOSIS) in kinds
            ),
        )
        for visit in found
    )
    return [visit for visit in shown if visit.drugs or visit.treatments]


def _sheet(result: Result, letterhead: Letterhead) -> Sheet:
    birth: Any = result["Birthdate"]
    return Sheet(
        name=result.get("Name", ""),
        kana=result.get("NameKana", ""),
        birth=date(int(birth[:4]), int(birth[4:6]), int(birth[6:])),
        sex=result.get("Sex1", "3"),
        institution=letterhead.institution,
        file_identifier=letterhead.file_identifier,
        made_at=letterhead.now.astimezone(JAPAN),
    )


def _handed_out(letterhead: Letterhead, media: str, document: bytes) -> Answer:
    answer = letterhead.finished({}, ResultCode="1")
    return answer | {"document": b64encode(document).decode("ascii"), "media": media}
