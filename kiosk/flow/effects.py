"""Everything we want done. Each effect carries its session; its answer brings it back (rule R2)."""

from dataclasses import dataclass, field

from kiosk.domain.check_in import CheckIn, ProvisionalCheckIn, VerifiedBy
from kiosk.domain.check_number import CheckNumberB
from kiosk.domain.consent import Consents
from kiosk.domain.face import MatchBand
from kiosk.domain.holder import HolderProof, Portrait
from kiosk.domain.optional_questions import NOTHING_ASKED, OptionalAnswers
from kiosk.domain.pin import Passcode, Pin
from kiosk.domain.session import SessionId
from kiosk.domain.token import CardKey


@dataclass(frozen=True)
class _OfSession:
    session: SessionId


@dataclass(frozen=True)
class _OfService(_OfSession):
    """Asked of the national service: `question` is its serial in the session."""

    question: int = field(default=0, kw_only=True)


@dataclass(frozen=True)
class ReadCard(_OfSession):
    """Read label, certificate and tries."""


@dataclass(frozen=True)
class ReadFront(_OfSession):
    """Read what is printed on the front; takes seconds, costs the card nothing."""

    reading: int


@dataclass(frozen=True)
class StopReadingFront(_OfSession):
    """End a reading of the front whose answer nobody waits for any more."""

    reading: int


@dataclass(frozen=True)
class LookUpStaffDoor(_OfSession):
    """Ask the records whether a staff passcode is set."""


@dataclass(frozen=True)
class ShuffleKeypad(_OfSession):
    """Give the digits a fresh order, or the usual one to whoever types without sight."""

    usual: bool = False


@dataclass(frozen=True)
class VerifyPin(_OfSession):
    """Send the PIN to the chip, once."""

    pin: Pin


@dataclass(frozen=True)
class ReadPortrait(_OfSession):
    """Open the 券面事項確認AP and read the portrait."""

    check_number: CheckNumberB


@dataclass(frozen=True)
class MatchFace(_OfSession):
    """Compare the portrait with live frames for at most `seconds`."""

    portrait: Portrait
    seconds: float
    band: MatchBand


@dataclass(frozen=True)
class StopMatching(_OfSession):
    """End a match under way; wipe portrait and frames."""


@dataclass(frozen=True)
class ShowPortrait(_OfSession):
    """Draw the portrait on the glass, for staff to compare; nothing is matched."""

    portrait: Portrait


@dataclass(frozen=True)
class HidePortrait(_OfSession):
    """Take the portrait away and wipe it. Follows each `ShowPortrait`, once."""


@dataclass(frozen=True)
class LookUpFaceTries(_OfSession):
    """Ask the records whether this card may try by face today."""

    card_key: CardKey


@dataclass(frozen=True)
class ChargeFaceTry(_OfSession):
    """Write a try down before its match begins."""

    card_key: CardKey


@dataclass(frozen=True)
class WaitForCharge(_OfSession):
    """Bring the portrait back once the records have answered what they were asked before."""

    portrait: Portrait


@dataclass(frozen=True)
class GiveBackFaceTry(_OfSession):
    """Take the session's newest charge back, if there is one."""


@dataclass(frozen=True)
class CheckPasscode(_OfSession):
    """Compare the staff passcode, counting what is wrong."""

    passcode: Passcode


@dataclass(frozen=True)
class RequestChallenge(_OfService):
    """Ask the service for a fresh challenge."""


@dataclass(frozen=True)
class SignChallenge(_OfSession):
    """Let the chip sign it."""

    challenge: bytes = field(repr=False)
    verified_by: VerifiedBy


@dataclass(frozen=True)
class ConfirmQualification(_OfService):
    """Ask the service for the qualification."""

    proof: HolderProof
    verified_by: VerifiedBy


@dataclass(frozen=True)
class Register(_OfService):
    """Apply for 保険証利用登録; the answer is the qualification."""

    registration: str = field(repr=False)


@dataclass(frozen=True)
class SendConsents(_OfService):
    """Send the answers to the service."""

    receipt: str = field(repr=False)
    consents: Consents
    options: OptionalAnswers = NOTHING_ASKED


@dataclass(frozen=True)
class KeepCheckIn(_OfSession):
    """Keep check-in, consents, audit entry and outbox row in one transaction."""

    check_in: CheckIn


@dataclass(frozen=True)
class KeepForm(_OfSession):
    """Add what a printed form consented to, and the files that tell it, to a kept reception."""

    check_in: CheckIn
    staff: int  # who recorded it


@dataclass(frozen=True)
class KeepProvisional(_OfSession):
    """Keep a reception of a verified holder whom the service could not be asked about."""

    check_in: ProvisionalCheckIn


@dataclass(frozen=True)
class ReleaseCard(_OfSession):
    """Power the card off."""


@dataclass(frozen=True)
class StartTimer(_OfSession):
    """Ring after `seconds` with this serial; replaces the timer before."""

    timer: int
    seconds: float


@dataclass(frozen=True)
class CancelTimer(_OfSession):
    """No ring any more."""


CardEffect = ReadCard | VerifyPin | ReadPortrait | SignChallenge | ReleaseCard
FrontEffect = ReadFront | StopReadingFront
VisionEffect = MatchFace | StopMatching | ShowPortrait | HidePortrait
ServiceEffect = RequestChallenge | ConfirmQualification | Register | SendConsents
FaceTriesEffect = LookUpFaceTries | ChargeFaceTry | WaitForCharge | GiveBackFaceTry
KeepEffect = KeepCheckIn | KeepForm | KeepProvisional
RecordsEffect = LookUpStaffDoor | FaceTriesEffect | CheckPasscode | KeepEffect
LocalEffect = ShuffleKeypad | StartTimer | CancelTimer
Effect = CardEffect | FrontEffect | VisionEffect | ServiceEffect | RecordsEffect | LocalEffect
