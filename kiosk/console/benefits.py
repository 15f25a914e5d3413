"""What is paid for by others, as staff read it: 医療券・調剤券, and 公費受給者証 (PMH)."""

from collections.abc import Iterator
from typing import Final

from kiosk.console.dates import JAPANESE, both, both_of
from kiosk.console.texts import Words
from kiosk.domain.certificates_of_benefit import MedicalTicket
from kiosk.domain.japan_time import NotATime, parse_date
from kiosk.domain.optional_questions import PublicExpense
from kiosk.domain.written_date import in_words

Pair = tuple[str, str | None]

_LATER_ELEMENTS: Final = {
    "PublicExpenseNumber": "payer_number",
    "BeneficiaryNumber": "recipient_number",
    "NumberOfMedicalTickets": "tickets",
    "WelfareOfficeName": "welfare_office",
}
"""What a service may tell besides (§2.4); whatever else comes is shown by its own name."""


def ticket_lines(ticket: MedicalTicket, words: Words) -> list[tuple[str, str]]:
    """Return everything of a ticket, in the order of use at the desk.

    No table of its codes is published: they are shown as they came.
    """
    own = [(words(f"benefits.line.{key}"), value) for key, value in _ticket(ticket, words)]
    more = [(_label(node.name, words), node.text) for node in ticket.others]
    return [(label, value) for label, value in (*own, *more) if value]


def expense_lines(expense: PublicExpense, words: Words) -> list[tuple[str, str]]:
    """Return a 公費受給者証 that the patient wants to use."""
    pairs = (
        ("payer_number", expense.payer_number),
        ("recipient_number", expense.recipient_number),
        ("valid_from", both_of(expense.valid_start_date, words.language)),
        ("valid_until", both_of(expense.valid_end_date, words.language)),
    )
    return [(words(f"benefits.line.{key}"), value) for key, value in pairs if value]


def thousands(amount: str) -> str:
    """Return 10,000 of 10000; what is no number is shown as it came."""
    return f"{int(amount):,}" if amount.isdecimal() else amount


def _ticket(ticket: MedicalTicket, words: Words) -> Iterator[Pair]:
    yield "ticket_type", ticket.ticket_type
    yield "month", _month(ticket.treatment_month, words)
    yield "valid_from", both_of(ticket.valid_date, words.language)
    yield "valid_until", both_of(ticket.expiration_date, words.language)
    yield "issue_number", ticket.issue_number
    yield "self_pay", ticket.self_pay_amount and thousands(ticket.self_pay_amount)
    yield "treatment_type", ticket.treatment_type
    for injury in (ticket.injury_name_1, ticket.injury_name_2, ticket.injury_name_3):
        yield "injury", injury
    yield "use", ticket.single_or_combined_use
    yield "institution_name", ticket.designated_institution_name
    yield "institution_code", ticket.designated_institution_code
    yield "institution_flag", ticket.designated_institution_flag
    yield "issuer_name", ticket.prescription_issuer_name
    yield "issuer_code", ticket.prescription_issuer_code
    yield "social_insurance", ticket.status_of_social_insurance
    yield "elderly_care", ticket.status_of_elderly_medical_care
    yield "prefectural", ticket.status_of_prefectural_expenses
    yield "infection", ticket.status_of_infection
    yield "consistency", ticket.consistency_flag
    yield "district_contact", ticket.district_contact_name
    yield "handling_contact", ticket.handling_contact_name
    for remark in (ticket.remarks_1, ticket.remarks_2, ticket.remarks_3):
        yield "remarks", remark and remark.strip()


def _label(element: str, words: Words) -> str:
    key = _LATER_ELEMENTS.get(element)
    return words(f"benefits.line.{key}") if key else element


def _month(digits: str | None, words: Words) -> str | None:
    """Return 令和8年11月（2026年） of 202611; what is no month is shown as it came."""
    try:
        first = parse_date(f"{digits}01") if digits else None
    except NotATime:
        return digits
    if first and words.language != JAPANESE:
        return both(first, words.language).removeprefix("1 ")
    return f"{in_words(first).removesuffix('1日')}（{first.year}年）" if first else None
