"""A case as its page draws it: pure, everything decided before the template."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.console.benefits import expense_lines, thousands
from kiosk.console.dates import both, both_of, clock_time, short
from kiosk.console.lines import Status
from kiosk.console.needs import (
    DANGERS,
    Action,
    action_for,
    also_for,
    may_be_checked,
    ring_of,
    said,
    worded,
)
from kiosk.console.qualification import ShownQualification, shown
from kiosk.console.texts import Words
from kiosk.domain.age import age
from kiosk.domain.doubt_words import WORDS
from kiosk.domain.japan_time import JAPAN, NotATime, parse_date
from kiosk.domain.names import has_bullet
from kiosk.domain.qualification import QualificationConfirmation
from kiosk.domain.qualification_tree import MessageMalformed, confirmation_from
from kiosk.domain.secret import Private
from kiosk.domain.shape import Shape
from kiosk.ports.desk.today import CaseFile, FileState, VisitFacts

_LABELS = {
    "ResultList": "records",
    "Name": "name",
    "NameOfOther": "name",
    "NameKana": "kana",
    "Address": "address",
    "Birthdate": "birthdate",
    "InsurerNumber": "insurer_number",
    "InsuredCardSymbol": "symbol",
    "InsuredIdentificationNumber": "number",
    "InsuredBranchNumber": "branch",
    "InsuredName": "insured_name",
    "InsuredCardExpirationDate": "valid_until",
    "InsuredCardValidDate": "valid_from",
    "QualificationDate": "acquired",
    "DisqualificationDate": "lost_on",
    "InsuredPartialContributionRatio": "share",
    "PersonalFamilyClassification": "family",
    "PreschoolClassification": "preschool",
    "LimitApplicationCertificateClassificationFlag": "limit_class",
}
"""What staff call an element; one that is not here is shown by its own name."""

Facts = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class OpenNeed:
    """What is needed of staff, open still or dealt with."""

    code: str
    ring: str
    kind: str
    title: str
    what: str
    do: str
    action: Action
    also: Action | None
    open: bool


@dataclass(frozen=True, repr=False)
class ShownCase(Private):
    """Everything that the page shows."""

    heading: str  # the name, or what stands in its place
    bullet: bool  # ● in it
    erased: bool
    kind: str
    said: str
    done: bool
    need: OpenNeed | None
    person: Facts
    method: Facts
    answer: ShownQualification | None
    diseases: Sequence[Facts]
    expenses: Sequence[tuple[str, Facts]]  # 公費受給者証 (PMH): its name, its numbers
    warnings: Sequence[tuple[str, str]]  # the element, what to do
    files: Sequence[tuple[str, str, str]]  # kind, name, what became of it


def confirmation_of(case: CaseFile) -> QualificationConfirmation | None:
    """Return the service's answer, None where none is kept or it is none."""
    message = case.person.message if case.person else None
    try:
        return confirmation_from(message) if message else None
    except MessageMalformed:
        return None


def shown_case(case: CaseFile, words: Words, japanese: Words, now: datetime) -> ShownCase:
    """Return a case in the reader's words; what is copied is Japanese."""
    answer, person, stands = confirmation_of(case), case.person, _stands(case)
    visit = case.visit
    name = (person.name or "") if person else ""
    erased = case.kept is not None and person is None
    empty = "reception.erased_name" if erased else "reception.nobody"
    return ShownCase(
        heading=name or words(empty),
        bullet=has_bullet(name),
        erased=erased,
        kind="need" if visit and visit.open else stands.kind,
        done=stands is Status.DONE,
        said=words(f"today.status.{stands.value}"),
        need=_need(case, visit, words) if visit else None,
        person=list(_person(case, answer, words, now)),
        method=list(_method(case, words)),
        answer=shown(answer, words, japanese) if answer else None,
        diseases=list(_diseases(answer, words)),
        expenses=[
            (each.name, expense_lines(each, words))
            for each in (person.public_expenses if person else ())
        ],
        warnings=list(_warnings(case, words)),
        files=[_file(file, words) for file in case.files],
    )


def _stands(case: CaseFile) -> Status:
    if case.kept is not None or (case.paper is not None and case.paper.recorded_at is not None):
        return Status.DONE
    if case.provisional is not None:
        return Status.PROVISIONAL
    visit = case.visit
    under_way = visit is not None and visit.outcome is None and visit.ended_at is None
    return Status.WAITING if under_way or visit is None else Status.ENDED


def _need(case: CaseFile, visit: VisitFacts, words: Words) -> OpenNeed | None:
    if visit.needs is None:
        return None
    code, under_way = visit.needs, visit.ended_at is None
    settled = case.provisional.validity if case.provisional else None
    fitting = worded(code, under_way=under_way, settled=settled)
    checkable = may_be_checked(visit.token, visit.verified_by, visit.shape)
    return OpenNeed(
        code=code,
        ring=ring_of(case.id, code, visit.needs_since or visit.began_at),
        kind="danger" if code in DANGERS else "need",
        title=said(words, fitting, "title"),
        what=said(words, fitting, "what"),
        do=said(words, fitting, "do"),
        action=action_for(code, under_way=under_way, checkable=checkable),
        also=also_for(code, under_way=under_way, checkable=checkable),
        open=visit.open,
    )


