"""What a clinic may set about the flow. Nothing here switches a check off."""

from dataclasses import dataclass, field

from kiosk.domain.consent import Information
from kiosk.domain.face_tries import MOST_IN_A_SESSION
from kiosk.domain.optional_questions import OptionalQuestion
from kiosk.domain.preferences import USUAL, Preferences
from kiosk.domain.shape import Shape

FACTORY_INFORMATION = frozenset({Information.PHARMACISTS, Information.HEALTH_CHECKUPS})
"""Consent items on by default: 薬剤 and 特定健診; 手術 and 診療 off (qualification.md §4.2)."""


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
