"""How a kiosk is, in one word for staff: a pure function of what it last told of itself."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from kiosk.ports.desk.kiosks import KioskState

SILENT_AFTER: Final = timedelta(seconds=20)
"""A kiosk tells that it lives every few seconds; after this nobody can say how it is."""
WAITING: Final = "waiting_for_card"
OUT_OF_SERVICE: Final = "out_of_service"


class Condition(StrEnum):
    """The words are in kiosks.toml, below ``condition``."""

    WAITING = "waiting"
    RECEIVING = "receiving"
    OUT_OF_SERVICE = "out_of_service"
    SILENT = "silent"  # no heartbeat
    STOPPED = "stopped"  # ended in order

    @property
    def mark(self) -> str:
        """The colour's role."""
        match self:
            case Condition.WAITING:
                return "done"
            case Condition.RECEIVING | Condition.STOPPED:
                return "calm"
            case Condition.OUT_OF_SERVICE | Condition.SILENT:
                return "danger"


def condition(kiosk: KioskState, now: datetime) -> Condition:
    """Say how a kiosk is."""
    if kiosk.stopped_at is not None:
        return Condition.STOPPED
    if now - kiosk.beat_at > SILENT_AFTER:
        return Condition.SILENT
    if kiosk.state == OUT_OF_SERVICE:
        return Condition.OUT_OF_SERVICE
    return Condition.WAITING if kiosk.state == WAITING else Condition.RECEIVING


def since(kiosk: KioskState, now: datetime) -> datetime:
    """Say since when it has been so."""
    match condition(kiosk, now):
        case Condition.STOPPED:
            return kiosk.stopped_at or kiosk.beat_at
        case Condition.SILENT:
            return kiosk.beat_at
        case _:
            return kiosk.since


def in_visual_mode(kiosk: KioskState, now: datetime) -> bool:
    """Say whether staff look at every patient now (目視モード)."""
    return kiosk.visual_until is not None and kiosk.visual_until > now