def _person(
    case: CaseFile, answer: QualificationConfirmation | None, words: Words, now: datetime
) -> Iterator[tuple[str, str]]:
    person = case.person
    if person is None:
        return
    if person.kana:
        yield words("reception.kana"), unicodedata.normalize("NFKC", person.kana)
    if person.birthdate:
        yield words("reception.birthdate"), _born(person.birthdate, words, now)
    if answer and len(answer.results) == 1 and (sex := answer.results[0].sex1):
        yield words("reception.sex"), words.find(f"qualification.sex.{sex}", sex)
    if person.reference_number:
        yield words("reception.reference_number"), person.reference_number


def _born(digits: str, words: Words, now: datetime) -> str:
    try:
        born: date = parse_date(digits)
    except NotATime:
        return digits
    years = age(born, now.astimezone(JAPAN).date())
    return f"{both(born, words.language)} {words('reception.age', n=years)}"


def _method(case: CaseFile, words: Words) -> Iterator[tuple[str, str]]:
    visit = case.visit
    by = (visit and visit.verified_by) or (case.kept and case.kept.verified_by)
    if by:
        yield words("reception.verified_by"), words.find(f"today.method.{by}", by)
    if visit is None:
        return
    if visit.checked_by or visit.reason:
        why = words.find(f"check.reason.{visit.reason}") if visit.reason else ""
        who = visit.checked_by or words("reception.clinic")
        yield words("reception.checked"), words("reception.checked_by", name=who, why=why)
    if visit.face_failures:
        yield words("reception.face"), words("reception.times", n=visit.face_failures)
    if visit.pin_failures:
        yield words("reception.pin"), words("reception.times", n=visit.pin_failures)
    if visit.help_asked:
        yield words("reception.help"), words("reception.times_called", n=visit.help_asked)
    yield words("reception.token"), words.find(f"reception.tokens.{visit.token}", visit.token)
    if visit.shape and visit.shape != Shape.STANDARD:
        shape = words.find(f"kiosks.shapes.{visit.shape}", visit.shape)
        yield words("kiosks.shape"), shape
    if visit.certificate:
        text = words.find(f"reception.certificates.{visit.certificate}", visit.certificate)
        yield words("reception.certificate"), text
    for code in dict.fromkeys(_codes(case)):
        yield words("reception.service_code"), code
    if visit.outcome and (ended := words.find(f"today.outcome.{visit.outcome}")):
        yield words("reception.ended"), ended


def _codes(case: CaseFile) -> Iterator[str]:
    """Yield the service's own codes: of a refusal, and of answers that were none."""
    for one in case.happenings:
        code = str(one.details.get("code", ""))
        if one.what == "see_staff" and code:
            yield code
        elif one.details.get("device") == "service":
            yield code.partition(":")[2] or code


def _diseases(answer: QualificationConfirmation | None, words: Words) -> Iterator[Facts]:
    """Yield 特定疾病療養受療証: the only block that the copy of the terminal has no section for."""
    for record in answer.results if answer else ():
        for one in record.specific_diseases_certificates:
            category, pays = one.disease_category or "", one.self_pay
            lines = (
                ("reception.disease", words.find(f"reception.diseases.{category}", category)),
                ("reception.valid_from", both_of(one.valid_start_date, words.language)),
                ("reception.valid_until", both_of(one.valid_end_date, words.language)),
                ("reception.self_pay", pays and words("reception.yen", n=thousands(pays))),
            )
            yield [(words(key), value) for key, value in lines if value]


def _warnings(case: CaseFile, words: Words) -> Iterator[tuple[str, str]]:
    """Yield what is doubtful; of the answer as a whole the page has said enough already."""
    for doubt in case.kept.doubts if case.kept else ():
        text = WORDS[doubt.code]
        if doubt.element != "QualificationValidity":
            label = _LABELS.get(doubt.element, "")
            yield (
                words(f"qualification.line.{label}") if label else doubt.element,
                text.ja if words.language == "ja" else text.en,
            )


def _file(file: FileState, words: Words) -> tuple[str, str, str]:
    if file.delivered_at is not None:
        at = f"{short(file.delivered_at, words.language)} {clock_time(file.delivered_at)}"
        return "done", file.name, words("reception.delivered", at=at)
    if file.last_fault:
        said_so = words("reception.not_delivered", n=file.attempts)
        kind = "danger" if file.set_aside_at else "need"
        return kind, f"{file.name} [{file.last_fault}]", said_so
    return "calm", file.name, words("reception.waits")
