"""What a clinic may set about the flow. Nothing here switches a check off."""

from dataclasses import dataclass, field

from kiosk.domain.consent import Information

FACTORY_INFORMATION = frozenset({Information.PHARMACISTS, Information.HEALTH_CHECKUPS})
"""Consent items on by default: 薬剤 and 特定健診; 手術 and 診療 off (qualification.md §4.2)."""


@dataclass(frozen=True)
class Limits:
    """Seconds that a state may last before `TimedOut`."""

    reading: float = 15.0
    front: float = 8.0
    choosing: float = 60.0
    typing: float = 60.0
    matching: float = 30.0
    service: float = 20.0
    keeping: float = 10.0
    still_there: float = 20.0
    message: float = 40.0
    done: float = 8.0
    reminder: float = 6.0
    interrupted: float = 6.0


@dataclass(frozen=True)
class Rules:
    """The rules one kiosk works by."""

    information: frozenset[Information] = FACTORY_INFORMATION
    face_tries: int = 3
    face_seconds: float = 12.0
    limits: Limits = field(default_factory=Limits)
