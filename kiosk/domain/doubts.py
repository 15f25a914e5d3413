"""Every check of an answer in one place (qualification.md §8, §6.2): pure, in a fixed order."""

from datetime import date

from kiosk.domain.doubt import Doubt, DoubtCode
from kiosk.domain.qualification import QualificationConfirmation

_BULLET = "●"


def doubts(confirmation: QualificationConfirmation, today: date) -> tuple[Doubt, ...]:
    """Return what staff should look at; the answer itself is never altered or dropped."""
    del today
    return tuple(
        Doubt(DoubtCode.NAME_HAS_BULLET, "Name", index)
        for index, result in enumerate(confirmation.results)
        if _BULLET in (result.name or "")
    )
