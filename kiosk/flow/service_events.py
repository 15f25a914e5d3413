"""What the national service tells, and the chip that signs for it."""

from dataclasses import dataclass, field

from kiosk.domain.consent import RecordedConsent
from kiosk.domain.holder import HolderProof
from kiosk.domain.offer import NO_OFFER, Offer
from kiosk.domain.optional_questions import PublicExpense
from kiosk.domain.qualification import QualificationConfirmation
from kiosk.domain.refusal import QualificationRefusal
from kiosk.flow.touches import OfSession


@dataclass(frozen=True)
class ChallengeReceived(OfSession):
    """A fresh challenge of the service."""

    challenge: bytes = field(repr=False)


@dataclass(frozen=True)
class ChallengeSigned(OfSession):
    """The chip signed it."""

    proof: HolderProof


@dataclass(frozen=True)
class SigningRefused(OfSession):
    """The chip would not sign (6982)."""


@dataclass(frozen=True)
class Qualified(OfSession):
    """The service answered with a qualification result."""

    receipt: str = field(repr=False)
    confirmation: QualificationConfirmation
    offer: Offer = NO_OFFER


@dataclass(frozen=True)
class RegistrationOffered(OfSession):
    """保険証利用登録 is not done; it may be applied for now."""

    registration: str = field(repr=False)


@dataclass(frozen=True)
class QualificationRefused(OfSession):
    """The service refused to answer for this card."""

    why: QualificationRefusal
    code: str = ""  # the service's own, for the help desk


@dataclass(frozen=True)
class ConsentsRecorded(OfSession):
    """The service recorded the consents given; `confirmation` where it told all anew."""

    recorded: tuple[RecordedConsent, ...]
    confirmation: QualificationConfirmation | None = None
    public_expenses: tuple[PublicExpense, ...] = ()
