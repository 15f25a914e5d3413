"""What a person can touch. A touch carries the session of the screen it was made on (rule R2)."""

from dataclasses import dataclass, field

from kiosk.domain.session import SessionId
from kiosk.domain.visual_check import VisualReason
from kiosk.flow.visit import Panel


@dataclass(frozen=True)
class OfSession:
    """Belongs to one reception."""

    session: SessionId


@dataclass(frozen=True)
class FaceChosen(OfSession):
    """顔認証."""


@dataclass(frozen=True)
class PinChosen(OfSession):
    """暗証番号."""


@dataclass(frozen=True)
class StaffChosen(OfSession):
    """職員: the visual check."""


@dataclass(frozen=True)
class PhoneChosen(OfSession):
    """iPhoneで確認: the phone vouches for its holder."""


@dataclass(frozen=True)
class DigitPressed(OfSession):
    """A key of the pad, by its digit 0-9."""

    digit: int = field(repr=False)


@dataclass(frozen=True)
class DigitCorrected(OfSession):
    """The last digit is taken back."""


@dataclass(frozen=True)
class DigitsConfirmed(OfSession):
    """The digits are complete."""


@dataclass(frozen=True)
class WentOn(OfSession):
    """次へ, もう一度, 続ける: the screen's one way on."""


@dataclass(frozen=True)
class WentBack(OfSession):
    """もどる."""


@dataclass(frozen=True)
class HelpAsked(OfSession):
    """職員を呼ぶ."""


@dataclass(frozen=True)
class MoreTimeAsked(OfSession):
    """もっとゆっくり: from now on there is three times as much time, and on it goes."""


@dataclass(frozen=True)
class GaveUp(OfSession):
    """やめる: ends the reception."""


@dataclass(frozen=True)
class ReasonChosen(OfSession):
    """Staff say why they look at the patient themselves."""

    reason: VisualReason


@dataclass(frozen=True)
class PersonConfirmed(OfSession):
    """Staff's answer to the visual check."""

    same_person: bool


@dataclass(frozen=True)
class AllAnswered(OfSession):
    """「すべて同意する」 or 「同意しない」 at once."""

    yes: bool


@dataclass(frozen=True)
class OneByOneChosen(OfSession):
    """「個別に同意する」."""


@dataclass(frozen=True)
class ItemAnswered(OfSession):
    """The answer to the item asked."""

    yes: bool


@dataclass(frozen=True)
class LastAnswersChosen(OfSession):
    """「前回と同じ」: every item as it was answered last time."""


@dataclass(frozen=True)
class OptionAnswered(OfSession):
    """The answer to an optional question: its first choice, or the other."""

    first: bool


@dataclass(frozen=True)
class RegistrationChosen(OfSession):
    """「申し込む」: 保険証利用登録 now."""


@dataclass(frozen=True)
class ProvisionalChosen(OfSession):
    """「仮の受付をする」: received without an answer of the service, to be confirmed later."""


@dataclass(frozen=True)
class WithoutSharingChosen(OfSession):
    """Received without sharing, because the answers could not be sent."""


@dataclass(frozen=True)
class PanelOpened(OfSession):
    """言語, or 見やすさ・音声: also before a card is placed."""

    panel: Panel


@dataclass(frozen=True)
class PanelClosed(OfSession):
    """Back to what lies beneath the panel."""


Touch = (
    FaceChosen
    | PinChosen
    | StaffChosen
    | PhoneChosen
    | DigitPressed
    | DigitCorrected
    | DigitsConfirmed
    | WentOn
    | WentBack
    | HelpAsked
    | MoreTimeAsked
    | GaveUp
    | ReasonChosen
    | PersonConfirmed
    | AllAnswered
    | OneByOneChosen
    | ItemAnswered
    | LastAnswersChosen
    | OptionAnswered
    | RegistrationChosen
    | ProvisionalChosen
    | WithoutSharingChosen
    | PanelOpened
    | PanelClosed
)
