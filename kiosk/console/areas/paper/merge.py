"""What the second writer chose, field by field."""

from starlette.requests import Request
from starlette.responses import Response

from kiosk.console.areas.paper.draft import keep, opened, record
from kiosk.console.areas.paper.flat import flat, from_flat
from kiosk.console.context import field


def merge(request: Request) -> Response:
    """POST /paper/ID/merge: each differing answer is theirs, unless mine was chosen."""
    about = opened(request)
    chosen = flat(about.form)
    for name in chosen:
        if field(request, f"choose.{name}") == "mine":
            chosen[name] = field(request, f"mine.{name}")
    form = from_flat(chosen)
    return record(request, about, form) if about.recorded else keep(request, about, form)
