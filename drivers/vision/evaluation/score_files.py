"""The file of `--out`: a row for each pair or item. It names pictures of people: for its user."""

import math
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from drivers.vision.evaluation.match_run import MatchRun

PAIR_HEADING = ("reference", "probe", "same", "group", "mean", "distance", "verdict", "frames")


def open_scores(path: Path) -> TextIO:
    """Open the file before the work begins, readable by its owner only. Raises `OSError`."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    return os.fdopen(handle, "w", encoding="utf-8", newline="\n")


def write_rows(out: TextIO, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write tab-separated rows under a heading."""
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


def _reason(side: str, why: str) -> str:
    return f"{side}: {why}" if why else ""


def _figure(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.6f}"
