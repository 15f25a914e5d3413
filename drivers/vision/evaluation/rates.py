"""Shares of errors with their confidence intervals. Pure."""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

CONFIDENCE: Final = 0.95
_Z: Final = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)


@dataclass(frozen=True, slots=True)
class Rate:
    """So many errors of so many cases."""

    errors: int
    cases: int

    @property
    def share(self) -> float:
        """The share of errors, 0 to 1; not a number without cases."""
        return self.errors / self.cases if self.cases else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's score interval at 95 %: right for no errors too, where the share's own is not.

        It takes the cases as independent.
        """
        if not self.cases:
            return 0.0, 1.0
        share, square = self.share, _Z * _Z / self.cases
        middle = (share + square / 2) / (1 + square)
        half = math.sqrt(share * (1 - share) * square + square * square / 4) / (1 + square)
        low = 0.0 if self.errors == 0 else max(0.0, middle - half)
        high = 1.0 if self.errors == self.cases else min(1.0, middle + half)
        return low, high
