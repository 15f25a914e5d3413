"""受付: who was received, how they proved it, to what they consented."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.consent import Consents
from kiosk.domain.doubt import Doubt
from kiosk.domain.optional_questions import NOTHING_ASKED, OptionalAnswers, PublicExpense
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
    options: OptionalAnswers = NOTHING_ASKED
    public_expenses: tuple[PublicExpense, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    face_failures: int = 0  # tries by face before the door that opened
    taken_back: bool = False  # a yes was sent, not heard of again, and nothing is to be shared


@dataclass(frozen=True)
class ProvisionalCheckIn:
    """仮受付: the holder is verified, the service could not be asked. Never shown as confirmed.

    Holds nothing personal: staff know the patient, and the number tells them which one it is.
    """

    session: SessionId
    verified_by: VerifiedBy
    face_failures: int = 0
