"""What `evaluate` prints: from what was read to the curve, for somebody who knows the terms."""

from collections import Counter
from collections.abc import Sequence

from drivers.vision.evaluation.match_rates import (
    CURVE,
    FAR_TARGETS,
    Curve,
    Errors,
    PairScores,
    errors,
    match_errors,
    not_acquired,
    pairs_needed,
    unsure,
)
from drivers.vision.evaluation.match_run import MatchRun, Side
from drivers.vision.evaluation.rates import Rate
from drivers.vision.evaluation.tables import RATE_HEADING, between, percent, rate_fields, table
from drivers.vision.thresholds import Thresholds

_NAMED = 20  # unreadable pictures that are named; the scores file has them all


def match_report(run: MatchRun, card: int) -> list[str]:
    """Return the lines of the whole report."""
    scores = run.scores()
    lines = _pictures(run, card)
    lines += _decision(scores, run.thresholds, run.second_opinion)
    if len(scores.groups) > 1:
        lines += _groups(scores)
    lines += _curve(scores, run.thresholds)
    lines += _targets(scores)
    return lines


def _pictures(run: MatchRun, card: int) -> list[str]:
    """What was read, what the production code refused, what was not to be read at all."""
    kept = run.references.readable & run.probes.readable
    same = sum(pair.same for pair in run.pairs)
    form = "as they are"
    if card:
        form = f"as a card holds them: 3:4 crop, 240x320, grey, JPEG 2000 of at most {card:,} bytes"
    lines = [
        "PICTURES",
        "  stills: no rules of motion or patience; comfortable and usable frames both count",
        f"  {len(run.pairs):,} pairs: {same:,} of the same person, "
        f"{len(run.pairs) - same:,} of different people",
        f"  references {form}",
        f"  {_of_side('references', run.references)}",
        f"  {_of_side('probes', run.probes)}",
        f"  {_few_frames(run.probes, run.thresholds.match.frames)}",
    ]
    if not kept.all():
        lines.append(f"  {int((~kept).sum()):,} pairs left out of every rate: could not be read")
    lines += _unreadable("reference", run.references)
    return [*lines, *_unreadable("probe", run.probes), ""]


def _of_side(what: str, side: Side) -> str:
    refused = Counter(read.refused for read in side.reads if read.refused)
    usable = sum(read.direction is not None for read in side.reads)
    unread = sum(bool(read.unreadable) for read in side.reads)
    parts = [f"{len(side.reads):,} {what}: {usable:,} usable"]
    if refused:
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in refused.most_common())
        parts.append(f"{refused.total():,} refused ({reasons})")
    if unread:
        parts.append(f"{unread:,} not found or not decoded")
    return "; ".join(parts)


def _few_frames(side: Side, most: int) -> str:
    few = sum(0 < read.used < most for read in side.reads if read.direction is not None)
    broken = sum(len(read.broken) for read in side.reads)
    line = f"{few:,} probes had fewer than {most} usable frames: the mean of what there was"
    return line + (f"; {broken:,} broken frames left out" if broken else "")


def _unreadable(what: str, side: Side) -> list[str]:
    gone = [
        (side.named.names[read.number], read.unreadable) for read in side.reads if read.unreadable
    ]
    lines = [f"    {what} {name}: {reason}" for name, reason in gone[:_NAMED]]
    if len(gone) > _NAMED:
        lines.append(f"    and {len(gone) - _NAMED:,} more {what}s (all in the file of --out)")
    return lines


