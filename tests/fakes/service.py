"""A national service that answers as told."""

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Consents, RecordedConsent
from kiosk.domain.fault import Device
from kiosk.domain.holder import HolderProof
from kiosk.domain.refusal import QualificationRefusal
from kiosk.ports.faults import DeviceFault
from kiosk.ports.qualification import Confirmed
from tests.fakes import people
from tests.fakes.script import Script

UNREACHABLE = DeviceFault(Device.SERVICE, "unreachable")
TIMED_OUT = DeviceFault(Device.SERVICE, "timed_out")


class FakeService:
    """Implements `ports.qualification.QualificationService`; it records what it is sent."""

    def __init__(self) -> None:
        self.challenges = Script[bytes](people.CHALLENGE)
        answer = Confirmed(people.RECEIPT, people.confirmation())
        self.confirmations = Script[Confirmed | QualificationRefusal](answer)
        self.line = Script[None](None)
        self.consents_seen: list[Consents] = []
        self.verified_by: list[VerifiedBy] = []

    def request_challenge(self) -> bytes:
        return self.challenges.next()

    def confirm(
        self, proof: HolderProof, verified_by: VerifiedBy
    ) -> Confirmed | QualificationRefusal:
        assert proof == people.PROOF
        self.verified_by.append(verified_by)
        return self.confirmations.next()

    def record_consents(self, receipt: str, consents: Consents) -> tuple[RecordedConsent, ...]:
        assert receipt == people.RECEIPT
        self.line.next()
        self.consents_seen.append(consents)
        return people.recorded(*consents.given)

    def close(self) -> None:
        """No connection to close."""
