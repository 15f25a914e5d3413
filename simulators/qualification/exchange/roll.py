"""The roll of the insured: who is meant by what stands on an insurance, as of one moment.

Made anew for each request, so that ten thousand questions in one are answered from memory.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from simulators.qualification.exchange.numbers import (
    plain,
    plain_number,
    same_branch,
    same_insurer,
    same_number,
    same_symbol,
)
from simulators.qualification.registry import Consent, Registry

Result = Mapping[str, Any]
SYMBOL_FREE: Final = "39"
"""後期高齢者医療: neither 記号 nor 枝番 (qualification.md §8.3)."""


@dataclass(frozen=True, repr=False)
class Asked:
    """What a request names a person by; an empty text leaves that question open."""

    insurer: str
    symbol: str
    number: str
    branch: str
    birthdate: str = ""  # YYYYMMDD

    def fits(self, result: Result) -> bool:
        """Compare with one qualification. A 記号 left out fits none alone: it is no question."""
        return (
            same_insurer(self.insurer, _text(result, "InsurerNumber"))
            and same_symbol(self.symbol, _text(result, "InsuredCardSymbol"))
            and same_number(self.number, _text(result, "InsuredIdentificationNumber"))
            and (not self.branch or same_branch(self.branch, _text(result, "InsuredBranchNumber")))
            and self.birthdate in ("", _text(result, "Birthdate"))
        )


@dataclass(frozen=True, repr=False)
class Found:
    """A person, and which of their qualifications fit."""

    serial: int
    fitting: Sequence[Result]
    others: Sequence[Result]


class Roll:
    """Everybody's qualifications, consents and patient numbers when it was made."""

    def __init__(self, registry: Registry, now: datetime) -> None:
        self._registry = registry
        self._now = now
        self._results = {serial: registry.results(serial) for serial in registry.serials()}
        self._consents: dict[int, Mapping[str, Consent]] = {}
        self._index: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        for serial, results in self._results.items():
            for result in results:
                key = _text(result, "InsurerNumber"), _text(result, "InsuredIdentificationNumber")
                self._index[_key(*key)].add(serial)

    def find(self, asked: Asked) -> list[Found]:
        """Return everybody whom the question fits."""
        found: list[Found] = []
        for serial in sorted(self._index.get(_key(asked.insurer, asked.number), ())):
            fitting = [one for one in self._results[serial] if asked.fits(one)]
            others = [one for one in self._results[serial] if not asked.fits(one)]
            if fitting:
                found.append(Found(serial, fitting, others))
        return found

    def results(self, serial: int) -> Sequence[Result]:
        """Return a person's qualifications."""
        return self._results.get(serial, ())

    def validity(self, serial: int) -> str:
        """Return what a reception of this person would be told (OQSCD006)."""
        return self._registry.validity(serial)

    def consents(self, serial: int) -> Mapping[str, Consent]:
        """Return what a person has consented to and may be seen now."""
        if serial not in self._consents:
            self._consents[serial] = self._registry.consents_in_force(serial, self._now)
        return self._consents[serial]

    def ran_out(self, serial: int, kind: str) -> bool:
        """Whether a person's last answer was a consent whose time is over."""
        last = self._registry.consents(serial).get(kind)
        return last is not None and last.given and self._now > last.until


def _text(result: Result, name: str) -> str:
    return result.get(name, "")


def _key(insurer: str, number: str) -> tuple[str, str]:
    return plain(insurer), plain_number(number)
