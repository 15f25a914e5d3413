"""What any qualification service must do, whoever stands behind the port."""

from abc import ABC, abstractmethod
from datetime import UTC, datetime, timedelta

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Consents, Information
from kiosk.domain.holder import HolderProof
from kiosk.domain.qualification import Validity
from kiosk.ports.qualification import Confirmed, QualificationRefusal, QualificationService


class QualificationContract(ABC):
    """Subclasses give fixtures `service` and the proofs of cards that the service knows."""

    @abstractmethod
    def good(self, challenge: bytes) -> HolderProof: ...
    @abstractmethod
    def forged(self, challenge: bytes) -> HolderProof: ...
    @abstractmethod
    def of_another_authority(self, challenge: bytes) -> HolderProof: ...
    @abstractmethod
    def expired(self, challenge: bytes) -> HolderProof: ...
    @abstractmethod
    def not_registered(self, challenge: bytes) -> HolderProof: ...

    def test_challenges_are_thirty_two_bytes_and_never_the_same(
        self, service: QualificationService
    ) -> None:
        challenges = [service.request_challenge() for _ in range(5)]
        assert [len(challenge) for challenge in challenges] == [32] * 5
        assert len(set(challenges)) == 5

    def test_every_door_leads_to_the_same_qualification(
        self, service: QualificationService
    ) -> None:
        for door in VerifiedBy:
            outcome = service.confirm(self.good(service.request_challenge()), door)
            assert isinstance(outcome, Confirmed)
            assert outcome.confirmation.validity is Validity.VALID
            assert outcome.confirmation.received
            assert outcome.confirmation.consents == ()

    def test_an_insurer_number_keeps_its_padding(self, service: QualificationService) -> None:
        outcome = service.confirm(self.good(service.request_challenge()), VerifiedBy.PIN)
        assert isinstance(outcome, Confirmed)
        number = outcome.confirmation.results[0].insurer_number
        assert number is not None
        assert len(number) == 8

    def test_a_replayed_proof_is_refused(self, service: QualificationService) -> None:
        proof = self.good(service.request_challenge())
        assert isinstance(service.confirm(proof, VerifiedBy.FACE), Confirmed)
        assert service.confirm(proof, VerifiedBy.FACE) is QualificationRefusal.PROOF_INVALID

    def test_each_bad_proof_is_refused_for_its_reason(self, service: QualificationService) -> None:
        refusals = [
            service.confirm(proof(service.request_challenge()), VerifiedBy.FACE)
            for proof in (
                self.forged,
                self.of_another_authority,
                self.expired,
                self.not_registered,
            )
        ]
        assert refusals == [
            QualificationRefusal.PROOF_INVALID,
            QualificationRefusal.CERTIFICATE_UNKNOWN,
            QualificationRefusal.CERTIFICATE_EXPIRED,
            QualificationRefusal.NOT_REGISTERED,
        ]

    def test_consents_given_come_back_with_twenty_four_hours(
        self, service: QualificationService
    ) -> None:
        outcome = service.confirm(self.good(service.request_challenge()), VerifiedBy.FACE)
        assert isinstance(outcome, Confirmed)
        asked = Consents({Information.DIAGNOSIS: False, Information.PHARMACISTS: True})
        [consent] = service.record_consents(outcome.receipt, asked)
        assert consent.information is Information.PHARMACISTS
        assert consent.available_until - consent.consented_at == timedelta(hours=24)
        assert abs(datetime.now(UTC) - consent.consented_at) < timedelta(minutes=1)

    def test_consents_sent_again_are_recorded_once(self, service: QualificationService) -> None:
        outcome = service.confirm(self.good(service.request_challenge()), VerifiedBy.FACE)
        assert isinstance(outcome, Confirmed)
        asked = Consents({Information.OPERATION: True})
        first = service.record_consents(outcome.receipt, asked)
        assert service.record_consents(outcome.receipt, asked) == first

    def test_who_refuses_everything_or_was_asked_nothing_gets_no_consent(
        self, service: QualificationService
    ) -> None:
        outcome = service.confirm(self.good(service.request_challenge()), VerifiedBy.FACE)
        assert isinstance(outcome, Confirmed)
        assert service.record_consents(outcome.receipt, Consents()) == ()
        refused = Consents(dict.fromkeys(Information, False))
        assert service.record_consents(outcome.receipt, refused) == ()
