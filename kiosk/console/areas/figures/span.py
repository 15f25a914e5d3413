"""Which days are looked at."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from kiosk.domain.japan_time import JAPAN
from kiosk.ports.desk.figures import Period

DAYS: Final = {"day": 1, "week": 7, "month": 30, "quarter": 90}
"""How many days, the last one included, by the name in the address."""
MONTHS_AHEAD: Final = 12
"""What is to come: as far as `kiosk.domain.certificate.TOLD_MONTHS` says without gaps."""


@dataclass(frozen=True)
class Span:
    """`DAYS[name]` days that end with `last`."""

    name: str
    last: date

    @property
    def first(self) -> date:
        """The first day."""
        return self.last - timedelta(days=DAYS[self.name] - 1)

    @property
    def days(self) -> tuple[date, ...]:
        """Every day, in order."""
        return tuple(self.first + timedelta(days=n) for n in range(DAYS[self.name]))

    @property
    def period(self) -> Period:
        """From midnight to midnight in Japan."""
        end = self.last + timedelta(days=1)
        return Period(*(datetime.combine(day, time(), JAPAN) for day in (self.first, end)))

    @property
    def months_ahead(self) -> tuple[date, ...]:
        """The first days of the twelve months that begin with the last day's."""
        began = self.last.year * 12 + self.last.month - 1
        return tuple(date(n // 12, n % 12 + 1, 1) for n in range(began, began + MONTHS_AHEAD))

    def moved(self, by: int) -> "Span":
        """Return as many days before (-1) or after (1) these."""
        return Span(self.name, self.last + timedelta(days=by * DAYS[self.name]))


def span_of(name: str, last: str, today: date) -> Span | None:
    """Read the address; nothing after today. None for a span or day that there is not."""
    if name not in DAYS:
        return None
    try:
        day = date.fromisoformat(last) if last else today
    except ValueError:
        return None
    earliest = date(2000, 1, 1)
    return Span(name, min(day, today)) if day >= earliest else None
