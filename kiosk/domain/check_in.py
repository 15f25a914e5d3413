"""受付: who was received, how they proved it, to what they consented."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.consent import Consents
from kiosk.domain.qualification import QualificationConfirmation
from kiosk.domain.secret import Private
from kiosk.domain.session import SessionId


class VerifiedBy(StrEnum):
    """The door by which the holder was verified; one road leads on from all of them."""

    FACE = "face"
    PIN = "pin"
    VISUAL_CHECK = "visual_check"
    PHONE = "phone"  # an iPhone vouches for its holder by its own biometrics


@dataclass(frozen=True, repr=False)
class CheckIn(Private):
    """A finished reception, ready to be kept."""

    session: SessionId
    verified_by: VerifiedBy
    consents: Consents
    confirmation: QualificationConfirmation