def _decision(scores: PairScores, thresholds: Thresholds, second_opinion: bool) -> list[str]:
    shipped = errors(scores, scores.accepted)
    compared = match_errors(scores)
    missing_same, missing_different = not_acquired(scores)
    unsure_same, unsure_different = unsure(scores)
    minor = errors(scores, scores.as_minor)
    rows: list[tuple[str, Rate]] = [
        ("FAR   different people accepted", shipped.false_accepts),
        ("FRR   the same person not accepted", shipped.false_rejects),
        ("FMR   the same, compared pairs only", compared.false_accepts),
        ("FNMR  the same, compared pairs only", compared.false_rejects),
        ("not compared, different people", missing_different),
        ("not compared, the same person", missing_same),
        ("unsure (to staff), different people", unsure_different),
        ("unsure (to staff), the same person", unsure_same),
        ("minors' band: FAR", minor.false_accepts),
        ("minors' band: FRR", minor.false_rejects),
    ]
    lines = [
        f"SHIPPED DECISION  (accept from {thresholds.match.accept:g}, unsure from "
        f"{thresholds.match.unsure:g}, minors from {thresholds.minor.accept:g}; "
        f"thresholds version {thresholds.version})",
        *table(("", *RATE_HEADING), [(name, *rate_fields(rate)) for name, rate in rows]),
        "  FAR and FRR count every pair: without a usable face nobody is let in.",
        "  'Unsure' and 'not compared' are not accepted and lie within FRR.",
    ]
    return [*lines, *_veto(scores, shipped, thresholds, second_opinion), ""]


def _veto(
    scores: PairScores, shipped: Errors, thresholds: Thresholds, second_opinion: bool
) -> list[str]:
    if not second_opinion:
        return ["  Second opinion: not installed, so nothing was vetoed."]
    bare = errors(scores, scores.without_veto)
    saved = bare.false_accepts.errors - shipped.false_accepts.errors
    cost = shipped.false_rejects.errors - bare.false_rejects.errors
    return [
        f"  Second opinion (distance above {thresholds.match.veto_above:g} makes a match unsure): "
        f"kept out {saved:,} of different people,",
        f"  cost {cost:,} of the same; without it FAR {percent(bare.false_accepts.share)}, "
        f"FRR {percent(bare.false_rejects.share)}.",
    ]


def _groups(scores: PairScores) -> list[str]:
    rows: list[list[str]] = []
    for number, name in enumerate(scores.groups):
        group = scores.of_group(number)
        both = errors(group, group.accepted)
        rows.append([name or "(none)", *_far_and_frr(both)])
    rows.append(["all", *_far_and_frr(errors(scores, scores.accepted))])
    return ["BY GROUP, shipped decision", *table(("group", *_TWO_RATES), rows), ""]


_TWO_RATES = ("FAR", "errors/pairs", "95 % interval", "FRR", "errors/pairs", "95 % interval")


def _far_and_frr(both: Errors) -> list[str]:
    fields: list[str] = []
    for rate in (both.false_accepts, both.false_rejects):
        fields += [percent(rate.share), f"{rate.errors:,}/{rate.cases:,}", between(rate)]
    return fields


def _curve(scores: PairScores, thresholds: Thresholds) -> list[str]:
    marks = {
        thresholds.match.accept: "accept",
        thresholds.match.unsure: "unsure",
        thresholds.match.floor: "floor",
        thresholds.minor.accept: "minors",
    }
    curve = Curve(scores)
    rows = [
        [f"{bar:.3f}", *_far_and_frr(curve.at(bar).errors), marks.get(bar, "")]
        for bar in sorted({*CURVE, *marks})
    ]
    return [
        "CURVE  (mean cosine alone, without the second opinion; accepted from the threshold up)",
        *table(("threshold", *_TWO_RATES, ""), rows),
        "",
    ]


def _targets(scores: PairScores) -> list[str]:
    curve, rows, few = Curve(scores), list[list[str]](), list[str]()
    different = int((~scores.same).sum())
    for far in FAR_TARGETS:
        point = curve.for_far(far)
        if point is None:
            few.append(
                f"  FAR {far:g}: too few pairs of different people ({different:,} of at "
                f"least {pairs_needed(far):,})"
            )
        else:
            rows.append([f"{far:g}", f"{point.threshold:.4f}", *_far_and_frr(point.errors)])
    lines = ["THRESHOLD FOR A FAR  (lowest that keeps to it, without the second opinion)"]
    if rows:
        lines += table(("FAR wanted", "threshold", *_TWO_RATES), rows)
    return [*lines, *few, *_CAUTION]


_CAUTION: Sequence[str] = (
    "",
    "  Intervals are Wilson's, 95 %, and take pairs as independent. Where the same pictures or",
    "  people stand in many pairs, the truth is less certain than they say.",
)
