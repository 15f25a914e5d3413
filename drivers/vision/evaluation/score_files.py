"""The file of `--out`: a row for each pair or item. It names pictures of people: for its user."""

import math
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from drivers.vision.evaluation.liveness_run import LivenessRun
from drivers.vision.evaluation.match_run import MatchRun

PAIR_HEADING = ("reference", "probe", "same", "group", "mean", "distance", "verdict", "frames")
ITEM_HEADING = ("source", "live", "species", "outcome", "why", "live_mean", "frames", "turns")


def open_scores(path: Path) -> TextIO:
    """Open the file before the work begins, for its owner only; what it holds stays until then.

    Raises `OSError`.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    return os.fdopen(handle, "w", encoding="utf-8", newline="\n")


def write_rows(out: TextIO, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write tab-separated rows under a heading, instead of what the file held."""
    out.truncate(0)
    out.write("\t".join(heading) + "\n")
    out.writelines("\t".join(row) + "\n" for row in rows)


def pair_rows(run: MatchRun) -> Iterable[Sequence[str]]:
    """Yield a row for each pair; the verdict is the reason where nothing could be compared."""
    for number, pair in enumerate(run.pairs):
        reference = run.references.reads[int(run.references.named.of_pair[number])]
        probe = run.probes.reads[int(run.probes.named.of_pair[number])]
        reason = (
            _reason("reference", reference.unreadable or reference.refused),
            _reason("probe", probe.unreadable or probe.refused),
        )
        verdict = run.verdict(number)
        yield (
            pair.reference,
            pair.probe,
            str(int(pair.same)),
            pair.group,
            _figure(float(run.mean[number])),
            _figure(float(run.distance[number])),
            verdict or "; ".join(filter(None, reason)),
            str(probe.used),
        )


def item_rows(run: LivenessRun) -> Iterable[Sequence[str]]:
    """Yield a row for each presentation."""
    for item, one in zip(run.items, run.judged, strict=True):
        turns = " ".join(sorted(one.turned)) or "none" if one.turned is not None else ""
        yield (
            item.source,
            str(int(item.live)),
            item.species,
            one.outcome or "not read",
            one.why,
            _figure(one.live),
            str(one.used),
            turns,
        )


def _reason(side: str, why: str) -> str:
    return f"{side}: {why}" if why else ""


def _figure(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.6f}"
