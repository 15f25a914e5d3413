"""What staff have a kiosk do as a whole: visual mode and back, a restart."""

from datetime import datetime, time, timedelta

from starlette.requests import Request
from starlette.responses import Response

from kiosk.console.areas.kiosks.pages import VISUAL_MINUTES, known
from kiosk.console.context import console_of, field, signed_in, words_of
from kiosk.console.pages import render, see
from kiosk.domain.japan_time import JAPAN
from kiosk.ports.desk.orders import LONGEST_VISUAL_MODE, What, Wish


def visual(request: Request) -> Response:
    """POST /kiosks/{kiosk}/visual: staff look at every patient until the chosen time."""
    until = _until(field(request, "until"), field(request, "time"), console_of(request).clock.now())
    if until is None:
        return _again(request, "kiosks.visual.time_wrong")
    return _give(request, What.VISUAL_MODE, until=until.isoformat(timespec="seconds"))


def normal(request: Request) -> Response:
    """POST /kiosks/{kiosk}/normal: face and PIN again."""
    return _give(request, What.NORMAL_MODE)


def ask_restart(request: Request) -> Response:
    """GET /kiosks/{kiosk}/restart: asks first."""
    return render(request, "kiosks/restart.html", kiosk=known(request))


def restart(request: Request) -> Response:
    """POST /kiosks/{kiosk}/restart: the application ends and is started again by the system."""
    details = {"now": "true"} if field(request, "when") == "now" else {}
    return _give(request, What.RESTART, **details)


def _give(request: Request, what: What, **details: str) -> Response:
    console, kiosk, staff = console_of(request), known(request).kiosk, signed_in(request).staff
    console.desk.orders.give(Wish(kiosk, what, staff, details=details), console.clock.now())
    console.note(f"{what.value}_ordered", staff, kiosk=kiosk, **details)
    return see(f"/kiosks/{kiosk}")


def _again(request: Request, key: str) -> Response:
    return render(
        request, "kiosks/visual.html", 400, kiosk=known(request), minutes=VISUAL_MINUTES,
        error=words_of(request)(key),
    )  # fmt: skip


def _until(choice: str, typed: str, now: datetime) -> datetime | None:
    """Return the chosen end; None for what is none, is over or too far off."""
    if choice in {str(minutes) for minutes in VISUAL_MINUTES}:
        return now + timedelta(minutes=int(choice))
    try:
        clock = time.fromisoformat(typed)
    except ValueError:
        return None
    until = datetime.combine(now.astimezone(JAPAN).date(), clock.replace(tzinfo=None), JAPAN)
    return until if now < until <= now + LONGEST_VISUAL_MODE else None
