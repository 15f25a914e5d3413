"""What staff should look at in an answer: flagged, never altered, never a reason to drop it."""

from dataclasses import dataclass
from enum import StrEnum


class DoubtCode(StrEnum):
    """What is doubtful; the words for staff are in `doubt_words`."""

    NAME_HAS_BULLET = "name_has_bullet"  # ●: a character outside the interchange set


@dataclass(frozen=True)
class Doubt:
    """One doubt: a code and the element that it is about; nothing of what stands there."""

    code: DoubtCode
    element: str
    result: int = 0  # index of the ResultOfQualificationConfirmation
