"""A query as the pages show it: how it stands, in a colour and in words."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from starlette.requests import Request

from kiosk.console.context import console_of, words_of
from kiosk.console.dates import both_of
from kiosk.console.qualification import ShownQualification, shown
from kiosk.console.texts import Words
from kiosk.domain.desk_answer import (
    ServiceError,
    confirmation_in,
    error_in,
    people_in,
    registered_in,
)
from kiosk.domain.desk_query import QueryKind
from kiosk.domain.doubt import DoubtCode
from kiosk.domain.doubt_words import WORDS
from kiosk.domain.doubts import doubts
from kiosk.domain.insurance import has_dash
from kiosk.domain.japan_time import JAPAN, NotATime, parse_date
from kiosk.domain.message_tree import Node
from kiosk.domain.qualification import QualificationConfirmation, Validity
from kiosk.domain.secret import Private
from kiosk.ports.desk.queries import DeskQuery

_SAID_ABOVE: Final = frozenset(
    {
        DoubtCode.QUALIFICATION_ENDED,
        DoubtCode.NEW_QUALIFICATION_EXISTS,
        DoubtCode.NO_QUALIFICATION,
        DoubtCode.SEVERAL_QUALIFICATIONS,
        DoubtCode.SEVERAL_RECORDS,
        DoubtCode.TICKET_NOT_REGISTERED,
        DoubtCode.VALIDITY_MISSING,
        DoubtCode.NOTICE_FROM_SERVICE,
        DoubtCode.CONSENT_OF_ANOTHER_DAY,  # nobody was asked for one today
    }
)
_TO_PAPER: Final = frozenset({"2", "4"})  # 無効, 該当資格なし (§6.3)
_WORKING: Final = "still_processing"


@dataclass(frozen=True, repr=False)
class ShownQuery(Private):
    """One query. `mark` is need, danger, done or calm; `state` its word."""

    query: DeskQuery
    kind: str
    mark: str
    state: str
    explain: str  # what happens now, or what staff do
    whom: str
    asked: tuple[tuple[str, str], ...]  # what was typed
    answer: ShownQualification | None = None
    people: tuple[ShownQualification, ...] = ()
    doubts: tuple[str, ...] = ()
    error: ServiceError | None = None
    registered: str = ""
    to_paper: bool = False
    look_alike: bool = False  # nobody was found, and the 記号 may be written with another stroke

    @property
    def waiting(self) -> bool:
        return self.query.answered_at is None

    @property
    def usable(self) -> bool:
        """Whether it may be taken for the reception that it is about."""
        return self.answer is not None and bool(self.query.reception) and not self.query.used_at


def shown_query(request: Request, query: DeskQuery) -> ShownQuery:
    """Return a query as it stands."""
    words = words_of(request)
    mark, state = _state(query)
    found = ShownQuery(
        query,
        words(f"queries.kind.{query.kind.value}"),
        mark,
        words(f"queries.state.{state}.title"),
        words(f"queries.state.{state}.text"),
        _whom(query, words),
        tuple(_asked(query, words)),
    )
    return found if query.answer is None else _answered(request, found, query.answer)


def _answered(request: Request, found: ShownQuery, answer: Node) -> ShownQuery:
    if error := error_in(answer):
        return replace(found, error=error)
    if found.query.kind is QueryKind.REFERENCE:
        return replace(found, registered=registered_in(answer))
    if found.query.kind is QueryKind.HOME_VISIT:
        people = tuple(_qualification(request, one) for one in people_in(answer))
        return replace(found, people=people)
    confirmation = confirmation_in(answer)
    if confirmation is None:
        return replace(found, error=ServiceError("", ""))
    seen = _qualification(request, confirmation)
    return replace(
        found,
        mark=seen.kind,
        state=seen.title,
        answer=seen,
        doubts=_doubts(request, confirmation),
        to_paper=(confirmation.validity or "") in _TO_PAPER,
        look_alike=confirmation.validity is Validity.NONE and has_dash(_symbol(found.query)),
    )


def _state(query: DeskQuery) -> tuple[str, str]:
    """Return a colour, and the key of the words below ``queries.state``."""
    if query.answered_at is None:
        if query.fault == _WORKING:
            return "calm", "processing"
        if query.fault:
            return "need", "line_down"
        return "calm", "asking" if query.sent_at else "queued"
    if query.answer is None:
        return "danger", query.fault or "erased"
    if error_in(query.answer):
        return "danger", "refused"
    return "done", "registered" if query.kind is QueryKind.REFERENCE else "answered"


def _qualification(request: Request, confirmation: QualificationConfirmation) -> ShownQualification:
    texts = console_of(request).texts
    return shown(confirmation, words_of(request), texts.language("ja"))


def _doubts(request: Request, confirmation: QualificationConfirmation) -> tuple[str, ...]:
    """Return what to look at; the answer is judged as of the day that it was asked for."""
    console, language = console_of(request), words_of(request).language
    today = console.clock.now().astimezone(JAPAN).date()
    day = _date(confirmation.confirmation_date) or today
    found = doubts(confirmation, day, console.institution)
    codes = dict.fromkeys(one.code for one in found if one.code not in _SAID_ABOVE)
    return tuple(getattr(WORDS[code], language) for code in codes)


def _whom(query: DeskQuery, words: Words) -> str:
    """Return a name once there is one; until then what of the question says it best."""
    confirmation = query.answer and confirmation_in(query.answer)
    names = [one.name for one in confirmation.results if one.name] if confirmation else []
    if len(set(names)) == 1:
        return names[0]
    info = _info(query.request) or Node("")
    dates = (both_of(info.value(name), words.language) for _, name in _DATES)
    return " – ".join(date for date in dates if date) or info.value("ReferenceNumber") or ""


def _asked(query: DeskQuery, words: Words) -> list[tuple[str, str]]:
    info = _info(query.request)
    if info is None:
        return []
    pairs = [(key, info.value(element)) for key, element in _ELEMENTS]
    pairs += [(key, both_of(info.value(element), words.language)) for key, element in _DATES]
    return [(words(f"queries.field.{key}"), text.strip()) for key, text in pairs if text]


_ELEMENTS: Final = (
    ("reference", "ReferenceNumber"),
    ("insurer", "InsurerNumber"),
    ("symbol", "InsuredCardSymbol"),
    ("number", "InsuredIdentificationNumber"),
    ("branch", "InsuredBranchNumber"),
)
_DATES: Final = (
    ("birthdate", "Birthdate"),
    ("first", "ConsentDateFrom"),
    ("last", "ConsentDateTo"),
)


def _symbol(query: DeskQuery) -> str:
    info = _info(query.request)
    return (info.value("InsuredCardSymbol") if info else None) or ""


def _info(message: Node | None) -> Node | None:
    body = message and message.child("MessageBody")
    return body.children[0] if body and body.children else None


def _date(digits: str | None) -> date | None:
    try:
        return parse_date(digits or "")
    except NotATime:
        return None
