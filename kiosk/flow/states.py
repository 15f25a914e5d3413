"""Where a reception can be. The truth is one value of `State`; screens and logs are made from it.

Every state carries its `Visit`; only states between a card's arrival and its end hold anything
personal, and those values hide in `repr`.
"""

from dataclasses import dataclass, field

from kiosk.domain.check_in import CheckIn, ProvisionalCheckIn
from kiosk.domain.consent import Consents, RecordedConsent
from kiosk.domain.fault import Device
from kiosk.domain.optional_questions import NOTHING_ASKED, OptionalAnswers
from kiosk.flow.on_paper import ConsentOnPaper, KeepingForm, SendingForm
from kiosk.flow.proving import (
    CheckingAtDesk,
    CheckingPasscode,
    CheckingPin,
    CheckingVisually,
    ChoosingMethod,
    ChoosingReason,
    ConsentingFirst,
    EnteringPasscode,
    EnteringPin,
    FaceRefused,
    LastPinTry,
    MatchingFace,
    Noticing,
    OfferingRegistration,
    PasscodePaused,
    PinLocked,
    Qualifying,
    ReadingPortrait,
    Registering,
    ServiceUnavailable,
)
from kiosk.flow.reasons import CardLeft, CardProblem, StaffReason
from kiosk.flow.visit import Form, Front, Questions, Visit


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
class NumberInSight:
    """The card was taken; the number of a provisional reception stays for whoever did not read it.

    The number is no person's: it says who is next to ask at the desk.
    """

    visit: Visit
    number: int


@dataclass(frozen=True)
class OutOfService:
    """A device without which nobody can be received is broken."""

    visit: Visit
    device: Device


@dataclass(frozen=True)
class ReadingCard:
    """Step 1, the chip is being read and, beside it, the printed front."""

    visit: Visit
    front: Front = field(default_factory=Front)


@dataclass(frozen=True)
class CardNotUsable:
    """The card cannot be used; why, and what to do."""

    visit: Visit
    why: CardProblem


@dataclass(frozen=True)
class GivingConsent:
    """Step 4. `asking` is None on the first screen, else the index of the item asked."""

    visit: Visit
    questions: Questions
    answers: Consents = field(default_factory=Consents)
    asking: int | None = None


@dataclass(frozen=True)
class AnsweringOption:
    """Step 4, after the consents: the optional question with index `asking` of `questions.options`.

    `answers` are the consents answered before, none where none was asked.
    """

    visit: Visit
    questions: Questions
    answers: Consents = field(default_factory=Consents)
    options: OptionalAnswers = NOTHING_ASKED
    asking: int = 0


@dataclass(frozen=True)
class SendingConsents:
    """Step 4: the answers travel to the service."""

    visit: Visit
    questions: Questions
    answers: Consents
    options: OptionalAnswers = NOTHING_ASKED


@dataclass(frozen=True)
class ConsentsNotSent:
    """The service could not take the answers: again, or received without sharing."""

    visit: Visit
    questions: Questions
    answers: Consents
    options: OptionalAnswers = NOTHING_ASKED


@dataclass(frozen=True)
class CheckingIn:
    """Step 5: the check-in is being kept. `form` is what a printed form will ask, if any."""

    visit: Visit
    check_in: CheckIn
    form: Form | None = None


@dataclass(frozen=True)
class CheckInNotKept:
    """The records could not keep it; may be tried again."""

    visit: Visit
    check_in: CheckIn
    form: Form | None = None


@dataclass(frozen=True)
class KeepingProvisional:
    """仮受付: it is being kept; nothing personal is in it."""

    visit: Visit
    check_in: ProvisionalCheckIn


@dataclass(frozen=True)
class ProvisionalNotKept:
    """The records could not keep the provisional reception; may be tried again."""

    visit: Visit
    check_in: ProvisionalCheckIn


@dataclass(frozen=True)
class ReceivedProvisionally:
    """仮受付 under the day's `number`: not confirmed, staff go on from here."""

    visit: Visit
    number: int


@dataclass(frozen=True)
class Done:
    """Step 5: received; take your card, asked again with a sound. Nothing personal any more."""

    visit: Visit
    shared: tuple[RecordedConsent, ...] = ()
    reminders: int = 0


@dataclass(frozen=True)
class SeeStaff:
    """This kiosk cannot finish; staff can."""

    visit: Visit
    why: StaffReason


@dataclass(frozen=True)
class TakeCard:
    """Asks for the card to be taken until it is. `number` is that of a provisional reception."""

    visit: Visit
    why: CardLeft
    reminders: int = 0
    number: int | None = None


@dataclass(frozen=True)
class AskingStillThere:
    """Nobody touched for a while: asks before it ends the session, or takes a message away."""

    visit: Visit
    back: "Interactive | OfferingHelp | Message"


@dataclass(frozen=True)
class OfferingHelp:
    """職員を呼ぶ: how staff can help, and back to where the patient was.

    `coming` is set once staff have said so on the console.
    """

    visit: Visit
    back: "Interactive"
    coming: bool = False


Interactive = (
    Noticing
    | ConsentingFirst
    | ChoosingMethod
    | LastPinTry
    | EnteringPin
    | PinLocked
    | FaceRefused
    | EnteringPasscode
    | PasscodePaused
    | ChoosingReason
    | CheckingVisually
    | CheckingAtDesk
    | OfferingRegistration
    | ServiceUnavailable
    | GivingConsent
    | AnsweringOption
    | ConsentsNotSent
    | CheckInNotKept
    | ProvisionalNotKept
)
"""States that wait for a person; help and 'still there?' come back to them."""

Busy = (
    ReadingCard
    | CheckingPin
    | ReadingPortrait
    | MatchingFace
    | CheckingPasscode
    | Qualifying
    | Registering
    | SendingConsents
    | CheckingIn
    | SendingForm
    | KeepingForm
    | KeepingProvisional
)
"""States that wait for a device."""

Message = CardNotUsable | SeeStaff | ReceivedProvisionally
"""States that are read to the end before the card is asked for."""

Ending = CardNotUsable | SeeStaff | ConsentOnPaper | Done | ReceivedProvisionally | TakeCard
"""States that wait for the card to be taken."""

Idle = WaitingForCard | Interrupted | NumberInSight | OutOfService
"""States without a card's session."""

State = Interactive | Busy | Ending | Idle | AskingStillThere | OfferingHelp
