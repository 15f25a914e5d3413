"""What the kiosk needs of the national qualification service (オンライン資格確認)."""

from dataclasses import dataclass
from typing import Protocol

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Consents, RecordedConsent
from kiosk.domain.holder import HolderProof
from kiosk.domain.qualification import QualificationConfirmation
from kiosk.domain.refusal import QualificationRefusal


@dataclass(frozen=True)
class Confirmed:
    """A qualification was confirmed; `receipt` binds the consents to this very answer."""

    receipt: str
    confirmation: QualificationConfirmation


class QualificationService(Protocol):
    """All methods block and raise `DeviceFault(Device.SERVICE, ...)` when line or answer fail.

    Fault codes: ``unreachable``, ``timed_out``, ``untrusted``, ``malformed_answer``,
    ``service_error``.
    """

    def request_challenge(self) -> bytes:
        """Return a fresh challenge of 32 bytes; it serves once and for a short time."""
        ...

    def confirm(
        self, proof: HolderProof, verified_by: VerifiedBy
    ) -> Confirmed | QualificationRefusal:
        """Send the signed challenge and return the qualification."""
        ...

    def record_consents(self, receipt: str, consents: Consents) -> tuple[RecordedConsent, ...]:
        """Send the answers; return those given, with the times the service recorded."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...
