"""What `liveness` prints: the worst of the attacks and the living people first, then all kinds."""

from collections.abc import Sequence

from drivers.vision.evaluation.liveness_rates import Species, worst
from drivers.vision.evaluation.liveness_run import LivenessRun
from drivers.vision.evaluation.rates import Rate
from drivers.vision.evaluation.tables import RATE_HEADING, between, percent, rate_fields, table
from drivers.vision.liveness.limits import LivenessLimits
from drivers.vision.liveness.turn import Side

_NAMED = 20
_WITHOUT_MODELS = (
    "  passive models: NOT INSTALLED. No picture can tell that somebody lives: nobody is let in at",
    "  once, and everybody who matches is asked to turn the head. Only a visible border refuses.",
    "  To install them see drivers/vision/README.md; then name their folder with --models.",
)


def liveness_report(
    run: LivenessRun, limits: LivenessLimits, frames: int, *, passive: bool
) -> list[str]:
    """Return the lines of the whole report; `frames` decide on one presentation."""
    lines = [*_presentations(run, frames), *_layers(limits, passive=passive), ""]
    lines += _headline(run)
    lines += _by_species(run)
    return [*lines, *_turns(run)]


def _presentations(run: LivenessRun, frames: int) -> list[str]:
    unread = [
        (item.source, one.why)
        for item, one in zip(run.items, run.judged, strict=True)
        if one.outcome is None
    ]
    few = sum(0 < one.used < frames for one in run.judged)
    broken = sum(len(one.broken) for one in run.judged)
    live = sum(item.live for item in run.items)
    lines = [
        "PRESENTATIONS",
        f"  {len(run.items):,}: {live:,} of living people, {len(run.items) - live:,} attacks of "
        f"{len(run.attacks):,} species",
        f"  judged by the best {frames} frames of each; {few:,} had fewer usable ones"
        + (f"; {broken:,} broken frames left out" if broken else ""),
    ]
    if unread:
        lines.append(f"  {len(unread):,} left out of every rate: not found or not decoded")
    lines += [f"    {name}: {why}" for name, why in unread[:_NAMED]]
    if len(unread) > _NAMED:
        lines.append(f"    and {len(unread) - _NAMED:,} more (all in the file of --out)")
    return lines


def _layers(limits: LivenessLimits, *, passive: bool) -> Sequence[str]:
    if not passive:
        return _WITHOUT_MODELS
    return [
        f"  passive models installed (limits version {limits.version}): a mean probability of a",
        f"  living face from {limits.passive.live:g} lets in, up to {limits.passive.attack:g} "
        "refuses, between them a turn of the head is asked for",
    ]


def _headline(run: LivenessRun) -> list[str]:
    living, most = run.all_living, worst(run.attacks)
    rows: list[tuple[str, Rate]] = []
    if most is not None:
        name = most.name or "(none)"
        rows.append((f"APCER  attacks let in at once, worst species: {name}", most.errors))
    rows += [
        ("BPCER  living people refused as an attack", living.errors),
        ("       living people asked to turn the head", living.asked),
        ("BPNRR  living people without a usable face", living.non_response),
    ]
    return [
        "AT ONCE, before anything is asked",
        *table(("", *RATE_HEADING), [(name, *rate_fields(rate)) for name, rate in rows]),
        "",
    ]


def _by_species(run: LivenessRun) -> list[str]:
    living = run.living if len(run.living) > 1 else []
    rows = [_fields(one.name or "(none)", one) for one in run.attacks]
    rows += [_fields(f"live: {one.name or '(none)'}", one) for one in living]
    rows.append(_fields("live", run.all_living))
    heading = ("", "read", "let in", "95 % interval", "asked", "by model", "by border", "no face")
    return [
        "BY SPECIES  (an attack 'let in' is its APCER, one without a face its APNRR)",
        *table(heading, rows),
        "  'By model' and 'by border' are refused as attacks: of living people their sum is BPCER.",
        "  Who is 'asked' must turn the head as the kiosk says. Shares are of those with a usable",
        "  face, but 'no face' is of all that could be read.",
        "",
    ]


def _fields(name: str, one: Species) -> list[str]:
    shares = (one.asked, one.by_passive, one.by_border, one.non_response)
    return [
        name,
        f"{one.non_response.cases:,}",
        percent(one.let_in.share),
        between(one.let_in),
        *(percent(rate.share) for rate in shares),
    ]


def _turns(run: LivenessRun) -> list[str]:
    rows = [
        _turn_fields(one.name or "(none)" if not one.live else "live", one)
        for one in (*run.attacks, run.all_living)
        if one.turned
    ]
    if not rows:
        return ["TURN OF THE HEAD: no folder or film had frames enough to show one."]
    return [
        "TURN OF THE HEAD that would have been believed, in folders and films in order of time",
        *table(("", "sequences", "left", "right", "either", "95 % interval"), rows),
        "  Production geometry and identity only: stills have no time, so pace, jumps, time limit",
        "  and the way back are not judged. The kiosk asks for one side at random: fewer pass.",
    ]


def _turn_fields(name: str, one: Species) -> list[str]:
    turns = [each.turned or frozenset() for each in one.turned]
    left, right, either = (
        Rate(sum(bool(turn & sides) for turn in turns), len(turns))
        for sides in ({Side.LEFT}, {Side.RIGHT}, set(Side))
    )
    shares = (percent(rate.share) for rate in (left, right, either))
    return [name, f"{len(turns):,}", *shares, between(either)]
