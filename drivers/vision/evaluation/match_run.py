"""From pairs of names to scored pairs: each picture is read once, all else is arithmetic.

The second opinion is asked only about pictures of pairs that the matcher would accept: it can veto
and nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from drivers.vision.engine import Engine
from drivers.vision.evaluation.engines import with_engine, with_second_opinion
from drivers.vision.evaluation.lists import Pair, locate
from drivers.vision.evaluation.look import (
    Opinion,
    ProbeJob,
    Read,
    ReferenceJob,
    encode_probe,
    encode_reference,
    read_probe,
    read_reference,
)
from drivers.vision.evaluation.match_rates import Means, PairScores
from drivers.vision.evaluation.workers import Workers
from drivers.vision.tally import Tally
from drivers.vision.thresholds import MatchThresholds, Thresholds
from kiosk.domain.face import FaceVerdict, MatchBand

Index = NDArray[np.intp]
J = TypeVar("J", ReferenceJob, ProbeJob)

_FEATURE: Final = 128  # SFace's and dlib's alike
_AT_ONCE: Final = 1 << 16  # pairs multiplied at a time: bounds the memory


@dataclass(frozen=True)
class Named:
    """Names, each once, and which of them each pair means."""

    names: Sequence[str]
    of_pair: Index

    @classmethod
    def among(cls, names: Sequence[str]) -> "Named":
        """Number names in the order in which they first come."""
        numbers: dict[str, int] = {}
        of_pair = np.array([numbers.setdefault(name, len(numbers)) for name in names], np.intp)
        return cls(list(numbers), of_pair)


@dataclass(frozen=True)
class Side:
    """The references or the probes: each picture once, and which of them each pair means."""

    named: Named
    reads: Sequence[Read]

    @property
    def readable(self) -> NDArray[np.bool_]:
        """For each pair: whether the picture could be read, whatever it shows."""
        return np.array([not read.unreadable for read in self.reads], bool)[self.named.of_pair]

    @property
    def directions(self) -> Means:
        """For each picture its direction; not numbers where there is none."""
        rows = np.full((len(self.reads), _FEATURE), np.nan)
        for number, read in enumerate(self.reads):
            if read.direction is not None:
                rows[number] = read.direction
        return rows


@dataclass(frozen=True)
class MatchRun:
    """Everything that was found out about a list of pairs; arrays have one element a pair."""

    pairs: Sequence[Pair]
    references: Side
    probes: Side
    mean: Means  # mean cosine; not a number: not compared
    distance: Means  # the second opinion's; not a number: not asked, or it found no face
    thresholds: Thresholds
    second_opinion: bool  # installed, or never asked

    def verdict(self, number: int) -> FaceVerdict | None:
        """Return the shipped decision on a pair; None where nothing could be compared."""
        mean, distance = float(self.mean[number]), float(self.distance[number])
        if np.isnan(mean):
            return None
        return verdict(self.thresholds.match, mean, None if np.isnan(distance) else distance)

    def scores(self) -> PairScores:
        """Return the pairs whose pictures could be read, decided."""
        numbers = np.flatnonzero(self.references.readable & self.probes.readable)
        pairs = [self.pairs[int(number)] for number in numbers]
        groups = Named.among([pair.group for pair in pairs])
        verdicts = [self.verdict(int(number)) for number in numbers]
        return PairScores(
            same=np.array([pair.same for pair in pairs], bool),
            group=groups.of_pair,
            groups=groups.names,
            mean=self.mean[numbers],
            accepted=np.array([one is FaceVerdict.MATCHED for one in verdicts], bool),
            unsure=np.array([one is FaceVerdict.UNSURE for one in verdicts], bool),
            without_veto=self._accepted(MatchBand.ORDINARY, numbers, veto=False),
            as_minor=self._accepted(MatchBand.MINOR, numbers, veto=True),
        )

    def _accepted(self, band: MatchBand, numbers: Index, *, veto: bool) -> NDArray[np.bool_]:
        thresholds = self.thresholds.band(band)
        distances = self.distance if veto else np.full(len(self.distance), np.nan)
        return np.array(
            [
                verdict(thresholds, float(mean), None if np.isnan(distance) else float(distance))
                is FaceVerdict.MATCHED
                for mean, distance in zip(self.mean[numbers], distances[numbers], strict=True)
            ],
            bool,
        )


def verdict(thresholds: MatchThresholds, mean: float, distance: float | None) -> FaceVerdict:
    """Return the kiosk's verdict on a mean of however many frames there were.

    The kiosk decides on no fewer than its number of frames; stills may be fewer, so their mean
    stands for each. Not a number is not a match.
    """
    tally = Tally(thresholds)
    for _ in range(thresholds.frames):
        tally.add(mean, 0.0)
    return tally.verdict(distance)


def run_pairs(
    pairs: Sequence[Pair], list_path: Path, card: int, thresholds: Thresholds, workers: Workers
) -> MatchRun:
    """Read every picture, score every pair. Raises `BrokenProcessPool`."""
    references = Named.among([pair.reference for pair in pairs])
    probes = Named.among([pair.probe for pair in pairs])
    reference_jobs = [
        ReferenceJob(number, locate(name, list_path), card)
        for number, name in enumerate(references.names)
    ]
    probe_jobs = [
        ProbeJob(number, locate(name, list_path)) for number, name in enumerate(probes.names)
    ]
    known = Side(references, _read(workers, read_reference, reference_jobs, "references"))
    seen = Side(probes, _read(workers, read_probe, probe_jobs, "probes"))
    mean = _means(known, seen)
    asked = np.flatnonzero(mean >= thresholds.match.accept)
    frames = [replace(job, frame=seen.reads[job.number].first) for job in probe_jobs]
    ours = _encode(workers, encode_reference, reference_jobs, references.of_pair[asked])
    theirs = _encode(workers, encode_probe, frames, probes.of_pair[asked])
    distance = _distances(ours, theirs, (references.of_pair, probes.of_pair), asked)
    installed = all(opinion.installed for opinion in ours.values())
    return MatchRun(pairs, known, seen, mean, distance, thresholds, installed)


def _read(
    workers: Workers, work: Callable[[Engine, J], Read], jobs: Sequence[J], what: str
) -> list[Read]:
    found = workers.each(partial(with_engine, work), jobs, what)
    return sorted(found, key=lambda read: read.number)


def _encode(
    workers: Workers,
    work: Callable[[Engine, J], Opinion],
    jobs: Sequence[J],
    wanted: Index,
) -> dict[int, Opinion]:
    chosen = [jobs[number] for number in np.unique(wanted)]
    if not chosen:
        return {}
    found = workers.each(partial(with_second_opinion, work), chosen, "second opinion")
    return {opinion.number: opinion for opinion in found}


def _means(known: Side, seen: Side) -> Means:
    """Return the mean cosine of each pair: the dot product of a unit vector and a mean of such."""
    ours, theirs = known.directions, seen.directions
    mean = np.empty(len(known.named.of_pair))
    for begin in range(0, len(mean), _AT_ONCE):
        some = slice(begin, begin + _AT_ONCE)
        one, other = ours[known.named.of_pair[some]], theirs[seen.named.of_pair[some]]
        mean[some] = np.einsum("ij,ij->i", one, other)
    return mean


def _distances(
    ours: Mapping[int, Opinion],
    theirs: Mapping[int, Opinion],
    of_pair: tuple[Index, Index],
    asked: Index,
) -> Means:
    distance = np.full(len(of_pair[0]), np.nan)
    for number in asked:
        one = ours[int(of_pair[0][number])].encoding
        other = theirs[int(of_pair[1][number])].encoding
        if one is not None and other is not None:
            distance[number] = np.linalg.norm(one - other)
    return distance
