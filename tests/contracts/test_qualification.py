"""The qualification port: the simulated service over real HTTPS on this machine, and the fake."""

from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from drivers.qualification.client import HttpsQualificationService
from drivers.qualification.settings import ServiceSettings
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Consents, Information
from kiosk.domain.holder import HolderProof
from kiosk.domain.optional_questions import NOTHING_ASKED, OptionalAnswers
from kiosk.domain.refusal import QualificationRefusal, Refused
from kiosk.ports.faults import DeviceFault
from kiosk.ports.qualification import Confirmed, NotRegistered, QualificationService
from simulators.personas.insured import Insured
from simulators.qualification.service import INSTITUTION, SimulatedService
from tests.contracts.qualification_suite import AnswersContract, QualificationContract
from tests.fakes import people
from tests.fakes.service import REGISTRATION, FakeService
from tests.simulators.qualification.cards import (
    NEWCOMER,
    PEOPLE,
    PERSON,
    STRANGER,
    Authority,
    Chip,
)

LONG_AGO = datetime.now(UTC) - timedelta(days=200)
PATIENT = 0x5A1000FD  # with everything that may be asked
DISEASE = {
    "SpecificDiseasesDiseaseCategory": "1",
    "SpecificDiseasesCertificateDate": "20260401",
    "SpecificDiseasesSelfPay": "10000",
}
EXPENSE = {
    "name": "指定難病",
    "payer_number": "54136015",
    "recipient_number": "1234566",
    "valid_start_date": "20200101",
    "valid_end_date": "20991231",
}
WHOLE = Insured(
    ({**PERSON, "SpecificDiseasesCertificateList": {"SpecificDiseasesCertificateInfo": DISEASE}},),
    previous={"PharmacistsInfo": True, "OperationInfo": False},
    public_expenses=(EXPENSE,),
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Generator[SimulatedService]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UKETSUKE_PROFILE", "test")
        state: Path = tmp_path_factory.mktemp("service")
        service = SimulatedService(state, {**PEOPLE, PATIENT: WHOLE}, Authority().pem)
    service.start()
    yield service
    service.close()


class TestSimulatedService(QualificationContract):
    @pytest.fixture
    def service(self, served: SimulatedService) -> Generator[QualificationService]:
        served.up()
        served.reset()
        client = HttpsQualificationService(
            ServiceSettings(
                served.url, served.ca, served.client_certificate, served.client_key, INSTITUTION
            )
        )
        yield client
        client.close()

    def proof(self, challenge: bytes) -> HolderProof:
        return Chip().proof(challenge)

    def newcomer(self, service: QualificationService) -> HolderProof:
        return Chip(Authority().issue(NEWCOMER)).proof(service.request_challenge())

    def forged(self, challenge: bytes) -> HolderProof:
        return Chip().proof(challenge, key="forger")

    def of_another_authority(self, challenge: bytes) -> HolderProof:
        return Chip(Authority("others").issue()).proof(challenge)

    def expired(self, challenge: bytes) -> HolderProof:
        certificate = Authority().issue(first=LONG_AGO - timedelta(days=9), last=LONG_AGO)
        return Chip(certificate).proof(challenge)

    def unknown(self, challenge: bytes) -> HolderProof:
        return Chip(Authority().issue(STRANGER)).proof(challenge)

    def patient(self, service: QualificationService) -> Confirmed:
        proof = Chip(Authority().issue(PATIENT)).proof(service.request_challenge())
        outcome = service.confirm(proof, VerifiedBy.FACE)
        assert isinstance(outcome, Confirmed)
        return outcome

    def test_a_revoked_certificate_is_refused(
        self, served: SimulatedService, service: QualificationService
    ) -> None:
        stranger = Chip(Authority().issue(STRANGER))
        served.revoke(STRANGER)
        outcome = service.confirm(stranger.proof(service.request_challenge()), VerifiedBy.PIN)
        assert isinstance(outcome, Refused)
        assert outcome.why is QualificationRefusal.CERTIFICATE_REVOKED

    def test_a_result_that_is_being_processed_comes_in_the_end(
        self, served: SimulatedService, service: QualificationService
    ) -> None:
        served.processing(1)
        assert self.confirmed(service).confirmation.received

    def test_what_may_be_asked_is_offered(self, service: QualificationService) -> None:
        offer = self.patient(service).offer
        assert offer.previous == {Information.PHARMACISTS: True, Information.OPERATION: False}
        assert offer.specific_diseases
        assert offer.public_expenses == ("指定難病",)

    @pytest.mark.parametrize("yes", [True, False])
    def test_a_certificate_of_specific_diseases_is_told_only_where_consented_to(
        self, service: QualificationService, yes: bool
    ) -> None:
        patient = self.patient(service)
        assert patient.confirmation.results[0].specific_diseases_certificates == ()
        options = OptionalAnswers(specific_diseases=yes, public_expense=yes)
        told = service.record_answers(patient.receipt, Consents(), options)
        assert told.confirmation is not None
        assert len(told.confirmation.results[0].specific_diseases_certificates) == yes
        assert [one.recipient_number for one in told.public_expenses] == ["1234566"] * yes

    def test_other_answers_to_an_answered_receipt_are_refused(
        self, service: QualificationService
    ) -> None:
        receipt = self.confirmed(service).receipt
        service.record_answers(receipt, Consents({Information.OPERATION: True}), NOTHING_ASKED)
        with pytest.raises(DeviceFault, match="service_error:SIM-0008"):
            service.record_answers(receipt, Consents({Information.OPERATION: False}), NOTHING_ASKED)

    @pytest.mark.parametrize(
        ("trouble", "code"),
        [
            ("half", "unreachable"),
            ("busy", "service_error"),
            ("wrong_encoding", "malformed_answer"),
            ("answer_rubbish", "malformed_answer"),
        ],
    )
    def test_a_service_in_trouble_is_a_fault_and_serves_again_afterwards(
        self, served: SimulatedService, service: QualificationService, trouble: str, code: str
    ) -> None:
        receipt = self.confirmed(service).receipt
        consents = Consents({Information.OPERATION: True})
        getattr(served, trouble)()
        with pytest.raises(DeviceFault) as error:
            service.record_answers(receipt, consents, NOTHING_ASKED)
        assert error.value.fault.code == code
        served.up()
        assert len(service.record_answers(receipt, consents, NOTHING_ASKED).consents) == 1


class TestFakeService(AnswersContract):
    @pytest.fixture
    def service(self) -> QualificationService:
        return FakeService()

    def good(self, service: QualificationService) -> HolderProof:
        return people.PROOF

    def newcomer(self, service: QualificationService) -> HolderProof:
        assert isinstance(service, FakeService)
        service.confirmations.now(NotRegistered(REGISTRATION))
        return people.PROOF
