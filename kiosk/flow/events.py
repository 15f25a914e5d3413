"""Everything that can happen. Answers and touches carry the session they belong to (rule R2)."""

from dataclasses import dataclass, field

from kiosk.domain.consent import RecordedConsent
from kiosk.domain.face import FaceGuidance
from kiosk.domain.fault import Device
from kiosk.domain.holder import HolderProof, Portrait
from kiosk.domain.language import Language
from kiosk.domain.pin import PinTries
from kiosk.domain.qualification import QualificationConfirmation
from kiosk.domain.refusal import QualificationRefusal
from kiosk.domain.session import SessionId
from kiosk.flow.states import CardFacts, CardProblem, FaceProblem


# ------------------------------------------------------------ from the devices, of no session
@dataclass(frozen=True)
class CardPlaced:
    """A card came into the reader; `session` is new."""

    session: SessionId


@dataclass(frozen=True)
class CardRemoved:
    """The reader is empty."""


@dataclass(frozen=True)
class ReaderLost:
    """The reader or pcscd is gone."""


@dataclass(frozen=True)
class ReaderBack:
    """The reader is there again."""


@dataclass(frozen=True)
class CameraLost:
    """The camera gives no frames."""


@dataclass(frozen=True)
class CameraBack:
    """The camera gives frames again."""


@dataclass(frozen=True)
class LanguageChosen:
    """The patient chose a language; also possible before a card is placed."""

    language: Language


# ------------------------------------------------------------ touches
@dataclass(frozen=True)
class _OfSession:
    session: SessionId


@dataclass(frozen=True)
class FaceChosen(_OfSession):
    """顔認証."""


@dataclass(frozen=True)
class PinChosen(_OfSession):
    """暗証番号."""


@dataclass(frozen=True)
class StaffChosen(_OfSession):
    """職員: the visual check."""


@dataclass(frozen=True)
class DigitPressed(_OfSession):
    """A key of the pad, by its digit 0-9."""

    digit: int = field(repr=False)


@dataclass(frozen=True)
class DigitCorrected(_OfSession):
    """The last digit is taken back."""


@dataclass(frozen=True)
class DigitsConfirmed(_OfSession):
    """The digits are complete."""


@dataclass(frozen=True)
class WentOn(_OfSession):
    """次へ, もう一度, 続ける: the screen's one way on."""


@dataclass(frozen=True)
class WentBack(_OfSession):
    """もどる."""


@dataclass(frozen=True)
class HelpAsked(_OfSession):
    """職員を呼ぶ."""


@dataclass(frozen=True)
class GaveUp(_OfSession):
    """やめる: ends the reception."""


@dataclass(frozen=True)
class PersonConfirmed(_OfSession):
    """Staff's answer to the visual check."""

    same_person: bool


@dataclass(frozen=True)
class AllAnswered(_OfSession):
    """「すべて同意する」 or 「同意しない」 at once."""

    yes: bool


@dataclass(frozen=True)
class OneByOneChosen(_OfSession):
    """「個別に同意する」."""


@dataclass(frozen=True)
class ItemAnswered(_OfSession):
    """The answer to the item asked."""

    yes: bool


@dataclass(frozen=True)
class WithoutSharingChosen(_OfSession):
    """Received without sharing, because the answers could not be sent."""


# ------------------------------------------------------------ answers of effects
@dataclass(frozen=True)
class CardRead(_OfSession):
    """The card was read."""

    facts: CardFacts


@dataclass(frozen=True)
class CardRefused(_OfSession):
    """The card was read and cannot be used."""

    why: CardProblem


@dataclass(frozen=True)
class StaffDoorFound(_OfSession):
    """Whether a staff passcode is set."""

    open: bool


@dataclass(frozen=True)
class KeypadShuffled(_OfSession):
    """A fresh order of the ten digits."""

    keypad: tuple[int, ...] = field(repr=False)


@dataclass(frozen=True)
class PinAccepted(_OfSession):
    """The chip accepted the PIN."""


@dataclass(frozen=True)
class PinRejected(_OfSession):
    """The chip rejected the PIN; zero tries left means this one locked it."""

    tries: PinTries


@dataclass(frozen=True)
class PortraitRead(_OfSession):
    """The portrait came from the chip."""

    portrait: Portrait


@dataclass(frozen=True)
class FaceGuided(_OfSession):
    """What the person could change."""

    guidance: FaceGuidance


@dataclass(frozen=True)
class FaceMatched(_OfSession):
    """The mean of the best frames is above the threshold."""


@dataclass(frozen=True)
class FaceNotMatched(_OfSession):
    """No match, and why."""

    why: FaceProblem


@dataclass(frozen=True)
class PasscodeAccepted(_OfSession):
    """The staff passcode was right."""


@dataclass(frozen=True)
class PasscodeRejected(_OfSession):
    """The staff passcode was wrong."""

    tries_left: int


@dataclass(frozen=True)
class PasscodeRefused(_OfSession):
    """The staff passcode is paused."""

    seconds: int


@dataclass(frozen=True)
class ChallengeReceived(_OfSession):
    """A fresh challenge of the service."""

    challenge: bytes = field(repr=False)


@dataclass(frozen=True)
class ChallengeSigned(_OfSession):
    """The chip signed it."""

    proof: HolderProof


@dataclass(frozen=True)
class SigningRefused(_OfSession):
    """The chip would not sign (6982)."""


@dataclass(frozen=True)
class Qualified(_OfSession):
    """The service answered with a qualification result."""

    receipt: str = field(repr=False)
    confirmation: QualificationConfirmation


@dataclass(frozen=True)
class QualificationRefused(_OfSession):
    """The service refused to answer for this card."""

    why: QualificationRefusal


@dataclass(frozen=True)
class ConsentsRecorded(_OfSession):
    """The service recorded the consents given."""

    recorded: tuple[RecordedConsent, ...]


@dataclass(frozen=True)
class CheckInKept(_OfSession):
    """The check-in stands in the database."""


@dataclass(frozen=True)
class TimedOut(_OfSession):
    """A timer rang; stale unless `timer` is the newest."""

    timer: int


@dataclass(frozen=True)
class Faulted(_OfSession):
    """A device failed while it carried out an effect."""

    device: Device
    code: str


@dataclass(frozen=True)
class Broken(_OfSession):
    """A bug: the safe screen and a clean slate. `error` is the exception's type name."""

    error: str


WorldEvent = (
    CardPlaced | CardRemoved | ReaderLost | ReaderBack | CameraLost | CameraBack | LanguageChosen
)
Touch = (
    FaceChosen
    | PinChosen
    | StaffChosen
    | DigitPressed
    | DigitCorrected
    | DigitsConfirmed
    | WentOn
    | WentBack
    | HelpAsked
    | GaveUp
    | PersonConfirmed
    | AllAnswered
    | OneByOneChosen
    | ItemAnswered
    | WithoutSharingChosen
)
Answer = (
    CardRead
    | CardRefused
    | StaffDoorFound
    | KeypadShuffled
    | PinAccepted
    | PinRejected
    | PortraitRead
    | FaceGuided
    | FaceMatched
    | FaceNotMatched
    | PasscodeAccepted
    | PasscodeRejected
    | PasscodeRefused
    | ChallengeReceived
    | ChallengeSigned
    | SigningRefused
    | Qualified
    | QualificationRefused
    | ConsentsRecorded
    | CheckInKept
    | TimedOut
    | Faulted
    | Broken
)
SessionEvent = Touch | Answer
Event = WorldEvent | SessionEvent
