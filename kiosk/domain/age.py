"""Ages as insurance counts them, and the shares that go with them (qualification.md §8.4).

An age is attained the day before the birthday (年齢計算ニ関スル法律): who is born on 1 April is a
school year ahead of who is born on 2 April. Who is born on 29 February attains it on the 28th in
every year. Only 後期高齢者医療 begins with the 75th birthday itself.
"""

from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

_DAY: Final = timedelta(days=1)

TENTH, FIFTH, THREE_TENTHS = "010", "020", "030"
"""Shares as the service writes them: percent, three digits."""


class AgeClass(StrEnum):
    """Whose insurance and share go by age."""

    PRESCHOOL = "preschool"  # 未就学
    ORDINARY = "ordinary"  # from school on, below the elderly
    ELDERLY = "elderly"  # 70 to 74: 高齢受給者証
    LATTER_STAGE = "latter_stage"  # 75 and over: 後期高齢者医療


SHARES: Final = MappingProxyType(
    {
        AgeClass.PRESCHOOL: frozenset({FIFTH}),
        AgeClass.ORDINARY: frozenset({THREE_TENTHS}),
        AgeClass.ELDERLY: frozenset({FIFTH, THREE_TENTHS}),
        AgeClass.LATTER_STAGE: frozenset({TENTH, FIFTH, THREE_TENTHS}),
    }
)
"""The shares (負担割合) of a class; 現役並み所得 makes three tenths of the elder ones."""


def attains(born: date, years: int) -> date:
    """Return the day on which an age is attained; `date.max` where the calendar ends before it."""
    if born.year + years > date.max.year:
        return date.max
    if (born.month, born.day) == (2, 29):
        return date(born.year + years, 2, 28)
    return born.replace(year=born.year + years) - _DAY


def age(born: date, today: date) -> int:
    """Return the age attained by today; nought before birth."""
    years = today.year - born.year + 1
    while years > 0 and attains(born, years) > today:
        years -= 1
    return max(years, 0)


def preschool_until(born: date) -> date:
    """Return the last day of 未就学: 31 March on or after the day on which six is attained."""
    six = attains(born, 6)
    ends_this_year = (six.month, six.day) <= (3, 31)
    return date(min(six.year + (0 if ends_this_year else 1), date.max.year), 3, 31)


def elderly_from(born: date) -> date:
    """Return the first day with a 高齢受給者証: the 1st of the month after seventy is attained."""
    seventy = attains(born, 70)
    if (seventy.year, seventy.month) == (date.max.year, 12):
        return date.max
    return date(seventy.year + seventy.month // 12, seventy.month % 12 + 1, 1)


def latter_stage_from(born: date) -> date:
    """Return the first day in 後期高齢者医療: the 75th birthday.

    In a year without one, who is born on 29 February has it on 1 March.
    """
    return min(attains(born, 75), date.max - _DAY) + _DAY


def age_class(born: date, today: date) -> AgeClass:
    """Return the class that today belongs to."""
    if today >= latter_stage_from(born):
        return AgeClass.LATTER_STAGE
    if today >= elderly_from(born):
        return AgeClass.ELDERLY
    return AgeClass.PRESCHOOL if today <= preschool_until(born) else AgeClass.ORDINARY
