"""Where a reception can be. The truth is one value of `State`; screens and logs are made from it.

Every state carries its `Visit`; only states between a card's arrival and its end hold anything
personal, and those values hide in `repr`.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.certificate import CertificateState
from kiosk.domain.check_in import CheckIn, VerifiedBy
from kiosk.domain.check_number import CheckNumberB
from kiosk.domain.consent import ConsentItem, Consents, RecordedConsent
from kiosk.domain.face import FaceGuidance
from kiosk.domain.fault import Device
from kiosk.domain.language import Language
from kiosk.domain.pin import Digits, PinTries
from kiosk.domain.qualification import QualificationConfirmation
from kiosk.domain.session import NO_SESSION, SessionId


@dataclass(frozen=True)
class Visit:
    """What stays the same from step to step. Nothing personal."""

    session: SessionId = NO_SESSION
    language: Language = Language.JAPANESE
    camera_works: bool = True
    staff_door: bool = False  # a staff passcode is set (目視確認)
    face_failures: int = 0
    timer: int = 0  # serial of the newest timer; an older one's ring is stale


@dataclass(frozen=True)
class CardFacts:
    """What was learned of the card in step 1."""

    pin_tries: PinTries
    certificate: CertificateState
    check_number: CheckNumberB | None = field(default=None, repr=False)  # None: not readable
    has_photo: bool | None = None  # None: not known
    face_usable: bool = True  # False once the portrait proved unusable for this card


@dataclass(frozen=True)
class WaitingForCard:
    """Step 1, nobody there."""

    visit: Visit


@dataclass(frozen=True)
class Interrupted:
    """The card was taken before the end; said for some seconds, then waiting."""

    visit: Visit
    perhaps_received: bool


@dataclass(frozen=True)
class OutOfService:
    """A device without which nobody can be received is broken."""

    visit: Visit
    device: Device


@dataclass(frozen=True)
class ReadingCard:
    """Step 1, the chip is being read."""

    visit: Visit


class CardProblem(StrEnum):
    """Why this card cannot go on."""

    UNREADABLE = "unreadable"
    NOT_MY_NUMBER_CARD = "not_my_number_card"
    OLD_CARD = "old_card"
    NO_CERTIFICATE = "no_certificate"
    CERTIFICATE_EXPIRED = "certificate_expired"


@dataclass(frozen=True)
class CardNotUsable:
    """The card cannot be used; why, and what to do."""

    visit: Visit
    why: CardProblem


@dataclass(frozen=True)
class Noticing:
    """A notice about the certificate, read before going on."""

    visit: Visit
    facts: CardFacts


@dataclass(frozen=True)
class ChoosingMethod:
    """Step 2: face, PIN or staff; only what this card and this kiosk can do."""

    visit: Visit
    facts: CardFacts


@dataclass(frozen=True)
class EnteringPin:
    """Step 3: the PIN pad. `keypad` is the order of the digits, empty until shuffled."""

    visit: Visit
    facts: CardFacts
    typed: Digits = field(default_factory=Digits)
    keypad: tuple[int, ...] = ()
    was_wrong: bool = False


@dataclass(frozen=True)
class CheckingPin:
    """Step 3: the chip compares."""

    visit: Visit
    facts: CardFacts


@dataclass(frozen=True)
class PinLocked:
    """No tries left: only the municipal office can unlock; the other doors stay open."""

    visit: Visit
    facts: CardFacts


@dataclass(frozen=True)
class ReadingPortrait:
    """Step 3: the portrait is read from the chip."""

    visit: Visit
    facts: CardFacts


@dataclass(frozen=True)
class MatchingFace:
    """Step 3: live frames are compared with the portrait."""

    visit: Visit
    facts: CardFacts
    guidance: FaceGuidance = FaceGuidance.LOOK_HERE


class FaceProblem(StrEnum):
    """Why the face did not open the way."""

    NOT_MATCHED = "not_matched"
    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    PORTRAIT = "portrait"  # the chip gave none that can be compared
    CAMERA = "camera"


@dataclass(frozen=True)
class FaceRefused:
    """The face did not match or could not be compared; again, or another door."""

    visit: Visit
    facts: CardFacts
    why: FaceProblem


@dataclass(frozen=True)
class EnteringPasscode:
    """Staff type the passcode. `tries_left` is None before the first wrong one."""

    visit: Visit
    facts: CardFacts
    typed: Digits = field(default_factory=Digits)
    keypad: tuple[int, ...] = ()
    tries_left: int | None = None


@dataclass(frozen=True)
class CheckingPasscode:
    """The records compare."""

    visit: Visit
    facts: CardFacts


@dataclass(frozen=True)
class PasscodePaused:
    """Too many wrong passcodes; refused for `seconds` more."""

    visit: Visit
    facts: CardFacts
    seconds: int


@dataclass(frozen=True)
class CheckingVisually:
    """Staff look at the person and the card's photo (目視確認)."""

    visit: Visit
    facts: CardFacts


