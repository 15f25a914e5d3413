"""What staff order from the console for one patient. Another patient's order is stale (rule R2).

`staff` is the number of the console's account that is signed in.
"""

from dataclasses import dataclass

from kiosk.domain.consent import Consents
from kiosk.domain.visual_check import VisualReason
from kiosk.flow.touches import OfSession


@dataclass(frozen=True)
class HelpComing(OfSession):
    """Staff have seen the call and are on their way."""


@dataclass(frozen=True)
class DeskCheckBegun(OfSession):
    """Staff begin to look at this patient from the desk (目視確認), and why."""

    staff: int
    reason: VisualReason


@dataclass(frozen=True)
class DeskAnswered(OfSession):
    """Whether it is the person on the card; counts only from whoever began to look."""

    staff: int
    same_person: bool


@dataclass(frozen=True)
class DeskCheckStopped(OfSession):
    """Staff look no more: the patient has the doors again."""


@dataclass(frozen=True)
class FormRecorded(OfSession):
    """Staff record the answers that stand on a signed form (同意書)."""

    staff: int
    answers: Consents


DeskEvent = HelpComing | DeskCheckBegun | DeskAnswered | DeskCheckStopped | FormRecorded
