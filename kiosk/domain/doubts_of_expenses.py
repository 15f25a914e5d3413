"""Doubts of the 公費受給者証 (PMH) that the patient wants to use (qualification.md §8.1-8.2).

They stand in the sidecar alone, so a doubt names its member there, and counts among them.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from kiosk.domain.doubt import Doubt
from kiosk.domain.doubt import DoubtCode as D
from kiosk.domain.doubts_of_record import Finding, readable_date
from kiosk.domain.insurance import NumberFinding, payer_number_findings, recipient_number_fits
from kiosk.domain.optional_questions import PublicExpense


def expense_doubts(expenses: Sequence[PublicExpense], today: date) -> tuple[Doubt, ...]:
    """Return what staff should look at; `today` is Japan's."""
    return tuple(
        Doubt(code, f"public_expenses.{member}", index)
        for index, expense in enumerate(expenses)
        for code, member in _doubts(expense, today)
    )


def _doubts(expense: PublicExpense, today: date) -> Iterator[Finding]:
    findings = payer_number_findings(expense.payer_number)
    # A 法別番号 that nobody knows is no fault here: prefectures have their own.
    if set(findings) - {NumberFinding.LAW_CODE}:
        yield D.EXPENSE_PAYER_NUMBER, "payer_number"
    if not recipient_number_fits(expense.recipient_number):
        yield D.EXPENSE_RECIPIENT_NUMBER, "recipient_number"
    terms = (
        ("valid_start_date", expense.valid_start_date),
        ("valid_end_date", expense.valid_end_date),
    )
    for member, digits in terms:
        day = readable_date(digits)
        if digits and day is None:
            yield D.DATE_UNREADABLE, member
        elif day is not None and (day > today if member == "valid_start_date" else day < today):
            yield D.EXPENSE_OUT_OF_TERM, member
