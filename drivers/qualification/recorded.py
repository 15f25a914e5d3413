"""Whether the answers of a patient were recorded as they were given."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from drivers.qualification.answers import Answer, MalformedAnswer
from kiosk.domain.consent import Consents, RecordedConsent
from kiosk.domain.message_tree import Node
from kiosk.domain.optional_questions import OptionalAnswers
from kiosk.domain.qualification import QualificationConfirmation
from kiosk.ports.qualification import Recorded

SPECIFIC_DISEASES: Final = "SpecificDiseasesCertificateRelatedConsFlg"
LONGEST: Final = timedelta(hours=48)
"""Of a consent. The rule says 24 hours (qualification.md §4.2); years are a mistake of somebody."""

_NO, _YES = "0", "1"


def flags_of(consents: Consents, options: OptionalAnswers) -> dict[str, str]:
    """Return the flags as they are sent: what was not asked has none."""
    flags = {f"{kind}ConsFlg": _YES if yes else _NO for kind, yes in consents.answers.items()}
    if options.specific_diseases is not None:
        flags[SPECIFIC_DISEASES] = _YES if options.specific_diseases else _NO
    return flags


def recorded(
    answer: Answer,
    confirmation: QualificationConfirmation,
    consents: Consents,
    options: OptionalAnswers,
) -> Recorded:
    """Return what was recorded. Raises `MalformedAnswer` where it is not what was sent."""
    results = answer.results
    told = tuple(each for each in confirmation.consents if each.information in consents.given)
    in_order = (
        _as_sent(results, flags_of(consents, options)),
        all(_plausible(each, results) for each in told),
        sealed(results),
        options.prescription in (None, confirmation.prescription_issue_select),
        bool(options.public_expense) or not answer.public_expenses,
    )
    if not all(in_order):
        raise MalformedAnswer
    return Recorded(told, confirmation, answer.public_expenses)


def sealed(results: Sequence[Node]) -> bool:
    """Whether no result holds a 特定疾病療養受療証 to which nobody consented."""
    return not any(
        result.child("SpecificDiseasesCertificateList") and result.value(SPECIFIC_DISEASES) != _YES
        for result in results
    )


def _as_sent(results: Sequence[Node], flags: dict[str, str]) -> bool:
    """Whether every result, and at least one, carries every flag as the patient answered."""
    carried = all(result.value(name) == flag for result in results for name, flag in flags.items())
    return carried and (bool(results) or not flags)


def _plausible(consent: RecordedConsent, results: Sequence[Node]) -> bool:
    """Whether a consent lasts as long as consents do, and equally in all results."""
    names = (f"{consent.information}ConsTime", f"{consent.information}AvailableTime")
    times = {tuple(result.value(name) for name in names) for result in results}
    lasts = consent.available_until - consent.consented_at
    return len(times) == 1 and timedelta() < lasts <= LONGEST
