"""What compared pairs amount to: FAR, FRR, FMR, FNMR (ISO/IEC 19795-1) and their curve. Pure.

False accepts and rejects are counted over all pairs whose pictures could be read: where reference
or probe gave no usable face, nobody is let in, which is a reject. False matches and non-matches are
counted over the pairs that were compared.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from drivers.vision.evaluation.rates import Rate

Flags = NDArray[np.bool_]
Means = NDArray[np.float64]

FAR_TARGETS: Final = (1e-2, 1e-3, 1e-4, 1e-5)
CURVE: Final = tuple(round(0.20 + 0.01 * step, 2) for step in range(51))
_LEAST_EXPECTED: Final = 3.0  # "rule of three": fewer, and even no error at all would prove nothing


@dataclass(frozen=True)
class PairScores:
    """What became of each pair whose pictures could be read; all arrays are equally long."""

    same: Flags
    group: NDArray[np.intp]  # index into `groups`
    groups: Sequence[str]
    mean: Means  # mean cosine; not a number: reference or probe without a usable face
    accepted: Flags  # by the shipped decision
    unsure: Flags
    without_veto: Flags  # accepted if there were no second opinion
    as_minor: Flags  # accepted if the portrait had been taken of a minor

    def of_group(self, group: int) -> "PairScores":
        """Return the pairs of one group."""
        here = self.group == group
        return PairScores(
            self.same[here],
            self.group[here],
            self.groups,
            self.mean[here],
            self.accepted[here],
            self.unsure[here],
            self.without_veto[here],
            self.as_minor[here],
        )


@dataclass(frozen=True, slots=True)
class Errors:
    """Both kinds of error."""

    false_accepts: Rate
    false_rejects: Rate


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the curve."""

    threshold: float
    errors: Errors


def errors(scores: PairScores, accepted: Flags) -> Errors:
    """Return FAR and FRR over all pairs, given which were accepted."""
    return _errors(scores.same, accepted)


def match_errors(scores: PairScores) -> Errors:
    """Return FMR and FNMR of the shipped decision, over the compared pairs."""
    compared = ~np.isnan(scores.mean)
    return _errors(scores.same[compared], scores.accepted[compared])


def unsure(scores: PairScores) -> tuple[Rate, Rate]:
    """Return how many pairs of the same and of different people were left to staff."""
    return _share(scores.unsure, scores.same), _share(scores.unsure, ~scores.same)


def not_acquired(scores: PairScores) -> tuple[Rate, Rate]:
    """Return how many pairs of the same and of different people could not be compared."""
    missing = np.isnan(scores.mean)
    return _share(missing, scores.same), _share(missing, ~scores.same)


class Curve:
    """Errors of the mean cosine alone, without the second opinion, at any threshold."""

    def __init__(self, scores: PairScores) -> None:
        compared = ~np.isnan(scores.mean)
        self._same = np.sort(scores.mean[compared & scores.same])
        self._different = np.sort(scores.mean[compared & ~scores.same])
        self._same_pairs = int(scores.same.sum())
        self._different_pairs = len(scores.same) - self._same_pairs

    def at(self, threshold: float) -> Point:
        """Return the errors when everything from `threshold` up is accepted."""
        let_in = len(self._different) - int(np.searchsorted(self._different, threshold))
        right = len(self._same) - int(np.searchsorted(self._same, threshold))
        return Point(
            threshold,
            Errors(
                Rate(let_in, self._different_pairs),
                Rate(self._same_pairs - right, self._same_pairs),
            ),
        )

    def for_far(self, far: float) -> Point | None:
        """Return the lowest threshold of four digits that keeps to `far`.

        None where there are too few pairs to say.
        """
        if self._different_pairs < pairs_needed(far):
            return None
        allowed = math.floor(far * self._different_pairs + 1e-9)
        beaten = len(self._different) - 1 - allowed  # the best score that may not pass
        if beaten < 0:
            return self.at(-1.0)
        best = float(self._different[beaten])
        steps = math.floor(best * 1e4)
        while steps / 1e4 <= best:  # not always the first: 0.57 * 1e4 lies below 5700
            steps += 1
        return self.at(steps / 1e4)


def pairs_needed(far: float) -> int:
    """Return how many pairs of different people it takes to speak of a FAR at all."""
    return math.ceil(_LEAST_EXPECTED / far - 1e-9)


def _errors(same: Flags, accepted: Flags) -> Errors:
    return Errors(_share(accepted, ~same), _share(~accepted, same))


def _share(what: Flags, of: Flags) -> Rate:
    return Rate(int((what & of).sum()), int(of.sum()))
