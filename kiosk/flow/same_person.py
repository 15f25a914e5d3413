"""Whether the printed card and the service's answer can be of one person.

An apparatus of two cards shows one card's face and lets another sign. Where the printed 照合番号B
has opened the chip's portrait, the day of birth in it is that face's: the answer must name it too.
"""

from collections.abc import Iterable
from datetime import date, datetime

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.check_number import ERAS
from kiosk.domain.qualification import QualificationConfirmation
from kiosk.flow.visit import CardFacts


def contradicts(facts: CardFacts, by: VerifiedBy, confirmation: QualificationConfirmation) -> bool:
    """Say whether the print is definitely of another day of birth than the answer.

    False where anything is not known: a holder verified without the portrait that the print opens,
    an answer without a birth date, or with one that is no date.
    """
    printed = facts.front.check_number
    seen = by is VerifiedBy.FACE or (by is VerifiedBy.VISUAL_CHECK and facts.portrait_read)
    if printed is None or not seen:
        return False
    born = (_date(result.birthdate) for result in confirmation.results)
    return any(
        day is not None and printed.digits[:6] not in set(_printed_forms(day)) for day in born
    )


def _printed_forms(day: date) -> Iterable[str]:
    """Yield YYMMDD as 照合番号B may hold it: year of the era, or last digits of a Gregorian one."""
    years = [day.year % 100]
    years += [day.year - first.year + 1 for first, last in ERAS.values() if first <= day <= last]
    for year in years:
        yield f"{year:02d}{day:%m%d}"


def _date(text: str | None) -> date | None:
    try:
        return datetime.strptime(text or "", "%Y%m%d").date()  # noqa: DTZ007 - a day of no zone
    except ValueError:
        return None
