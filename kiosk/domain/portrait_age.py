"""Whether the portrait on a card was taken of a minor, told by how long the card lives.

A card issued to an adult ends on the tenth birthday after its issue, one issued to a minor on the
fifth; a minor is who is under 18, until March 2022 under 20. So the age at which a card ends tells:
a minor's ends at 19 + 5 = 24 at the latest, at 25 where it was renewed just before a birthday; an
adult's not before 27. Cards of foreign residents end with their stay and may end sooner: then an
adult's portrait is taken for a minor's, which is stricter, never looser.
"""

from datetime import date
from typing import Final

from kiosk.domain.check_number import CardFront, birth_date
from kiosk.domain.face import MatchBand

LAST_AGE_OF_A_MINORS_CARD: Final = 25


def portrait_band(front: CardFront, today: date) -> MatchBand:
    """Return the band that a portrait is judged by; the stricter one where the print is in doubt.

    The expiry year alone is printed large enough to be read; a card ends on a birthday, so the
    years tell the age exactly.
    """
    born = birth_date(front, today)
    if born is None or front.expiry_year - born.year <= LAST_AGE_OF_A_MINORS_CARD:
        return MatchBand.MINOR
    return MatchBand.ORDINARY
