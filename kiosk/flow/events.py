"""Everything that can happen. Answers and touches carry the session they belong to (rule R2)."""

from dataclasses import dataclass, field

from kiosk.domain.certificate import CertificateState
from kiosk.domain.fault import Device
from kiosk.domain.pin import PinTries
from kiosk.domain.token import TokenKind
from kiosk.flow.desk_events import (
    DeskAnswered,
    DeskCheckBegun,
    DeskCheckStopped,
    DeskEvent,
    FormRecorded,
    HelpComing,
)
from kiosk.flow.face_events import (
    CardFaceForged,
    FaceDoorClosed,
    FaceGuided,
    FaceMatched,
    FaceNotMatched,
    FaceTryCharged,
    PortraitRead,
    PortraitShown,
)
from kiosk.flow.reasons import CardProblem
from kiosk.flow.service_events import (
    ChallengeReceived,
    ChallengeSigned,
    ConsentsRecorded,
    QualificationRefused,
    Qualified,
    RegistrationOffered,
    SigningRefused,
)
from kiosk.flow.touches import (
    AllAnswered,
    DigitCorrected,
    DigitPressed,
    DigitsConfirmed,
    FaceChosen,
    GaveUp,
    HelpAsked,
    ItemAnswered,
    LastAnswersChosen,
    MoreTimeAsked,
    OfSession,
    OneByOneChosen,
    OptionAnswered,
    PanelClosed,
    PanelOpened,
    PersonConfirmed,
    PhoneChosen,
    PinChosen,
    ProvisionalChosen,
    ReasonChosen,
    RegistrationChosen,
    StaffChosen,
    Touch,
    WentBack,
    WentOn,
    WithoutSharingChosen,
)
from kiosk.flow.visit import CardFacts, Front
from kiosk.flow.world_events import (
    CameraBack,
    CameraLost,
    CardPlaced,
    CardRemoved,
    LanguageChosen,
    PreferencesChosen,
    ReaderBack,
    ReaderLost,
    VisualModeSet,
    WorldEvent,
)


@dataclass(frozen=True)
class CardRead(OfSession):
    """The card was read, or the phone that stands in for one."""

    facts: CardFacts
    token: TokenKind = TokenKind.CARD


@dataclass(frozen=True)
class FrontRead(OfSession):
    """A reading of the printed front ended, with or without success."""

    front: Front


@dataclass(frozen=True)
class CardRefused(OfSession):
    """The card was read and cannot be used; some tell so only after the PIN."""

    why: CardProblem


@dataclass(frozen=True)
class StaffDoorFound(OfSession):
    """Whether a staff passcode is set."""

    open: bool


@dataclass(frozen=True)
class KeypadShuffled(OfSession):
    """A fresh order of the ten digits."""

    keypad: tuple[int, ...] = field(repr=False)


@dataclass(frozen=True)
class PinAccepted(OfSession):
    """The chip accepted the PIN; `certificate` where it could be read only now."""

    certificate: CertificateState | None = None
    month: str | None = field(default=None, repr=False)  # as `CardFacts.certificate_month`


@dataclass(frozen=True)
class PinRejected(OfSession):
    """The chip rejected the PIN; zero tries left means this one locked it."""

    tries: PinTries


@dataclass(frozen=True)
class PasscodeAccepted(OfSession):
    """The staff passcode was right; `staff` is whose it is, None for the clinic's."""

    staff: int | None


@dataclass(frozen=True)
class PasscodeRejected(OfSession):
    """The staff passcode was wrong."""

    tries_left: int


@dataclass(frozen=True)
class PasscodeRefused(OfSession):
    """The staff passcode is paused."""

    seconds: int


@dataclass(frozen=True)
class CheckInKept(OfSession):
    """The check-in stands in the database."""


@dataclass(frozen=True)
class FormKept(OfSession):
    """What the service recorded of a form stands in the database."""


@dataclass(frozen=True)
class ProvisionalKept(OfSession):
    """The provisional reception stands in the database, under the day's number."""

    number: int


@dataclass(frozen=True)
class TimedOut(OfSession):
    """A timer rang; stale unless `timer` is the newest."""

    timer: int


@dataclass(frozen=True)
class Faulted(OfSession):
    """A device failed while it carried out an effect.

    `question` is the one that a fault of the service belongs to: an older one's is stale.
    """

    device: Device
    code: str
    question: int = 0


@dataclass(frozen=True)
class Broken(OfSession):
    """A bug: the safe screen and a clean slate. `error` is the exception's type name."""

    error: str


Answer = (
    CardRead
    | FrontRead
    | CardRefused
    | StaffDoorFound
    | KeypadShuffled
    | PinAccepted
    | PinRejected
    | PortraitRead
    | PortraitShown
    | CardFaceForged
    | FaceTryCharged
    | FaceDoorClosed
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
    | RegistrationOffered
    | QualificationRefused
    | ConsentsRecorded
    | CheckInKept
    | FormKept
    | ProvisionalKept
    | TimedOut
    | Faulted
    | Broken
)
SessionEvent = Touch | Answer | DeskEvent
Event = WorldEvent | SessionEvent

# Touches, what devices, the desk and the service tell are events too: all of them are found here.
# fmt: off
__all__ = [
    "AllAnswered", "Answer", "Broken", "CameraBack", "CameraLost", "CardFaceForged", "CardPlaced",
    "CardRead", "CardRefused", "CardRemoved", "ChallengeReceived", "ChallengeSigned", "CheckInKept",
    "ConsentsRecorded", "DeskAnswered", "DeskCheckBegun", "DeskCheckStopped", "DeskEvent",
    "DigitCorrected", "DigitPressed", "DigitsConfirmed", "Event", "FaceChosen", "FaceDoorClosed",
    "FaceGuided", "FaceMatched", "FaceNotMatched", "FaceTryCharged", "Faulted", "FormKept",
    "FormRecorded", "FrontRead", "GaveUp", "HelpAsked", "HelpComing", "ItemAnswered",
    "KeypadShuffled", "LanguageChosen", "LastAnswersChosen", "MoreTimeAsked", "OneByOneChosen",
    "OptionAnswered", "PanelClosed", "PanelOpened", "PasscodeAccepted", "PasscodeRefused",
    "PasscodeRejected", "PersonConfirmed", "PhoneChosen", "PinAccepted", "PinChosen", "PinRejected",
    "PortraitRead", "PortraitShown", "PreferencesChosen", "ProvisionalChosen", "ProvisionalKept",
    "QualificationRefused", "Qualified", "ReaderBack", "ReaderLost", "ReasonChosen",
    "RegistrationChosen", "RegistrationOffered", "SessionEvent", "SigningRefused", "StaffChosen",
    "StaffDoorFound", "TimedOut", "Touch", "VisualModeSet", "WentBack", "WentOn",
    "WithoutSharingChosen", "WorldEvent",
]
# fmt: on
