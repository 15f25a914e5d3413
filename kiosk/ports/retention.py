"""How long the records keep what they know (decision 0021)."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Keeping:
    """Whom receptions were of is kept for `personal`; that there were receptions for `history`.

    Nobody is known longer than that there was a reception.
    """

    personal: timedelta = timedelta(days=45)
    history: timedelta = timedelta(days=1830)

    def people_before(self, now: datetime) -> datetime:
        """Return from when on people are known."""
        return now - min(self.personal, self.history)

    def history_before(self, now: datetime) -> datetime:
        """Return from when on there is a history."""
        return now - self.history
