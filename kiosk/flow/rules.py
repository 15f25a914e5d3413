"""What a clinic may set about the flow. Nothing here switches a check off."""

from dataclasses import dataclass, field, replace

from kiosk.domain.consent import Information
from kiosk.domain.face_tries import MOST_IN_A_SESSION
from kiosk.domain.optional_questions import OptionalQuestion
from kiosk.domain.preferences import USUAL, Preferences
from kiosk.domain.shape import Shape

FACTORY_INFORMATION = frozenset({Information.PHARMACISTS, Information.HEALTH_CHECKUPS})
"""Consent items on by default: 薬剤 and 特定健診; 手術 and 診療 off (qualification.md §4.2)."""


MORE_TIME = 3.0
"""How many times as long a patient has who asked for more time (ゆっくり)."""

_A_PERSONS = (
    "choosing", "typing", "still_there", "message", "done", "number",
)  # fmt: skip

MOVEMENT_SECONDS = 8.0
"""What an asked movement may take, the way back included."""


@dataclass(frozen=True)
class Limits:
    """Seconds that a state may last before `TimedOut`.

    `service` has room for the longest that the line may take before it gives up by itself: a
    connection, an answer, all of the time that 処理中 is borne, and the answer after it.
    """

    reading: float = 15.0
    front: float = 8.0
    choosing: float = 60.0
    typing: float = 60.0
    on_paper: float = 900.0  # reading and signing a form; then the card is asked for
    at_desk: float = 120.0  # staff have to notice, come to the desk and look
    matching: float = 50.0
    service: float = 60.0
    keeping: float = 10.0
    still_there: float = 20.0
    message: float = 40.0
    done: float = 8.0
    number: float = 20.0
    reminder: float = 6.0
    interrupted: float = 6.0

    def of(self, preferences: Preferences) -> "Limits":
        """Return the limits of one patient: whoever asked for more time has three times as much.

        Only where a person is waited for; a device or the service is no slower for it.
        """
        if not preferences.more_time:
            return self
        longer = {name: getattr(self, name) * MORE_TIME for name in _A_PERSONS}
        return replace(self, **longer)


@dataclass(frozen=True)
class Rules:
    """The rules one kiosk works by.

    `face_seconds` has room for finding a good light, for five good frames and for one asked
    movement of at most `MOVEMENT_SECONDS`; `limits.matching` for one more, and for a camera process
    that starts anew.
    """

    information: frozenset[Information] = FACTORY_INFORMATION
    options: frozenset[OptionalQuestion] = frozenset()
    face_tries: int = MOST_IN_A_SESSION
    shape: Shape = Shape.STANDARD
    usual: Preferences = USUAL
    face_seconds: float = 20.0
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        if not 1 <= self.face_tries <= MOST_IN_A_SESSION:
            raise ValueError(f"1 to {MOST_IN_A_SESSION} tries by face in a session")
        if self.face_seconds >= self.limits.matching:
            raise ValueError("a match must be able to end by itself")
