"""What any qualification service must do, whoever stands behind the port."""

from abc import ABC, abstractmethod
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Consents, Information
from kiosk.domain.holder import HolderProof
from kiosk.domain.optional_questions import (
    NOTHING_ASKED,
    OptionalAnswers,
    PrescriptionIssue,
)
from kiosk.domain.qualification import Validity
from kiosk.domain.refusal import QualificationRefusal, Refused
from kiosk.ports.faults import DeviceFault
from kiosk.ports.qualification import Confirmed, NotRegistered, QualificationService, Recorded


class AnswersContract(ABC):
    """What the kiosk's own fakes must do as well. Subclasses give a fixture `service`."""

    @abstractmethod
    def good(self, service: QualificationService) -> HolderProof:
        """Return a proof to which the service answers with one valid qualification."""

    @abstractmethod
    def newcomer(self, service: QualificationService) -> HolderProof:
        """Return a proof of somebody who may apply for 保険証利用登録."""

    def confirmed(self, service: QualificationService) -> Confirmed:
        outcome = service.confirm(self.good(service), VerifiedBy.FACE)
        assert isinstance(outcome, Confirmed)
        return outcome

    def recorded(
        self, service: QualificationService, consents: Consents, options: OptionalAnswers
    ) -> Recorded:
        return service.record_answers(self.confirmed(service).receipt, consents, options)

    def test_challenges_are_thirty_two_bytes(self, service: QualificationService) -> None:
        assert len(service.request_challenge()) >= 32

    def test_every_door_leads_to_the_same_qualification(
        self, service: QualificationService
    ) -> None:
        for door in VerifiedBy:
            outcome = service.confirm(self.good(service), door)
            assert isinstance(outcome, Confirmed)
            assert outcome.confirmation.validity is Validity.VALID
            assert outcome.confirmation.received
            assert outcome.confirmation.consents == ()

    def test_an_insurer_number_keeps_its_padding(self, service: QualificationService) -> None:
        number = self.confirmed(service).confirmation.results[0].insurer_number
        assert number is not None
        assert len(number) == 8

    def test_only_consents_given_come_back_and_serve_twenty_four_hours(
        self, service: QualificationService
    ) -> None:
        asked = Consents({Information.DIAGNOSIS: False, Information.PHARMACISTS: True})
        [consent] = self.recorded(service, asked, NOTHING_ASKED).consents
        assert consent.information is Information.PHARMACISTS
        assert consent.available_until - consent.consented_at == timedelta(hours=24)

    def test_answers_sent_again_are_recorded_once(self, service: QualificationService) -> None:
        receipt = self.confirmed(service).receipt
        asked = Consents({Information.OPERATION: True})
        first = service.record_answers(receipt, asked, NOTHING_ASKED)
        assert service.record_answers(receipt, asked, NOTHING_ASKED).consents == first.consents

    def test_who_refuses_everything_or_was_asked_nothing_gives_no_consent(
        self, service: QualificationService
    ) -> None:
        refused = Consents(dict.fromkeys(Information, False))
        for consents in (Consents(), refused):
            told = self.recorded(service, consents, NOTHING_ASKED)
            assert (told.consents, told.public_expenses) == ((), ())

    def test_who_is_not_registered_may_apply_at_once(self, service: QualificationService) -> None:
        outcome = service.confirm(self.newcomer(service), VerifiedBy.PIN)
        assert isinstance(outcome, NotRegistered)
        applied = service.register(outcome.registration)
        assert isinstance(applied, Confirmed)
        assert applied.confirmation.received


class QualificationContract(AnswersContract):
    """What a service behind a line must do; subclasses also know cards that are no good."""

    @abstractmethod
    def proof(self, challenge: bytes) -> HolderProof: ...
    @abstractmethod
    def forged(self, challenge: bytes) -> HolderProof: ...
    @abstractmethod
    def of_another_authority(self, challenge: bytes) -> HolderProof: ...
    @abstractmethod
    def expired(self, challenge: bytes) -> HolderProof: ...
    @abstractmethod
    def unknown(self, challenge: bytes) -> HolderProof: ...

    def good(self, service: QualificationService) -> HolderProof:
        return self.proof(service.request_challenge())

    def test_challenges_are_never_the_same(self, service: QualificationService) -> None:
        challenges = [service.request_challenge() for _ in range(5)]
        assert [len(challenge) for challenge in challenges] == [32] * 5
        assert len(set(challenges)) == 5

    def test_a_replayed_proof_is_refused(self, service: QualificationService) -> None:
        proof = self.good(service)
        assert isinstance(service.confirm(proof, VerifiedBy.FACE), Confirmed)
        refused = service.confirm(proof, VerifiedBy.FACE)
        assert isinstance(refused, Refused)
        assert refused.why is QualificationRefusal.PROOF_INVALID

    def test_each_bad_proof_is_refused_for_its_reason(self, service: QualificationService) -> None:
        refusals = [
            service.confirm(proof(service.request_challenge()), VerifiedBy.FACE)
            for proof in (self.forged, self.of_another_authority, self.expired, self.unknown)
        ]
        assert [one.why for one in refusals if isinstance(one, Refused)] == [
            QualificationRefusal.PROOF_INVALID,
            QualificationRefusal.CERTIFICATE_UNKNOWN,
            QualificationRefusal.CERTIFICATE_EXPIRED,
            QualificationRefusal.NOT_REGISTERED,
        ]

    def test_consents_are_given_now_and_stand_in_the_qualification_told_anew(
        self, service: QualificationService
    ) -> None:
        told = self.recorded(service, Consents({Information.PHARMACISTS: True}), NOTHING_ASKED)
        assert told.confirmation is not None
        assert told.confirmation.received
        assert told.confirmation.consents == told.consents
        assert abs(datetime.now(UTC) - told.consents[0].consented_at) < timedelta(minutes=1)

    def test_every_receipt_is_its_own(self, service: QualificationService) -> None:
        receipts = {self.confirmed(service).receipt for _ in range(3)}
        assert len(receipts) == 3

    def test_a_registration_serves_once(self, service: QualificationService) -> None:
        outcome = service.confirm(self.newcomer(service), VerifiedBy.PIN)
        assert isinstance(outcome, NotRegistered)
        assert isinstance(service.register(outcome.registration), Confirmed)
        with pytest.raises(DeviceFault, match="service_error"):
            service.register(outcome.registration)

    def test_how_the_prescription_is_wanted_is_told(self, service: QualificationService) -> None:
        for issue in PrescriptionIssue:
            told = self.recorded(service, Consents(), OptionalAnswers(prescription=issue))
            assert told.confirmation is not None
            assert told.confirmation.prescription_issue_select == issue.value
