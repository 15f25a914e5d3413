"""Until when a user certificate (利用者証明用電子証明書) serves (qualification.md §6.2)."""

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

NOTICE_MONTHS = 3
GRACE_MONTHS = 3
TOLD_MONTHS: Final = 15
"""How far ahead a month of expiry is told: the twelve months that the figures show, and the three
that they look back at. It is the holder's month of birth; what nobody counts is not kept."""


class CertificateState(StrEnum):
    """What today means for a certificate."""

    VALID = "valid"
    EXPIRES_SOON = "expires_soon"  # within three months: the patient is told
    IN_GRACE = "in_grace"  # expired, still good for the qualification, not for medical information
    EXPIRED = "expired"  # nothing can be asked with it


@dataclass(frozen=True)
class CertificateValidity:
    """Last day of validity, in Japan's time."""

    last_day: date = field(repr=False)  # the holder's birthday

    @property
    def usable_until(self) -> date:
        """The last day of the third month after the month of expiry (month-end +3 rule)."""
        return _month_end(self.last_day.year, self.last_day.month + GRACE_MONTHS)

    def month(self, today: date) -> str | None:
        """Return the month of expiry ("2027-03"), None once it is over and before it is near."""
        over = self.last_day < today.replace(day=1)
        far = self.last_day > _month_end(today.year, today.month + TOLD_MONTHS)
        return None if over or far else self.last_day.isoformat()[:7]

    def state(self, today: date) -> CertificateState:
        """Say what the certificate is good for today."""
        if today > self.usable_until:
            return CertificateState.EXPIRED
        if today > self.last_day:
            return CertificateState.IN_GRACE
        if today >= _months_before(self.last_day, NOTICE_MONTHS):
            return CertificateState.EXPIRES_SOON
        return CertificateState.VALID


def _month_end(year: int, month: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if year > date.max.year:  # 31 December 9999 stands for no end at all (RFC 5280 §4.1.2.5)
        return date.max
    if year < date.min.year:
        return date.min
    return date(year, month, calendar.monthrange(year, month)[1])


def _months_before(day: date, months: int) -> date:
    end = _month_end(day.year, day.month - months)
    return min(end, date(end.year, end.month, 1) + timedelta(days=day.day - 1))
