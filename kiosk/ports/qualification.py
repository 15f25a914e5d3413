"""What the kiosk needs of the national qualification service (オンライン資格確認)."""

from dataclasses import dataclass, field
from typing import Protocol

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Consents, RecordedConsent
from kiosk.domain.holder import HolderProof
from kiosk.domain.message_tree import Node
from kiosk.domain.offer import NO_OFFER, Offer
from kiosk.domain.optional_questions import OptionalAnswers, PublicExpense
from kiosk.domain.qualification import QualificationConfirmation
from kiosk.domain.refusal import Refused
from kiosk.domain.secret import Private


@dataclass(frozen=True)
class Confirmed:
    """A qualification was confirmed; `receipt` binds the consents to this very answer."""

    receipt: str = field(repr=False)
    confirmation: QualificationConfirmation
    offer: Offer = NO_OFFER


@dataclass(frozen=True)
class NotRegistered:
    """保険証利用登録 is not done; it may be applied for now, with this token and once."""

    registration: str = field(repr=False)


@dataclass(frozen=True)
class Recorded:
    """The answers as the service recorded them.

    `confirmation` is the qualification as it is after them, where the service tells it anew: what
    was consented to (特定疾病) is part of it only now.
    """

    consents: tuple[RecordedConsent, ...]
    confirmation: QualificationConfirmation | None = None
    public_expenses: tuple[PublicExpense, ...] = ()


class QualificationService(Protocol):
    """All methods block and raise `DeviceFault(Device.SERVICE, ...)` when line or answer fail.

    Fault codes: ``unreachable``, ``timed_out``, ``untrusted``, ``malformed_answer``,
    ``service_error`` (with the service's own code behind a colon, where it gave one that is no
    refusal), ``still_processing``.
    """

    def request_challenge(self) -> bytes:
        """Return a fresh challenge of 32 bytes; it serves once and for a short time."""
        ...

    def confirm(
        self, proof: HolderProof, verified_by: VerifiedBy
    ) -> Confirmed | NotRegistered | Refused:
        """Send the signed challenge and return the qualification.

        Where the service is still processing (処理中) it is asked again until it has an answer.
        """
        ...

    def register(self, registration: str) -> Confirmed | Refused:
        """Apply for 保険証利用登録 and return the qualification."""
        ...

    def record_answers(
        self, receipt: str, consents: Consents, options: OptionalAnswers
    ) -> Recorded:
        """Send the answers; the same ones may be sent again, they are recorded once."""
        ...

    def exchange(self, interface: str, message: Node) -> "Exchanged":
        """Put a receipt computer's request (``OQSsiquc01``, …) and return the answer.

        `message` is the whole ``XmlMsg``. Which interfaces may be sent again after a lost line is
        the caller's knowledge; here each is sent once.
        """
        ...

    def close(self) -> None:
        """Close the connections for good; who waits for a result waits no longer. Any thread."""
        ...


@dataclass(frozen=True, repr=False)
class Exchanged(Private):
    """The answer to a receipt computer's request: a message, and the document it came with."""

    message: Node
    document: bytes | None = None  # PDF or XML of medical information
    media: str = ""  # ``pdf`` or ``xml``
