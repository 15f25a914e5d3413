"""The states in which a card was read and its holder is still to be proven: steps 1 to 3.

They end in `Qualifying`, where the holder is verified, and in what the service says instead of a
qualification: not registered yet, or nothing.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import ConsentItem, Consents
from kiosk.domain.face import FaceGuidance
from kiosk.domain.offer import NO_OFFER, Offer
from kiosk.domain.pin import Digits
from kiosk.domain.visual_check import VisualReason
from kiosk.flow.reasons import FaceProblem, ServiceProblem
from kiosk.flow.visit import CardFacts, Visit


@dataclass(frozen=True)
class OfCard:
    """A state of a card that was read."""

    visit: Visit
    facts: CardFacts


@dataclass(frozen=True)
class Noticing(OfCard):
    """A notice about the certificate, read before going on.

    `verified_by` is set where the certificate showed itself only after the PIN.
    """

    verified_by: VerifiedBy | None = None


@dataclass(frozen=True)
class ConsentingFirst(OfCard):
    """訪問診療: consent before any proof. `asking` as in `GivingConsent`."""

    items: tuple[ConsentItem, ...]
    answers: Consents = field(default_factory=Consents)
    asking: int | None = None

    @property
    def offer(self) -> Offer:
        """Nothing is known of last time: the service was not asked yet."""
        return NO_OFFER


@dataclass(frozen=True)
class ChoosingMethod(OfCard):
    """Step 2: face, PIN or staff; only what this card and this kiosk can do."""


@dataclass(frozen=True)
class LastPinTry(OfCard):
    """Step 3: one more wrong PIN locks it. No pad before the patient says to risk that."""

    was_wrong: bool = False


@dataclass(frozen=True)
class EnteringPin(OfCard):
    """Step 3: the PIN pad. `keypad` is the order of the digits, empty until shuffled."""

    typed: Digits = field(default_factory=Digits)
    keypad: tuple[int, ...] = field(default=(), repr=False)
    was_wrong: bool = False


@dataclass(frozen=True)
class CheckingPin(OfCard):
    """Step 3: the chip compares."""


@dataclass(frozen=True)
class PinLocked(OfCard):
    """No tries left: only the municipal office can unlock; the other doors stay open."""


@dataclass(frozen=True)
class ReadingPortrait(OfCard):
    """Step 3: the portrait is read from the chip, once the printed front is known.

    While `facts.front` is pending, nothing is asked of the chip yet. Beside the reading a try is
    charged: `left` tells how many the day still has after it, None before the records have said.
    `closed` is why they let no match begin; then the chip's answer alone is waited for.
    """

    left: int | None = None
    closed: FaceProblem | None = None


@dataclass(frozen=True)
class MatchingFace(OfCard):
    """Step 3: live frames are compared with the portrait."""

    guidance: FaceGuidance = FaceGuidance.LOOK_HERE
    last_today: bool = False  # this card has no other try left today
    asked: bool = False  # for a movement: whoever stands there was compared


@dataclass(frozen=True)
class FaceRefused(OfCard):
    """The face did not match or could not be compared; again, or another door."""

    why: FaceProblem


@dataclass(frozen=True)
class EnteringPasscode(OfCard):
    """Staff type the passcode. `tries_left` is None before the first wrong one."""

    typed: Digits = field(default_factory=Digits)
    keypad: tuple[int, ...] = field(default=(), repr=False)
    tries_left: int | None = None


@dataclass(frozen=True)
class CheckingPasscode(OfCard):
    """The records compare."""


@dataclass(frozen=True)
class PasscodePaused(OfCard):
    """Too many wrong passcodes; refused for `seconds` more."""

    seconds: int


@dataclass(frozen=True)
class ChoosingReason(OfCard):
    """The passcode was right: staff say why they look. `staff` None: the clinic's passcode."""

    staff: int | None


@dataclass(frozen=True)
class CheckingVisually(OfCard):
    """Staff at the kiosk look at the person and the card's photo (目視確認).

    Beside the question stands the chip's portrait, where it could be read: `portrait_sent` says
    that it was handed on to be shown, `portrait_shown` that it is there; None: not told yet.
    """

    staff: int | None
    reason: VisualReason
    portrait_sent: bool = False
    portrait_shown: bool | None = None


@dataclass(frozen=True)
class CheckingAtDesk(OfCard):
    """Staff look from the desk; the answer comes from the console, the portrait as above.

    `staff` and `reason` are None in visual mode before anybody has begun.
    """

    staff: int | None = None
    reason: VisualReason | None = None
    portrait_sent: bool = False
    portrait_shown: bool | None = None


class Awaited(StrEnum):
    """What comes next between the proof and its confirmation; one of each, in this order."""

    CHALLENGE = "challenge"
    SIGNATURE = "signature"  # the one wait for the card; the other two are for the service
    ANSWER = "answer"


@dataclass(frozen=True)
class Qualifying(OfCard):
    """The holder is verified; challenge, signature and qualification are under way.

    A challenge or signature that is not awaited is late from an earlier try: it is dropped.
    """

    verified_by: VerifiedBy
    awaited: Awaited = Awaited.CHALLENGE


@dataclass(frozen=True)
class OfferingRegistration(OfCard):
    """保険証利用登録 is not done: the patient may apply for it now. `registration` serves once."""

    verified_by: VerifiedBy
    registration: str = field(repr=False)


@dataclass(frozen=True)
class Registering(OfCard):
    """The application is with the service; its answer is the qualification."""

    verified_by: VerifiedBy


@dataclass(frozen=True)
class ServiceUnavailable(OfCard):
    """The national service did not answer: again, or received provisionally."""

    verified_by: VerifiedBy
    why: ServiceProblem = ServiceProblem.NO_ANSWER
