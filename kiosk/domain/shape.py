"""The shapes one kiosk can have, by configuration (qualification.md §2, §4, §5)."""

from enum import StrEnum


class ConsentWay(StrEnum):
    """How a kiosk of one shape asks for consent to sharing medical information."""

    ON_GLASS = "on_glass"  # on its screen, once the service has answered
    FIRST = "first"  # on its screen, before the patient is asked for a proof
    ON_PAPER = "on_paper"  # on a printed form that staff record: the reader has no such screen
    NEVER = "never"  # nothing but the qualification is asked for


class Stage(StrEnum):
    """A step of the progress that patients see."""

    CARD = "card"
    METHOD = "method"
    IDENTITY = "identity"
    CONSENT = "consent"
    PIN = "pin"
    DONE = "done"


class Shape(StrEnum):
    """Which reception this kiosk does.

    `STANDARD`: 顔認証付きカードリーダー, five steps. `HOME_VISIT`: 訪問診療, a laptop with a
    general reader; consent, PIN, read, done. `COUNTER`: 汎用カードリーダー at the desk; PIN or a
    look of staff, consent on paper, recorded by staff. `QUALIFICATION_ONLY`: 資格確認限定型; PIN,
    no medical information asked or shown.
    """

    STANDARD = "standard"
    HOME_VISIT = "home_visit"
    COUNTER = "counter"
    QUALIFICATION_ONLY = "qualification_only"

    @property
    def face(self) -> bool:
        """Whether it may compare faces: only a 顔認証付きカードリーダー (qualification.md §5)."""
        return self is Shape.STANDARD

    @property
    def phone(self) -> bool:
        """Whether an iPhone may vouch for its holder: not where the PIN is the only way."""
        return self is not Shape.QUALIFICATION_ONLY

    @property
    def visual_check(self) -> bool:
        """Whether staff who stand there may look at the patient (目視確認), by their passcode."""
        return self is not Shape.QUALIFICATION_ONLY

    @property
    def desk_check(self) -> bool:
        """Whether staff at the console may look: at a home visit they do not see the patient."""
        return self in {Shape.STANDARD, Shape.COUNTER}

    @property
    def steps(self) -> tuple[Stage, ...]:
        """The steps that its patients see, in order; fewer where it has fewer."""
        return _STEPS[self]

    @property
    def consent(self) -> ConsentWay:
        """How it asks for consent (qualification.md §4.1, §4.2)."""
        return _CONSENT[self]


_STEPS = {
    Shape.STANDARD: (
        Stage.CARD,
        Stage.METHOD,
        Stage.IDENTITY,
        Stage.CONSENT,
        Stage.DONE,
    ),
    Shape.HOME_VISIT: (Stage.CARD, Stage.CONSENT, Stage.IDENTITY, Stage.DONE),
    Shape.COUNTER: (Stage.CARD, Stage.IDENTITY, Stage.DONE),
    Shape.QUALIFICATION_ONLY: (Stage.CARD, Stage.PIN, Stage.DONE),
}
_CONSENT = {
    Shape.STANDARD: ConsentWay.ON_GLASS,
    Shape.HOME_VISIT: ConsentWay.FIRST,
    Shape.COUNTER: ConsentWay.ON_PAPER,
    Shape.QUALIFICATION_ONLY: ConsentWay.NEVER,
}
