"""A qualification as staff read it: the terminal's sections and labels, dates in both calendars.

Labels and their order are those of the terminal as far as they are public (qualification.md §2.6);
what a code means stands in the words, an unknown one is shown as it came. Nothing is left out for
being doubtful.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.console.benefits import ticket_lines
from kiosk.console.dates import both_of
from kiosk.console.terminal_copy import copied, tenths
from kiosk.console.texts import Words
from kiosk.domain.codes import LIMIT_CLASSES, PUBLIC_ASSISTANCE
from kiosk.domain.qualification import Qualification, QualificationConfirmation
from kiosk.domain.secret import Private

_KIND: Final = {"1": "done", "2": "danger", "4": "danger"}
"""How a validity looks; whatever is not here wants an eye and no more."""

Pair = tuple[str, str | None]


@dataclass(frozen=True, repr=False)
class Section(Private):
    """A heading, and its lines of label and value; nothing absent is among them."""

    title: str
    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True, repr=False)
class ShownRecord(Private):
    """One ResultOfQualificationConfirmation."""

    name: str
    sections: Sequence[Section]
    copy: str  # the terminal's labelled lines, always in Japanese
    ended: str = ""  # in words, where it is over: never to be used today


@dataclass(frozen=True, repr=False)
class ShownQualification(Private):
    """An answer: in words what it means, and its records."""

    kind: str  # done | need | danger
    title: str
    text: str
    notice: str  # the service's own words and code
    records: Sequence[ShownRecord]


def shown(
    confirmation: QualificationConfirmation, words: Words, japanese: Words
) -> ShownQualification:
    """Return an answer as a page shows it, in the reader's words; the copy is Japanese."""
    validity = confirmation.validity.value if confirmation.validity else ""
    key = f"qualification.validity.{validity or 'none'}"
    notice = (confirmation.processing_result_code, confirmation.processing_result_message)
    return ShownQualification(
        _KIND.get(validity, "need"),
        words(f"{key}.title"),
        words(f"{key}.text"),
        " ".join(part for part in notice if part),
        tuple(_record(each, confirmation, words, japanese) for each in confirmation.results),
    )


def _record(
    record: Qualification, confirmation: QualificationConfirmation, words: Words, japanese: Words
) -> ShownRecord:
    day = confirmation.confirmation_date
    sections = tuple(_sections(record, day, words))
    lost = (
        both_of(record.disqualification_date, words.language)
        if _has_ended(record, confirmation)
        else None
    )
    ended = words("qualification.ended", day=lost) if lost else ""
    return ShownRecord(record.name or "", sections, copied(record, day, japanese), ended)


def _has_ended(record: Qualification, confirmation: QualificationConfirmation) -> bool:
    """Tell whether an insurance is over on the day it was asked for: 資格喪失年月日 has come."""
    lost = record.disqualification_date
    return bool(lost) and lost <= confirmation.confirmation_date


def _sections(record: Qualification, day: str, words: Words) -> Iterator[Section]:
    aid = record.insured_card_classification == PUBLIC_ASSISTANCE
    suffix = "_aid" if aid else ""
    parts: list[tuple[str, Iterator[Pair]]] = [
        (f"insurance{suffix}", _insurance(record, day, words)),
        ("lost", _lost(record, words)),
        (f"back{suffix}", _back(record, words)),
        ("elderly", _elderly(record, words)),
        ("limit", _limit(record, words)),
    ]
    for title, pairs in parts:
        lines = [(words(f"qualification.line.{key}"), value) for key, value in pairs if value]
        if lines:
            yield Section(words(f"qualification.section.{title}"), lines)
    for ticket in record.medical_tickets:
        if told := ticket_lines(ticket, words):
            yield Section(words("qualification.section.ticket"), told)


def _insurance(record: Qualification, day: str, words: Words) -> Iterator[Pair]:
    yield "confirmed", both_of(day, words.language)
    yield "insurer_number", (record.insurer_number or "").strip()
    yield "insurer_name", record.insurer_name
    yield "classification", _code(words, "classification", record.insured_card_classification)
    yield "symbol", record.insured_card_symbol
    yield "number", record.insured_identification_number
    yield "branch", record.insured_branch_number
    yield "kana", record.name_kana
    yield "name", record.name
    yield "birthdate", both_of(record.birthdate, words.language)
    yield "sex", _code(words, "sex", record.sex1)
    yield "post_number", record.post_number
    yield "address", record.address
    yield "valid_from", both_of(record.insured_card_valid_date, words.language)
    yield "valid_until", both_of(record.insured_card_expiration_date, words.language)
    yield "acquired", both_of(record.qualification_date, words.language)
    yield "share", tenths(record.insured_partial_contribution_ratio)
    yield "family", _code(words, "family", record.personal_family_classification)
    yield "insured_name", record.insured_name
    yield "reference", record.reference_number
    if record.preschool_classification == "1":
        yield "preschool", words("qualification.preschool.1")


def _lost(record: Qualification, words: Words) -> Iterator[Pair]:
    yield "lost_on", both_of(record.disqualification_date, words.language)
    yield "lost_why", _code(words, "loss", record.reason_of_loss)


def _back(record: Qualification, words: Words) -> Iterator[Pair]:
    yield "kana", record.name_of_other_kana
    yield "name", record.name_of_other
    yield "sex", _code(words, "sex", record.sex2)


def _elderly(record: Qualification, words: Words) -> Iterator[Pair]:
    if (found := record.elderly_recipient_certificate) is not None:
        yield "issued", both_of(found.date, words.language)
        yield "valid_from", both_of(found.valid_start_date, words.language)
        yield "valid_until", both_of(found.valid_end_date, words.language)
        yield "share", tenths(found.contribution_ratio)


def _limit(record: Qualification, words: Words) -> Iterator[Pair]:
    if (found := record.limit_application_certificate) is not None:
        flag = found.classification_flag
        yield "limit_kind", _code(words, "limit", found.classification)
        yield "limit_class", LIMIT_CLASSES.get(flag or "", flag or "")
        yield "issued", both_of(found.date, words.language)
        yield "valid_from", both_of(found.valid_start_date, words.language)
        yield "valid_until", both_of(found.valid_end_date, words.language)
        yield "long_term", both_of(found.long_term_date, words.language)


def _code(words: Words, table: str, code: str | None) -> str | None:
    return code and words.find(f"qualification.{table}.{code}", code)
