"""The headers of every answer: nothing is kept, framed, loaded from elsewhere or told elsewhere."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

from kiosk.console.static_files import PREFIX

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
ALWAYS: Final = {
    "Content-Security-Policy": POLICY,
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_NEVER_KEPT: Final = "no-store"
_KEPT_LONG: Final = "public, max-age=31536000, immutable"  # the address changes with the content


def with_headers(path: str, send: Send) -> Send:
    """Return a `send` that sets them, whatever the page has set."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(ALWAYS)
            kept = path.startswith(PREFIX) and message["status"] in {200, 304}
            headers["Cache-Control"] = _KEPT_LONG if kept else _NEVER_KEPT
        await send(message)

    return sending
