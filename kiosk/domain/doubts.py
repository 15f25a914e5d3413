"""Every check of an answer in one place (qualification.md §8, §6.2): pure, in a fixed order.

Nothing here raises, whatever stands in the answer, and nothing of it gets into a doubt. InsuredName
is looked at nowhere: it is the household's head as often as the patient (§2.4).
"""

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType
from typing import Final

from kiosk.domain.codes import CODES
from kiosk.domain.doubt import Doubt
from kiosk.domain.doubt import DoubtCode as D
from kiosk.domain.doubts_of_coverage import coverage_doubts
from kiosk.domain.doubts_of_record import readable_date, readable_time, record_doubts
from kiosk.domain.insurance import institution_code_is_formed
from kiosk.domain.japan_time import JAPAN
from kiosk.domain.qualification import Qualification, QualificationConfirmation, Validity

_VALIDITY: Final = MappingProxyType(
    {
        None: D.VALIDITY_MISSING,
        Validity.INVALID: D.QUALIFICATION_ENDED,
        Validity.INVALID_NEW_ONE_EXISTS: D.NEW_QUALIFICATION_EXISTS,
        Validity.NONE: D.NO_QUALIFICATION,
        Validity.SEVERAL: D.SEVERAL_QUALIFICATIONS,
        Validity.VALID_TICKET_NOT_REGISTERED: D.TICKET_NOT_REGISTERED,
    }
)
_GOOD: Final = frozenset({Validity.VALID, Validity.VALID_TICKET_NOT_REGISTERED})
_OF_NO_USE: Final = frozenset({Validity.INVALID, Validity.NONE})


def doubts(
    confirmation: QualificationConfirmation, today: date, institution: str | None = None
) -> tuple[Doubt, ...]:
    """Return what staff should look at; the answer itself is never altered or dropped.

    `institution` is the clinic's own MedicalInstitutionCode; the answer's is compared where it is
    given. Each doubt stands once, however often its element repeats.
    """
    day = readable_date(confirmation.confirmation_date) or today
    found = [*_header_doubts(confirmation, today, institution), *_body_doubts(confirmation)]
    for index, record in enumerate(confirmation.results):
        found += (Doubt(code, element, index) for code, element in record_doubts(record))
        found += (
            Doubt(code, element, index) for code, element in _coverage(confirmation, record, day)
        )
    return tuple(dict.fromkeys(found))


def _header_doubts(
    confirmation: QualificationConfirmation, today: date, institution: str | None
) -> Iterator[Doubt]:
    """Yield doubts of when and for whom the service answered."""
    confirmed = readable_date(confirmation.confirmation_date)
    if confirmed is None:
        yield Doubt(D.DATE_UNREADABLE, "QualificationConfirmationDate")
    elif confirmed != today:
        yield Doubt(D.CONFIRMED_FOR_ANOTHER_DAY, "QualificationConfirmationDate")
    if readable_time(confirmation.process_execution_time) is None:
        yield Doubt(D.DATE_UNREADABLE, "ProcessExecutionTime")
    answered = confirmation.medical_institution_code
    if not institution_code_is_formed(answered):
        yield Doubt(D.INSTITUTION_CODE_MALFORMED, "MedicalInstitutionCode")
    if institution is not None and answered != institution:
        yield Doubt(D.INSTITUTION_DIFFERS, "MedicalInstitutionCode")
    for consent in confirmation.consents:
        if consent.consented_at.astimezone(JAPAN).date() != today:
            yield Doubt(D.CONSENT_OF_ANOTHER_DAY, f"{consent.information}ConsTime")


def _body_doubts(confirmation: QualificationConfirmation) -> Iterator[Doubt]:
    """Yield doubts of what the answer says as a whole (§6.3)."""
    if code := _VALIDITY.get(confirmation.validity):
        yield Doubt(code, "QualificationValidity")
    if confirmation.validity is Validity.VALID and not confirmation.results:
        yield Doubt(D.RECORD_MISSING, "ResultList")
    if len(confirmation.results) > 1:
        yield Doubt(D.SEVERAL_RECORDS, "ResultList")
    if confirmation.processing_result_message:
        yield Doubt(D.NOTICE_FROM_SERVICE, "ProcessingResultMessage")
    elif confirmation.processing_result_code:
        yield Doubt(D.NOTICE_FROM_SERVICE, "ProcessingResultCode")
    prescription = confirmation.prescription_issue_select
    if prescription and prescription not in CODES["PrescriptionIssueSelect"]:
        yield Doubt(D.UNKNOWN_CODE, "PrescriptionIssueSelect")


def _coverage(
    confirmation: QualificationConfirmation, record: Qualification, day: date
) -> Iterator[tuple[D, str]]:
    """Yield doubts of a record that is to be used; one that has ended may be as old as it is."""
    good = confirmation.validity in _GOOD
    if record.disqualification_date and good:
        yield D.LOST_BUT_VALID, "DisqualificationDate"
    ended = record.disqualification_date or confirmation.validity in _OF_NO_USE
    if good or not ended:
        yield from coverage_doubts(record, day, confirmation.medical_institution_code)
