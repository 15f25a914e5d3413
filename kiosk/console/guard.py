"""Stands before every page: who it is, whether the form is ours, whether it is small enough."""

import hmac
from typing import Final
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.console.context import SignedIn
from kiosk.console.entrance import Entrance
from kiosk.console.errors import broken, of_records, problem
from kiosk.console.forms import FormRefused, FormTooLarge, read_form
from kiosk.console.headers import with_headers
from kiosk.console.pages import see
from kiosk.console.static_files import PREFIX
from kiosk.console.tokens import COOKIE
from kiosk.ports.faults import DeviceFault

ENTRY: Final = frozenset({"/sign-in", "/first-use", "/first-use/password"})
"""Forms of somebody who has no session yet, and so no token."""
OPEN: Final = ENTRY | {"/language", "/health"}
"""Pages without sign-in, besides style and script."""
READING: Final = frozenset({"GET", "HEAD"})
PASSIVE_PATHS: Final = frozenset({"/events", "/session"})
"""Asked by the page itself: nobody need be there."""


class Guard:
    """Lets nobody pass who is not signed in, and no form that is not ours."""

    def __init__(self, app: ASGIApp, entrance: Entrance) -> None:
        self._app = app
        self._entrance = entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; whatever goes wrong ends in a page and never in a traceback."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request, answer = Request(scope, receive), _Answer(with_headers(scope["path"], send))
        try:
            await self._serve(request, answer)
        except ClientDisconnect:
            return
        except DeviceFault as fault:
            await answer.instead(request, await of_records(request, fault))
        except Exception as error:  # noqa: BLE001 - a bug in a page is that page's alone
            await answer.instead(request, broken(request, error))
        finally:
            form: FormData | None = scope.get("state", {}).get("form")
            if form is not None:
                await form.close()

    async def _serve(self, request: Request, answer: "_Answer") -> None:
        refusal = await self._refusal(request)
        serving = self._app if refusal is None else refusal
        await serving(request.scope, request.receive, answer.send)

    async def _refusal(self, request: Request) -> Response | None:
        path = request.scope[
            "path"
        ]  # what is routed by; `request.url` has a part that clients write
        if path.startswith(PREFIX):
            return None
        passive = path in PASSIVE_PATHS or "x-live" in request.headers
        token = request.cookies.get(COOKIE, "")
        who = await run_in_threadpool(self._entrance.who, token, active=not passive)
        if who is not None:
            request.state.signed_in = who
        elif path not in OPEN:
            return problem(request, 401) if passive else see("/sign-in")
        if request.method in READING:
            return None
        return await _refused_form(request, who)


async def _refused_form(request: Request, who: SignedIn | None) -> Response | None:
    if request.method != "POST":
        return problem(request, 405, {"Allow": "GET, HEAD, POST"})
    if not _from_our_pages(request):
        return problem(request, 403)
    try:
        form = await read_form(request, stranger=who is None)
    except FormTooLarge:
        return problem(request, 413, {"Connection": "close"})
    except FormRefused:
        return problem(request, 400)
    request.state.form = form
    if who is not None and request.scope["path"] not in ENTRY:
        sent = form.get("csrf", "")
        if not isinstance(sent, str) or not hmac.compare_digest(sent.encode(), who.csrf.encode()):
            return problem(request, 403)
    return None


def _from_our_pages(request: Request) -> bool:
    """Say whether the browser tells that a page of ours sent the form.

    Our pages send no referrer, so browsers write ``Origin: null`` for their forms (Fetch §3.2);
    Sec-Fetch-Site, which no page can set, tells then.
    """
    origin = request.headers.get("origin", "null")
    if origin != "null" and urlsplit(origin).netloc != request.headers.get("host", ""):
        return False
    site = request.headers.get("sec-fetch-site")
    return origin != "null" if site is None else site == "same-origin"


class _Answer:
    """Remembers whether an answer has begun: then no other can take its place."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._begun = False

    async def send(self, message: Message) -> None:
        self._begun = True
        await self._send(message)

    async def instead(self, request: Request, response: Response) -> None:
        if not self._begun:
            await response(request.scope, request.receive, self.send)
