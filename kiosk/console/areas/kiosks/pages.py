"""The pages of all kiosks and of one: drawn whole, then kept alive piece by piece."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kiosk.console.areas.kiosks.condition import Condition, condition, in_visual_mode, since
from kiosk.console.areas.kiosks.remedies import (
    code_of,
    remedy,
    what_failed,
    what_to_do,
)
from kiosk.console.context import console_of, words_of
from kiosk.console.pages import render
from kiosk.console.texts import Words
from kiosk.domain.lockout import pause_left
from kiosk.ports.desk.kiosks import GivenOrder, KioskState, Trouble, Undelivered

LOOKS_BACK: Final = timedelta(days=30)
TROUBLES: Final = 12
ORDERS: Final = 4
VISUAL_MINUTES: Final = (15, 30, 60)


@dataclass(frozen=True)
class Told:
    """A kiosk as its page shows it."""

    state: KioskState
    condition: Condition
    since: datetime
    visual: bool
    remedies: Sequence[tuple[str, str]]  # part, what to do
    undelivered: Sequence[tuple[Undelivered, str]]  # with what to do
    pause_until: datetime | None  # of the staff passcode


def every(request: Request) -> Response:
    """GET /kiosks: how every kiosk is."""
    return render(request, "kiosks/every.html", kiosks=_every(request))


def every_state(request: Request) -> Response:
    """GET /kiosks/state: its live part."""
    return render(request, "kiosks/_every.html", kiosks=_every(request))


def one(request: Request) -> Response:
    """GET /kiosks/{kiosk}: one kiosk, its faults, and what it can be told to do."""
    return render(request, "kiosks/one.html", **_one(request), minutes=VISUAL_MINUTES)


def one_state(request: Request) -> Response:
    """GET /kiosks/{kiosk}/state: its live part."""
    return render(request, "kiosks/_one.html", **_one(request), minutes=VISUAL_MINUTES)


def known(request: Request) -> KioskState:
    """Return the kiosk that the address names; 404 for one that there is not."""
    found = console_of(request).desk.kiosks.kiosk(request.path_params["kiosk"])
    if found is None:
        raise HTTPException(404)
    return found


def _every(request: Request) -> Sequence[Told]:
    return [_told(request, state) for state in console_of(request).desk.kiosks.kiosks()]


def _one(request: Request) -> Mapping[str, Any]:
    console, words, state = console_of(request), words_of(request), known(request)
    now = console.clock.now()
    troubles = console.desk.kiosks.troubles(state.kiosk, now - LOOKS_BACK, TROUBLES)
    return {
        "kiosk": _told(request, state),
        "troubles": [_trouble(words, each) for each in troubles],
        "orders": [_order(each, now) for each in console.desk.kiosks.orders(state.kiosk, ORDERS)],
    }


def _told(request: Request, state: KioskState) -> Told:
    console, words = console_of(request), words_of(request)
    now, desk = console.clock.now(), console.desk.kiosks
    pause = pause_left(desk.passcode_tries(state.kiosk), now)
    faults = (("reader", state.reader_fault), ("camera", state.camera_fault))
    return Told(
        state=state,
        condition=condition(state, now),
        since=since(state, now),
        visual=in_visual_mode(state, now),
        remedies=[(part, remedy(words, part, code)) for part, code in faults if code],
        undelivered=[
            (each, remedy(words, "folder", each.fault or ""))
            for each in desk.undelivered(state.kiosk)
        ],
        pause_until=now + pause if pause else None,
    )


def _trouble(words: Words, trouble: Trouble) -> tuple[datetime, str, str, str]:
    return trouble.at, what_failed(words, trouble), code_of(trouble), what_to_do(words, trouble)


def _order(order: GivenOrder, now: datetime) -> tuple[GivenOrder, str]:
    """Say what has become of an order, as a key below ``kiosks.outcome``."""
    if order.outcome is not None:
        return order, order.outcome
    if order.taken_at is not None:
        return order, "taken"
    return order, "waiting" if now < order.expires_at else "expired"
