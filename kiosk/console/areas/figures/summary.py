"""What the visits of some days add up to: pure counting (qualification.md §7.3, anchor 12)."""

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kiosk.domain.japan_time import JAPAN
from kiosk.ports.desk.figures import PastVisit, Raw

STEPS: Final = ("1", "2", "3", "4", "5")
WHOLE: Final = "whole"
MACHINE: Final = "machine"  # devices and service, as `PastVisit.steps` has it
PERSON: Final = "person"  # whatever is not the machine's
METHODS: Final = ("face", "pin", "phone", "visual_check", "paper")
KEPT: Final = ("received", "provisional")
STOPPED: Final = ("gave_up", "left", "timed_out")
OUTCOMES: Final = (*KEPT, "see_staff", "card_refused", *STOPPED, "broken")
CERTIFICATES: Final = ("valid", "expires_soon", "in_grace", "expired")


@dataclass(frozen=True)
class Took:
    """How long something took, in milliseconds: median and 90th percentile of `count` visits."""

    count: int
    median: float
    ninetieth: float


@dataclass(frozen=True)
class Summary:
    """Everything that the page shows."""

    visits: int
    receptions: int  # at kiosks and on paper
    by_hour: Mapping[tuple[int, str], int]  # hour, method → receptions
    by_day: Mapping[tuple[date, str], int]
    by_method: Mapping[str, int]
    by_outcome: Mapping[str, int]
    took: Mapping[str, Took]  # `STEPS`, `WHOLE`, `MACHINE`, `PERSON` → of visits that were received
    stopped_at: Mapping[tuple[int, str], int]  # step, outcome → visits that the patient ended
    pin_retries: int
    face_retries: int
    help_calls: int
    certificates: Mapping[str, int]
    certificates_end: Mapping[str, int]  # month ("2027-03") → visits that were received
    troubles: Mapping[tuple[str, str, str], int]


def summarise(raw: Raw) -> Summary:
    """Add everything up."""
    kept = [visit for visit in raw.visits if visit.outcome in KEPT]
    received = [(visit.began_at, visit.verified_by or "") for visit in kept]
    received += [(each.recorded_at, "paper") for each in raw.paper]
    local = [(at.astimezone(JAPAN), method) for at, method in received]
    return Summary(
        visits=len(raw.visits),
        receptions=len(received),
        by_hour=Counter((at.hour, method) for at, method in local),
        by_day=Counter((at.date(), method) for at, method in local),
        by_method=Counter(method for _, method in received),
        by_outcome=Counter(visit.outcome for visit in raw.visits),
        took=_took(kept),
        stopped_at=Counter(
            (visit.step, visit.outcome) for visit in raw.visits if visit.outcome in STOPPED
        ),
        pin_retries=sum(visit.pin_failures for visit in raw.visits),
        face_retries=sum(visit.face_failures for visit in raw.visits),
        help_calls=sum(visit.help_asked for visit in raw.visits),
        certificates=Counter(visit.certificate for visit in raw.visits if visit.certificate),
        certificates_end=Counter(
            visit.certificate_month for visit in kept if visit.certificate_month
        ),
        troubles=raw.troubles,
    )


def _took(visits: Sequence[PastVisit]) -> Mapping[str, Took]:
    times: dict[str, list[int]] = {}
    for visit in visits:
        if not visit.steps:
            continue
        for step, spent in _parts(visit.steps):
            times.setdefault(step, []).append(spent)
    return {step: _of(times[step]) for step in (*STEPS, WHOLE, PERSON, MACHINE) if step in times}


def _parts(steps: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    """Return each step that the visit passed, and whose the time was."""
    passed = [(step, steps[step]) for step in STEPS if step in steps]
    whole, machine = sum(spent for _, spent in passed), steps.get(MACHINE, 0)
    return (*passed, (WHOLE, whole), (MACHINE, machine), (PERSON, max(whole - machine, 0)))


def _of(values: Sequence[int]) -> Took:
    """Return the percentiles; the only value of one visit is both."""
    if len(values) == 1:
        return Took(1, values[0], values[0])
    ninetieth = statistics.quantiles(values, n=10, method="inclusive")[-1]
    return Took(len(values), statistics.median(values), ninetieth)
