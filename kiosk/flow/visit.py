"""What a reception knows from step to step."""

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.certificate import CertificateState
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.check_number import CheckNumberB
from kiosk.domain.consent import ConsentItem, Consents, Information
from kiosk.domain.face import MatchBand
from kiosk.domain.language import Language
from kiosk.domain.offer import NO_OFFER, Offer
from kiosk.domain.optional_questions import OptionalQuestion
from kiosk.domain.pin import PinTries
from kiosk.domain.preferences import USUAL, Preferences
from kiosk.domain.qualification import QualificationConfirmation
from kiosk.domain.session import NO_SESSION, SessionId
from kiosk.domain.shape import Shape
from kiosk.domain.token import CardKey, TokenKind
from kiosk.flow.reasons import FaceProblem


class Call(StrEnum):
    """Whether staff were called where the kiosk goes on by itself (職員を呼ぶ)."""

    NONE = ""
    MADE = "made"
    COMING = "coming"  # staff have said so on the console


class Panel(StrEnum):
    """What lies over the screen for a moment: to choose a language, or how the kiosk behaves."""

    NONE = ""
    LANGUAGES = "languages"
    COMFORT = "comfort"


@dataclass(frozen=True)
class Visit:
    """What stays the same from step to step. Nothing personal."""

    session: SessionId = NO_SESSION
    language: Language = Language.JAPANESE
    preferences: Preferences = USUAL
    usual: Preferences = USUAL  # this kiosk's own, by its configuration
    shape: Shape = Shape.STANDARD  # likewise
    consented: Consents | None = field(default=None, repr=False)  # before any proof; None: not yet
    panel: Panel = Panel.NONE
    camera_works: bool = True
    staff_door: bool = False  # a staff passcode is set (目視確認)
    visual_mode: bool = False  # staff look at everybody, until switched back
    face_failures: int = 0
    call: Call = Call.NONE  # beside `OfferingHelp`, which asks how staff can help
    token: TokenKind = TokenKind.CARD  # until the chip has told
    timer: int = 0  # serial of the newest timer; an older one's ring is stale
    question: int = 0  # serial of the newest question to the service; an older one's fault is stale

    @property
    def nobody(self) -> "Visit":
        """The visit of an empty kiosk: all is forgotten but what is the kiosk's own."""
        return Visit(
            preferences=self.usual,
            usual=self.usual,
            shape=self.shape,
            camera_works=self.camera_works,
            visual_mode=self.visual_mode,
            timer=self.timer,
        )


@dataclass(frozen=True)
class Front:
    """What is known of the card's printed front, which is read beside the chip and takes seconds.

    `reading` counts the readings begun in this session; the answer of an older one is stale.
    """

    reading: int = 0
    pending: bool = False
    check_number: CheckNumberB | None = field(default=None, repr=False)  # None: not readable
    has_photo: bool | None = None  # None: not known
    camera: bool = True  # False: nothing can look at the card, another reading is no use
    band: MatchBand = MatchBand.MINOR  # the stricter one, until the print says otherwise


@dataclass(frozen=True)
class CardFacts:
    """What was learned of the card in step 1."""

    pin_tries: PinTries
    certificate: CertificateState | None  # None: the token shows it after the PIN (Android)
    front: Front = field(default_factory=Front)
    no_face: FaceProblem | None = None  # why no face will be compared any more with this card
    card_key: CardKey | None = None  # under which its failures are counted
    portrait_asked: bool = False  # of the chip, to be looked at; its answer is still to come
    portrait_read: bool = False  # for a look: what is printed has opened this very chip
    certificate_month: str | None = field(default=None, repr=False)  # for the figures alone


@dataclass(frozen=True)
class Questions:
    """What step 4 is about: bound to one answer of the service by `receipt`."""

    verified_by: VerifiedBy
    receipt: str = field(repr=False)
    confirmation: QualificationConfirmation
    items: tuple[ConsentItem, ...]
    offer: Offer = NO_OFFER
    options: tuple[OptionalQuestion, ...] = ()  # asked after the items, in this order


@dataclass(frozen=True)
class Form:
    """What a printed form (同意書) asks after a reception: nothing personal stays for it."""

    verified_by: VerifiedBy
    receipt: str = field(repr=False)
    items: tuple[ConsentItem, ...]

    @property
    def asked(self) -> frozenset[Information]:
        """The kinds of information that it asks about."""
        return frozenset(kind for item in self.items for kind in item.covers)
