"""What of the service's answer may leave the kiosk: nothing that the patient did not consent to."""

from dataclasses import replace

from kiosk.domain.consent import RecordedConsent
from kiosk.domain.qualification import Qualification, QualificationConfirmation

_GIVEN, _NOT_GIVEN = "1", "0"


def unshared(confirmation: QualificationConfirmation) -> QualificationConfirmation:
    """Return the answer without anything that needs a consent."""
    return shared(confirmation, (), specific_diseases=False)


def shared(
    confirmation: QualificationConfirmation,
    consents: tuple[RecordedConsent, ...],
    *,
    specific_diseases: bool,
) -> QualificationConfirmation:
    """Return the answer with these consents alone, and 特定疾病 only where it was consented to.

    A flag 2 stays: that an earlier consent has run out is the service's word, and shares nothing.
    """
    results = confirmation.results
    if not specific_diseases:
        results = tuple(_without_specific_diseases(one) for one in results)
    return replace(confirmation, consents=consents, results=results)


def _without_specific_diseases(result: Qualification) -> Qualification:
    flag = result.specific_diseases_cons_flg
    return replace(
        result,
        specific_diseases_cons_flg=_NOT_GIVEN if flag == _GIVEN else flag,
        specific_diseases_cons_time=None,
        specific_diseases_certificates=(),
    )
