"""Counts and times without anything personal (tables `visits`, `check_ins`, `audit`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Period:
    """From `begin` on and before `end`."""

    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class PastVisit:
    """A visit that has ended; `steps` are milliseconds by step."""

    began_at: datetime
    step: int  # 1 to 5, where it ended
    outcome: str
    verified_by: str | None
    certificate: str | None  # `CertificateState`
    certificate_month: str | None  # `CertificateValidity.month`
    pin_failures: int
    face_failures: int
    help_asked: int
    steps: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PaperReception:
    """A reception that staff recorded."""

    recorded_at: datetime
    way: str
    claim: str


@dataclass(frozen=True)
class Raw:
    """Everything that the figures of a period are made of.

    `troubles` counts audit entries by word, device (or folder) and code, empty where there is none.
    """

    visits: Sequence[PastVisit]
    paper: Sequence[PaperReception]
    troubles: Mapping[tuple[str, str, str], int]


class Figures(Protocol):
    """What the console needs of them; raises `DeviceFault(Device.RECORDS, ...)` as `Records`."""

    def mark(self, period: Period) -> tuple[int, ...]:
        """Return what differs once anything that `raw` gives may have changed; cheap."""
        ...

    def raw(self, period: Period) -> Raw:
        """Return everything of a period."""
        ...
