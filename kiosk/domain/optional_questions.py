"""Questions that a clinic may have switched on beside the consents (qualification.md §4.1)."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.secret import Private


class OptionalQuestion(StrEnum):
    """One screen each, asked after the consents in this order, where there is something to ask."""

    SPECIFIC_DISEASES = (
        "specific_diseases"  # 特定疾病療養受療証: share it? only who has one is asked
    )
    PUBLIC_EXPENSE = "public_expense"  # 公費受給者証 (PMH): use it? only who has one is asked
    PRESCRIPTION = "prescription"  # 処方箋の発行形態: electronic or on paper


class PrescriptionIssue(StrEnum):
    """PrescriptionIssueSelect."""

    ELECTRONIC = "1"  # 電子処方箋
    PAPER = "2"  # 紙


@dataclass(frozen=True, repr=False)
class PublicExpense(Private):
    """公費受給者証 (PMH) that the patient wants to use. Not in the standard file: the sidecar's."""

    name: str
    payer_number: str  # 公費負担者番号, 8 digits
    recipient_number: str  # 受給者番号, 7 digits
    valid_start_date: str | None = None  # YYYYMMDD
    valid_end_date: str | None = None


@dataclass(frozen=True)
class OptionalAnswers:
    """What the patient answered; None where it was not asked."""

    specific_diseases: bool | None = None
    public_expense: bool | None = None
    prescription: PrescriptionIssue | None = None


NOTHING_ASKED = OptionalAnswers()
