"""The driver takes every answer that the service gives about anybody of the cast, whole."""

from collections.abc import Generator

import pytest

from drivers.qualification.client import HttpsQualificationService
from drivers.qualification.settings import ServiceSettings
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Consents, Information
from kiosk.domain.optional_questions import OptionalAnswers, PrescriptionIssue
from kiosk.ports.qualification import Confirmed, NotRegistered, QualificationService
from simulators.personas.cast import insured, load_cast
from simulators.qualification.service import INSTITUTION, SimulatedService
from tests.simulators.qualification.cards import Authority, Chip

CAST = load_cast()
KNOWN = insured(CAST)
INSURED = [key for key, persona in CAST.items() if persona.certificate_serial in KNOWN]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Generator[QualificationService]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UKETSUKE_PROFILE", "test")
        served = SimulatedService(tmp_path_factory.mktemp("service"), KNOWN, Authority().pem)
    served.start()
    client = HttpsQualificationService(
        ServiceSettings(
            served.url, served.ca, served.client_certificate, served.client_key, INSTITUTION
        )
    )
    yield client
    client.close()
    served.close()


def confirmed(service: QualificationService, key: str) -> Confirmed:
    chip = Chip(Authority().issue(CAST[key].certificate_serial))
    outcome = service.confirm(chip.proof(service.request_challenge()), VerifiedBy.PIN)
    if isinstance(outcome, NotRegistered):
        outcome = service.register(outcome.registration)
    assert isinstance(outcome, Confirmed)
    return outcome


@pytest.mark.parametrize("yes", [True, False])
@pytest.mark.parametrize("key", INSURED)
def test_what_is_answered_about_the_cast_is_taken_and_recorded_as_given(
    service: QualificationService, key: str, yes: bool
) -> None:
    outcome = confirmed(service, key)
    results, offer = outcome.confirmation.results, outcome.offer
    if not results:
        assert not outcome.confirmation.received
        return
    options = OptionalAnswers(
        specific_diseases=yes if offer.specific_diseases else None,
        public_expense=yes if offer.public_expenses else None,
        prescription=PrescriptionIssue.PAPER,
    )
    asked = Consents(dict.fromkeys(Information, yes))
    told = service.record_answers(outcome.receipt, asked, options)
    assert {consent.information for consent in told.consents} == asked.given
    assert told.confirmation is not None
    assert told.confirmation.prescription_issue_select == "2"
    assert bool(told.public_expenses) is (yes and bool(offer.public_expenses))
    certificates = told.confirmation.results[0].specific_diseases_certificates
    assert bool(certificates) is (yes and offer.specific_diseases)