@dataclass(frozen=True)
class Qualifying:
    """The holder is verified; challenge, signature and qualification are under way."""

    visit: Visit
    facts: CardFacts
    verified_by: VerifiedBy


@dataclass(frozen=True)
class ServiceUnavailable:
    """The national service did not answer; the patient may try again."""

    visit: Visit
    facts: CardFacts
    verified_by: VerifiedBy


@dataclass(frozen=True)
class Questions:
    """What step 4 is about: bound to one answer of the service by `receipt`."""

    verified_by: VerifiedBy
    receipt: str = field(repr=False)
    confirmation: QualificationConfirmation
    items: tuple[ConsentItem, ...]


@dataclass(frozen=True)
class GivingConsent:
    """Step 4. `asking` is None on the first screen, else the index of the item asked."""

    visit: Visit
    questions: Questions
    answers: Consents = field(default_factory=Consents)
    asking: int | None = None


@dataclass(frozen=True)
class SendingConsents:
    """Step 4: the answers travel to the service."""

    visit: Visit
    questions: Questions
    answers: Consents


@dataclass(frozen=True)
class ConsentsNotSent:
    """The service could not take the answers: again, or received without sharing."""

    visit: Visit
    questions: Questions
    answers: Consents


@dataclass(frozen=True)
class CheckingIn:
    """Step 5: the check-in is being kept."""

    visit: Visit
    check_in: CheckIn


@dataclass(frozen=True)
class CheckInNotKept:
    """The records could not keep it; may be tried again."""

    visit: Visit
    check_in: CheckIn


@dataclass(frozen=True)
class Done:
    """Step 5: received; take your card. Nothing personal any more."""

    visit: Visit
    shared: tuple[RecordedConsent, ...] = ()


class StaffReason(StrEnum):
    """Why the patient is asked to speak to staff."""

    NOT_QUALIFIED = "not_qualified"  # received, but the insurance needs a look
    CERTIFICATE_REVOKED = "certificate_revoked"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_UNKNOWN = "certificate_unknown"
    PROOF_INVALID = "proof_invalid"
    NOT_REGISTERED = "not_registered"
    SIGNING_REFUSED = "signing_refused"
    VISUAL_CHECK_REFUSED = "visual_check_refused"
    NOT_KEPT = "not_kept"
    INTERNAL = "internal"


@dataclass(frozen=True)
class SeeStaff:
    """This kiosk cannot finish; staff can."""

    visit: Visit
    why: StaffReason


class CardLeft(StrEnum):
    """Why the card still lies in the reader."""

    FINISHED = "finished"
    TIMED_OUT = "timed_out"
    GAVE_UP = "gave_up"


@dataclass(frozen=True)
class TakeCard:
    """Asks for the card to be taken until it is."""

    visit: Visit
    why: CardLeft
    reminders: int = 0


@dataclass(frozen=True)
class AskingStillThere:
    """Nobody touched for a while: asks before it ends the session."""

    visit: Visit
    back: "Interactive"


@dataclass(frozen=True)
class OfferingHelp:
    """職員を呼ぶ: how staff can help, and back to where the patient was."""

    visit: Visit
    back: "Interactive"


Interactive = (
    Noticing
    | ChoosingMethod
    | EnteringPin
    | PinLocked
    | FaceRefused
    | EnteringPasscode
    | PasscodePaused
    | CheckingVisually
    | ServiceUnavailable
    | GivingConsent
    | ConsentsNotSent
    | CheckInNotKept
)
"""States that wait for a person; help and 'still there?' come back to them."""

Busy = (
    ReadingCard
    | CheckingPin
    | ReadingPortrait
    | MatchingFace
    | CheckingPasscode
    | Qualifying
    | SendingConsents
    | CheckingIn
)
"""States that wait for a device."""

Ending = CardNotUsable | SeeStaff | Done | TakeCard
"""States that wait for the card to be taken."""

Idle = WaitingForCard | Interrupted | OutOfService
"""States without a card's session."""

State = Interactive | Busy | Ending | Idle | AskingStillThere | OfferingHelp
