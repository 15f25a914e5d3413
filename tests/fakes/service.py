"""A national service that answers as told."""

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Consents
from kiosk.domain.fault import Device
from kiosk.domain.holder import HolderProof
from kiosk.domain.message_tree import Node
from kiosk.domain.optional_questions import OptionalAnswers, PublicExpense
from kiosk.domain.qualification import QualificationConfirmation
from kiosk.domain.refusal import Refused
from kiosk.ports.faults import DeviceFault
from kiosk.ports.qualification import Confirmed, Exchanged, NotRegistered, Recorded
from tests.fakes import people
from tests.fakes.script import Script

UNREACHABLE = DeviceFault(Device.SERVICE, "unreachable")
TIMED_OUT = DeviceFault(Device.SERVICE, "timed_out")
STILL_PROCESSING = DeviceFault(Device.SERVICE, "still_processing")
REGISTRATION = people.REGISTRATION


class FakeService:
    """Implements `ports.qualification.QualificationService`; it records what it is sent."""

    def __init__(self) -> None:
        self.challenges = Script[bytes](people.CHALLENGE)
        answer = Confirmed(people.RECEIPT, people.confirmation())
        self.confirmations = Script[Confirmed | NotRegistered | Refused](answer)
        self.registrations = Script[Confirmed | Refused](answer)
        self.exchanges = Script[Exchanged](Exchanged(Node("XmlMsg")))
        self.line = Script[None](None)
        self.told_anew: QualificationConfirmation | None = None
        self.public_expenses: tuple[PublicExpense, ...] = ()
        self.consents_seen: list[Consents] = []
        self.options_seen: list[OptionalAnswers] = []
        self.verified_by: list[VerifiedBy] = []
        self.registered: list[str] = []
        self.exchanged: list[tuple[str, Node]] = []

    def request_challenge(self) -> bytes:
        return self.challenges.next()

    def confirm(
        self, proof: HolderProof, verified_by: VerifiedBy
    ) -> Confirmed | NotRegistered | Refused:
        assert proof == people.PROOF
        self.verified_by.append(verified_by)
        return self.confirmations.next()

    def register(self, registration: str) -> Confirmed | Refused:
        assert registration == REGISTRATION
        self.registered.append(registration)
        return self.registrations.next()

    def record_answers(
        self, receipt: str, consents: Consents, options: OptionalAnswers
    ) -> Recorded:
        """Record; public expenses are told only to who wants to use them."""
        assert receipt == people.RECEIPT
        self.line.next()
        self.consents_seen.append(consents)
        self.options_seen.append(options)
        expenses = self.public_expenses if options.public_expense else ()
        return Recorded(people.recorded(*consents.given), self.told_anew, expenses)

    def exchange(self, interface: str, message: Node) -> Exchanged:
        self.exchanged.append((interface, message))
        return self.exchanges.next()

    def close(self) -> None:
        """No connection to close."""
