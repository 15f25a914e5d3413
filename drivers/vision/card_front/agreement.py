"""When readings are believed: different pictures must say the same. No numpy, no cv2."""

from collections import Counter

from drivers.vision.card_front.reading import Reading

ENOUGH = 2  # pictures that say the same in every field
ENOUGH_WITHOUT_BIRTHDAY = 3  # where expiry and birth date do not confirm each other


class Agreement:
    """Readings of one card, from different pictures.

    Each reading that differs asks for one more that agrees.
    """

    def __init__(self) -> None:
        self._seen: Counter[Reading] = Counter()

    def add(self, reading: Reading) -> Reading | None:
        """Count one picture's reading; return it once it is believed."""
        self._seen[reading] += 1
        enough = ENOUGH if reading.expires_on_birthday else ENOUGH_WITHOUT_BIRTHDAY
        others = self._seen.total() - self._seen[reading]
        return reading if self._seen[reading] >= enough + others else None
