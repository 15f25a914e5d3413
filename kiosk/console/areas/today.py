"""今日の受付: what is needed of staff now, and the receptions as they happen."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kiosk.console.areas.kiosks.condition import Condition, condition, in_visual_mode
from kiosk.console.areas.kiosks.remedies import remedy
from kiosk.console.context import console_of, words_of
from kiosk.console.lines import Status, needs_of, row
from kiosk.console.needs import ring_of
from kiosk.console.pages import render
from kiosk.console.texts import Words
from kiosk.domain.japan_time import JAPAN
from kiosk.ports.desk.kiosks import KioskState
from kiosk.ports.desk.orders import Order, Outcome, What
from kiosk.ports.desk.today import Day
from kiosk.ports.records import DeliveryFault

_TOLD_FOR: Final = timedelta(minutes=2)


@dataclass(frozen=True)
class Trouble:
    """Something that is broken, not somebody who waits."""

    title: str
    text: str
    path: str
    ring: str
    stops: bool = False  # no card is read there: patients are received on paper meanwhile


@dataclass(frozen=True)
class Unheard:
    """A まいります that did not reach the patient. `gone`: there is nobody to go to any more."""

    visit: str
    kiosk: str
    at: datetime
    gone: bool


def page(request: Request) -> Response:
    """Show the day."""
    return render(request, "today/today.html", **_values(request))


def live(request: Request) -> Response:
    """Return the part that changes."""
    return render(request, "today/live.html", **_values(request))


def _values(request: Request) -> Mapping[str, Any]:
    console, words = console_of(request), words_of(request)
    now = console.clock.now()
    day = console.desk.today.day(midnight(now))
    kiosk, status = (request.query_params.get(name, "") for name in ("kiosk", "status"))
    names = sorted(
        {each.kiosk for each in day.kiosks} | {one.kiosk for one in day.lines if one.kiosk}
    )
    rows = [row(line, words) for line in day.lines]
    counted = Counter(each.status for each in rows)
    shown = [
        each
        for each in rows
        if (not kiosk or each.kiosk == kiosk) and (not status or each.status == status)
    ]
    needs = needs_of(day, words)
    broken = troubles(day, words, now)
    coming = console.desk.orders.lately(What.HELP_COMING, now - _TOLD_FOR)
    return {
        "now": now,
        "needs": [need for need in needs if need.under_way],
        "later": [need for need in needs if not need.under_way],
        "troubles": broken,
        "unheard": unheard(coming, day, now),
        "ring": " ".join(
            [*(need.ring for need in needs), *(each.ring for each in broken), *_calls(day)]
        ),
        "called": [each for each in day.kiosks if each.called_at is not None],
        "visual": [each for each in day.kiosks if in_visual_mode(each, now)],
        "rows": shown,
        "counted": counted,
        "statuses": list(Status),
        "kiosks": names,
        "kiosk": kiosk,
        "chosen": status,
        "filters": lambda **other: _query({"kiosk": kiosk, "status": status} | other),
    }


def midnight(now: datetime) -> datetime:
    """Return when the day began, in Japan."""
    return now.astimezone(JAPAN).replace(hour=0, minute=0, second=0, microsecond=0)


def _query(chosen: Mapping[str, str]) -> str:
    text = urlencode({name: value for name, value in chosen.items() if value})
    return f"?{text}" if text else ""


def unheard(coming: Sequence[Order], day: Day, now: datetime) -> list[Unheard]:
    """Return whose patients were not told that somebody comes, a line for each.

    Who still waits for staff is no news where the kiosk took it: its screen has no place for it.
    """
    waiting = {line.id for line in day.needed if line.ended_at is None}
    there = waiting | {line.id for line in day.lines if line.ended_at is None}
    found: dict[str, Unheard] = {}
    for order in coming:
        too_late = order.outcome is Outcome.TOO_LATE and order.visit not in waiting
        no_answer = not order.open(now) and order.outcome in {None, Outcome.EXPIRED}
        if order.visit is not None and (too_late or no_answer):
            gone = too_late or order.visit not in there
            found.setdefault(order.visit, Unheard(order.visit, order.kiosk, order.at, gone))
    return list(found.values())


def _calls(day: Day) -> list[str]:
    """Return what rings for a call from a kiosk where no card lies in the reader yet."""
    return [ring_of(each.kiosk, "called", each.called_at) for each in day.kiosks if each.called_at]


def troubles(day: Day, words: Words, now: datetime) -> list[Trouble]:
    """Return what is broken: kiosks, then folders and files."""
    found = [trouble for each in day.kiosks if (trouble := _of_kiosk(each, words, now))]
    return found + [_of_delivery(fault, words) for fault in day.delivery_faults]


def _of_kiosk(kiosk: KioskState, words: Words, now: datetime) -> Trouble | None:
    stands = condition(kiosk, now)
    if stands in {Condition.SILENT, Condition.OUT_OF_SERVICE}:
        kind = stands.value
    elif stands is Condition.STOPPED:
        return None
    elif kiosk.reader_fault or kiosk.camera_fault:
        kind = "reader" if kiosk.reader_fault else "camera"
    else:
        return None
    return Trouble(
        words(f"today.trouble.{kind}.title", kiosk=kiosk.kiosk),
        words(f"today.trouble.{kind}.text"),
        f"/kiosks/{kiosk.kiosk}",
        ring_of(kiosk.kiosk, kind, _began(kiosk, kind, now)),
        stops=kind != "camera",
    )


def _began(kiosk: KioskState, kind: str, now: datetime) -> datetime:
    """Say since when it is broken; of a camera nothing is told but that it is: since today."""
    if kind == Condition.SILENT:
        return kiosk.beat_at
    return midnight(now) if kind == "camera" else kiosk.since


def _of_delivery(fault: DeliveryFault, words: Words) -> Trouble:
    kind = "file" if fault.file else "folder"
    todo = remedy(words, "folder", fault.code)
    return Trouble(
        words(f"today.trouble.{kind}.title", folder=fault.folder.value),
        words(f"today.trouble.{kind}.text", todo=todo, name=fault.file, code=fault.code),
        "/kiosks",
        ring_of(f"{kind}:{fault.folder.value}:{fault.file}", fault.code, fault.since),
    )


routes: Final[Sequence[BaseRoute]] = (
    Route("/", page, methods=["GET"]),
    Route("/today", live, methods=["GET"]),
)
