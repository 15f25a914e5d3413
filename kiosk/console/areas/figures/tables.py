"""The figures in words: what stands beside each plot, what a screen reader says, and the CSV."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.console.areas.figures.span import Span
from kiosk.console.areas.figures.summary import (
    CERTIFICATES,
    METHODS,
    OUTCOMES,
    STEPS,
    STOPPED,
    Summary,
)
from kiosk.console.dates import month, short
from kiosk.console.texts import Words

OPENS: Final = 8  # hours that are shown even when nobody came
CLOSES: Final = 18


@dataclass(frozen=True)
class Table:
    """Rows of a name and numbers; `key` is below ``figures.table``. `plotted`: a plot shows it."""

    key: str
    title: str
    heads: Sequence[str]
    rows: Sequence[tuple[str, Sequence[float]]]
    plotted: bool = False

    @property
    def nothing(self) -> bool:
        """Whether there is no number to draw."""
        return not any(any(numbers) for _, numbers in self.rows)

    @property
    def said(self) -> str:
        """Every number that is not zero, for whoever cannot see the plot."""
        named = (
            f"{name} {head} {number:g}"
            for name, numbers in self.rows
            for head, number in zip(self.heads[1:], numbers, strict=True)
            if number
        )
        return f"{self.title}: " + "; ".join(named)


def tables(summary: Summary, span: Span, words: Words) -> Sequence[Table]:
    """Return every table in the order of the page."""
    return [
        _by_hour(summary, words),
        *([_by_day(summary, span, words)] if len(span.days) > 1 else []),
        _counts("methods", words, "method", METHODS, summary.by_method),
        _counts("outcomes", words, "outcome", OUTCOMES, summary.by_outcome, plotted=True),
        _took(summary, words),
        _stopped(summary, words),
        _retries(summary, words),
        _counts("certificates", words, "certificate", CERTIFICATES, summary.certificates),
        _certificates_end(summary, span, words),
        _troubles(summary, words),
    ]


def hours(summary: Summary) -> range:
    """Return the hours to show: when the clinic is open, and whenever somebody came."""
    came = [hour for hour, _ in summary.by_hour]
    return range(min([OPENS, *came]), max([CLOSES, *came]) + 1)


def _by_hour(summary: Summary, words: Words) -> Table:
    rows = [
        (words("figures.hour", n=hour), [summary.by_hour.get((hour, each), 0) for each in METHODS])
        for hour in hours(summary)
    ]
    return _table("hours", words, _methods(words), rows, plotted=True)


def _by_day(summary: Summary, span: Span, words: Words) -> Table:
    rows = [
        (_day(span, n, words), [summary.by_day.get((day, each), 0) for each in METHODS])
        for n, day in enumerate(span.days)
    ]
    return _table("days", words, _methods(words), rows, plotted=True)


def _day(span: Span, number: int, words: Words) -> str:
    return short(span.days[number], words.language)


def _took(summary: Summary, words: Words) -> Table:
    rows = [
        (words(f"figures.step.{step}"), [_seconds(took.median), _seconds(took.ninetieth)])
        for step, took in summary.took.items()
    ]
    heads = [words("figures.median"), words("figures.ninetieth")]
    return _table("steps", words, heads, rows, plotted=True)


def _seconds(milliseconds: float) -> float:
    return round(milliseconds / 1000, 1)


def _stopped(summary: Summary, words: Words) -> Table:
    rows = [
        (
            words(f"figures.step.{step}"),
            [summary.stopped_at.get((int(step), outcome), 0) for outcome in STOPPED],
        )
        for step in STEPS
    ]
    heads = [words(f"figures.outcome.{outcome}") for outcome in STOPPED]
    return _table("stopped", words, heads, rows, plotted=True)


def _retries(summary: Summary, words: Words) -> Table:
    refused = sum(n for (what, _, _), n in summary.troubles.items() if what == "passcode_rejected")
    values = {
        "pin": summary.pin_retries,
        "face": summary.face_retries,
        "help": summary.help_calls,
        "passcode": refused,
    }
    return _counts("retries", words, "retry", tuple(values), values)


def _certificates_end(summary: Summary, span: Span, words: Words) -> Table:
    rows = [
        (month(day, words.language), [summary.certificates_end.get(f"{day:%Y-%m}", 0)])
        for day in span.months_ahead
    ]
    return _table("ends", words, [words("figures.count")], rows, plotted=True)


def _troubles(summary: Summary, words: Words) -> Table:
    counted = sorted(summary.troubles.items(), key=lambda each: (-each[1], each[0]))
    rows = [
        (_trouble(words, *which), [many])
        for which, many in counted
        if which[0] != "passcode_rejected"
    ]
    return _table("troubles", words, [words("figures.count")], rows)


def _trouble(words: Words, what: str, part: str, code: str) -> str:
    known = words.find(f"figures.trouble.{what}", what)
    names = (known, words.find(f"kiosks.part.{part}", part), f"[{code}]" if code else "")
    return " ".join(each for each in names if each)


def _counts(
    key: str, words: Words, kind: str, names: Iterable[str], numbers: Mapping[str, int],
    *, plotted: bool = False,
) -> Table:  # fmt: skip
    rows = [(words(f"figures.{kind}.{name}"), [numbers.get(name, 0)]) for name in names]
    return _table(key, words, [words("figures.count")], rows, plotted=plotted)


def _methods(words: Words) -> Sequence[str]:
    return [words(f"figures.method.{method}") for method in METHODS]


def _table(
    key: str,
    words: Words,
    heads: Sequence[str],
    rows: Sequence[tuple[str, Sequence[float]]],
    *,
    plotted: bool = False,
) -> Table:
    title = words(f"figures.table.{key}.title")
    return Table(key, title, [words(f"figures.table.{key}.of"), *heads], rows, plotted)
